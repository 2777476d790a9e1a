"""Every rule on templates and static files holds, and every rule can fail."""

from pathlib import Path

import pytest

from .template_rules import RULES
from .tree import ROOT, static_files, templates

PAGE = '{% extends "base.html" %}\n'


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    findings = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in [*templates(), *static_files()]
        for line, words in rule(path, path.read_text(encoding="utf-8"))
    ]
    assert not findings, f"{rule.__doc__}\n" + "\n".join(findings)


BROKEN = [
    ("no_inline_style_or_script", "templates/contracts/a.html", '<p class="x" style="color: red">'),
    ("no_inline_style_or_script", "templates/contracts/a.html", "<button\n onclick='go()'>"),
    ("no_inline_style_or_script", "templates/contracts/a.html", '<div hx-on:click="go()">'),
    ("no_inline_style_or_script", "templates/contracts/a.html", "<script>go()</script>"),
    ("no_inline_style_or_script", "templates/contracts/a.html", "<style>p {}</style>"),
    ("no_inline_style_or_script", "templates/contracts/a.html", '<a href="javascript:go()">'),
    ("no_other_host", "templates/contracts/a.html", '<img src="https://cdn.example.com/x.png">'),
    ("no_other_host", "templates/contracts/a.html", '<script src="//cdn.example.com/x.js"></script>'),
    ("no_other_host", "static/portage.css", "@import url(http://fonts.example.com/a.css);"),
    ("nothing_unescaped", "templates/contracts/a.html", "{{ title|safe }}"),
    ("nothing_unescaped", "templates/contracts/a.html", "{% autoescape off %}"),
    ("extends_or_is_a_fragment", "templates/contracts/a.html", "<p>"),
]


@pytest.mark.parametrize(("name", "path", "text"), BROKEN)
def test_a_broken_template_is_noticed(name, path, text):
    rule = next(rule for rule in RULES if rule.__name__ == name)
    assert list(rule(Path(path), text))


RIGHT = [
    ("templates/contracts/a.html", PAGE + '<p class="style">on=1, once = 2</p>'),
    ("templates/contracts/a.html", PAGE + '<script src="{% static "a.js" %}"></script>'),
    ("templates/contracts/a.html", PAGE + '{# <p style="x"> https://example.com #}'),
    ("templates/contracts/a.html", "{# what it shows #}\n" + PAGE),
    ("templates/contracts/_row.html", "<tr></tr>"),
    ("templates/mail/notice.html", '<p style="color: red">'),
    ("static/map.svg", '<svg xmlns="http://www.w3.org/2000/svg">'),
    ("static/a.js", "// see the notes\nconst half = 1 // 2 is two"),
]


@pytest.mark.parametrize(("path", "text"), RIGHT)
def test_a_right_template_passes(path, text):
    assert [finding for rule in RULES for finding in rule(Path(path), text)] == []


def test_every_rule_has_a_broken_example():
    assert {rule.__name__ for rule in RULES} == {name for name, *_ in BROKEN}

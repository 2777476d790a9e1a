"""Articles are data: names come from a closed list, nothing is executed, nothing is substituted twice."""

import html
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import grammar, markup
from contracts.documents.articles import references
from contracts.documents.names import FILTERS, NAMES
from contracts.documents.values import values

from .sample import models, sample

KNOWN = values(sample("both"), "fr", models()["fr"])


def codes(text: str, **options: object) -> list[str]:
    return [problem.code for problem in grammar.check(text, "a", **options)]


def with_filter(name: str) -> str:
    return f"{name}|{show}" if (show := FILTERS[NAMES[name].kind][0]) else name


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_declared_name_is_accepted_and_has_a_sample(name: str) -> None:
    assert codes("{{ " + with_filter(name) + " }}") == []
    assert NAMES[name].sample


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ agent.bank }}", "unknown_name"),
        ("{{ agent.name|safe }}", "unknown_filter"),
        ("{{ agent.name|date }}", "wrong_filter"),
        ("{{ term.first_day }}", "wrong_filter"),
        ("{{ commission.rate|money }}", "wrong_filter"),
        ("{{ agent.name", "stray_brace"),
        ("a } b", "stray_brace"),
        ("{% load x %}", "stray_brace"),
        ("{{ agent.__class__ }}", "stray_brace"),
        ("{{ agent.name.upper }}", "stray_brace"),
        ("{{ agent.name|list|upper }}", "stray_brace"),
        ("{{ ref.nowhere }}", "unknown_article"),
        ("{{ ref.term|upper }}", "wrong_filter"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_when_saved(text: str, code: str) -> None:
    assert code in codes(text, articles={"term"})


def test_a_problem_says_where_and_what() -> None:
    assert grammar.check("Le {{ agent.bank }}", "object") == [
        grammar.Problem("object", 3, "unknown_name", "agent.bank")
    ]


def test_a_missing_value_stops_with_the_article_and_the_name() -> None:
    with pytest.raises(grammar.MissingValue, match=r"commission.*statement\.source") as caught:
        grammar.fill("({{ statement.source }})", {}, "fr", "commission")
    assert (caught.value.article, caught.value.name) == ("commission", "statement.source")


@pytest.mark.parametrize("empty", [None, "", (), []])
def test_an_empty_value_is_a_missing_value(empty: object) -> None:
    with pytest.raises(grammar.MissingValue):
        grammar.fill("{{ territory.segments|list }}", {"territory.segments": empty}, "fr")


def test_filters_follow_the_language() -> None:
    known = {"commission.rate": Decimal("0.065"), "term.first_day": date(2026, 3, 1), "tasks.agent": ["a", "b", "c"]}
    known["target.minimum"] = (Decimal(120000), "EUR")
    text = "{{ commission.rate|percent }} {{ term.first_day|date }} {{ tasks.agent|list }} {{ target.minimum|money }}"
    assert grammar.fill(text, known, "fr") == "6,5\u00a0% 1er\u00a0mars\u00a02026 a, b et c 120\u202f000\u00a0€"
    assert grammar.fill(text, known, "en") == "6.5% 1\u00a0March\u00a02026 a, b and c €120,000"


def test_a_reference_names_the_article_where_it_now_stands() -> None:
    known = references(models()["fr"])
    assert grammar.fill("à l'{{ ref.commission }}", known, "fr") == "à l'article\u00a07"


@pytest.mark.parametrize(
    "hostile",
    ["{{ agent.name }}", "{{agent.name|upper}}", "<script>alert(1)</script>", "**x**", "&lt;", "{% now %}", "\\1"],
)
def test_a_value_is_only_ever_text(hostile: str) -> None:
    filled = grammar.fill("[{{ principal.name }}]", {"principal.name": hostile, "agent.name": "LEAK"}, "fr")
    assert html.unescape(filled) == f"[{hostile}]"
    assert "<" not in filled
    assert "LEAK" not in filled


@given(st.text(), st.text(min_size=1))
def test_values_are_inserted_once_and_read_never(before: str, value: str) -> None:
    frame = before.replace("{", "").replace("}", "")
    filled = grammar.fill(frame + "{{ principal.name }}", {"principal.name": value, "agent.name": "LEAK"}, "fr")
    assert filled == frame + html.escape(value)


SOUP = st.lists(
    st.sampled_from(["{", "}", "{{", "}}", " ", "|", "agent.name", "ref.term", "date", ".", "_", "a", "\n", "é"])
)


@given(SOUP.map("".join))
def test_text_that_passes_the_check_holds_no_brace_once_filled(text: str) -> None:
    if grammar.check(text, articles={"term"}):
        return
    filled = grammar.fill(text, KNOWN, "fr")
    assert "{" not in filled
    assert "}" not in filled


@given(st.text() | SOUP.map("".join))
def test_text_that_fails_the_check_is_never_printed_half_filled(text: str) -> None:
    if not grammar.check(text):
        return
    with pytest.raises(grammar.MissingValue):
        grammar.fill(text, KNOWN, "fr")


@pytest.mark.parametrize(
    "hostile", ["{{" * 50_000, "{{ " + " " * 100_000, "{{ a." + "a" * 100_000, "{{ agent.name |" * 9_000]
)
def test_no_text_makes_the_check_slow(hostile: str) -> None:
    assert grammar.check(hostile)


@given(st.text(alphabet="<>&\"'*_[]()!`#-\\ax{}:/ \n") | st.text())
def test_markdown_gives_nothing_but_emphasis_strong_and_lists(text: str) -> None:
    for made in (markup.inline(text), markup.block(text)):
        tags = {part.split(">")[0].strip("/").split(" ")[0] for part in made.split("<")[1:]}
        assert tags <= {"em", "strong", "ul", "ol", "li", "p", "br"}


def test_a_coded_brace_does_not_pass_behind_the_check() -> None:
    assert "{" not in markup.inline("&#123;&#123; agent.name &#125;&#125;")

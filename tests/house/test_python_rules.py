"""Every Python rule holds in the whole house, and every rule can fail."""

import ast
from pathlib import Path

import pytest

from .python_rules import RULES
from .tree import ROOT, parsed, sources


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    findings = [
        f"{path.relative_to(ROOT)}:{line}: {words}" for path in sources() for line, words in rule(path, parsed(path))
    ]
    assert not findings, f"{rule.__doc__}\n" + "\n".join(findings)


BROKEN = [
    ("one_door_to_data", "contracts/views.py", "row = Contract.objects.get(pk=pk)"),
    ("one_door_to_data", "contracts/api/terms.py", "rows = models.Term._default_manager.all()"),
    ("one_door_to_data", "portage/core/jobs_views.py", "rows = Job.objects.all()"),
    ("one_door_to_data", "contracts/views/sign.py", "from django.shortcuts import get_object_or_404"),
    ("one_door_to_data", "portage/core/x.py", "row = shortcuts.get_object_or_404(Contract, pk=pk)"),
    ("time_is_passed_in", "portage/core/jobs.py", "at = timezone.now()"),
    ("time_is_passed_in", "portage/core/models.py", "at = DateTimeField(default=timezone.now)"),
    ("time_is_passed_in", "portage/core/models.py", "at = DateTimeField(auto_now_add=True)"),
    ("time_is_passed_in", "contracts/views.py", "today = datetime.date.today()"),
    ("time_is_passed_in", "contracts/views.py", "today = date.today()"),
    ("time_is_passed_in", "contracts/views.py", "today = timezone.localdate()"),
    ("time_is_passed_in", "contracts/rules.py", "at = datetime.datetime.now(UTC)"),
    ("time_is_passed_in", "contracts/actions/renewal.py", "at = clock.now()"),
    ("no_business_signals", "contracts/apps.py", "from django.db.models.signals import post_save"),
    ("no_business_signals", "contracts/apps.py", "from django.dispatch import receiver"),
    ("nothing_hidden_in_save", "contracts/models/term.py", "class T:\n def save(self):\n  notify()\n  super().save()"),
    ("short_enough", "contracts/rules.py", "def long():\n" + " x = 1\n" * 61),
    ("short_enough", "contracts/rules.py", "x = 1\n" * 401),
    ("public_functions_say_their_rule", "contracts/rules.py", "def due(a):\n" + " a += 1\n" * 5),
    ("pure_rules_know_no_table", "contracts/rules.py", "from django.db import models"),
    ("pure_rules_know_no_table", "contracts/law/notice.py", "from ..models import Contract"),
    ("pure_rules_know_no_table", "contracts/law/notice.py", "from .. import models"),
    ("pure_rules_know_no_table", "contracts/documents/grammar.py", "import portage.core.models"),
]


@pytest.mark.parametrize(("name", "path", "source"), BROKEN)
def test_a_broken_house_is_noticed(name, path, source):
    rule = next(rule for rule in RULES if rule.__name__ == name)
    assert list(rule(Path(path), ast.parse(source)))


RIGHT = [
    ("contracts/views.py", "contract = access.fetch(user, 'x', Contract, pk=pk)\nat = clock.now()"),
    ("contracts/actions/renewal.py", "rows = Contract.objects.filter(end=today)"),
    ("portage/core/words.py", "at = timezone.localtime(moment)"),
    ("portage/core/clock.py", "at = datetime.now(UTC)"),
    ("portage/core/apps.py", "from django.db.models.signals import post_migrate"),
    ("portage/core/models.py", "class J:\n def delete(self):\n  raise HistoryChanged"),
    ("contracts/rules.py", "def due(a):\n return a"),
    ("contracts/rules.py", "def long():\n '''" + "words\n" * 70 + "'''\n return 1"),
]


@pytest.mark.parametrize(("path", "source"), RIGHT)
def test_right_code_passes(path, source):
    assert [finding for rule in RULES for finding in rule(Path(path), ast.parse(source))] == []


def test_every_rule_has_a_broken_example():
    assert {rule.__name__ for rule in RULES} == {name for name, *_ in BROKEN}

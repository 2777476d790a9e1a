"""manage.py explain_dates: what it prints, what it refuses."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from contracts.management.commands import explain_dates
from contracts.management.commands.explain_dates import Command
from contracts.models import LawCorrection
from portage.network.models import Person

pytestmark = pytest.mark.django_db
MARCH = ("--law", "FR", "--start", "2024-03-01")


def run(*arguments):
    out = StringIO()
    call_command(Command(), *arguments, stdout=out)
    return out.getvalue()


def answer(*arguments):
    return json.loads(run(*arguments, "--json"))


def refusal(*arguments):
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return str(caught.value)


def test_the_worked_contract():
    found = answer(*MARCH, "--served-on", "2026-12-10")
    days = [(row["number"], row["first_day"], row["last_day"], row["last_notice_day"]) for row in found["terms"]]
    assert days == [
        (1, "2024-03-01", "2025-02-28", "2025-01-31"),
        (2, "2025-03-01", "2026-02-28", "2025-12-31"),
        (3, "2026-03-01", "2027-02-28", "2026-11-30"),
        (4, "2027-03-01", "2028-02-29", "2027-11-30"),
        (5, "2028-03-01", "2029-02-28", "2028-11-30"),
    ]
    notice = found["notice"]
    assert (notice["served_on"], notice["ends_on"]) == ("2026-12-10", "2028-02-29")
    assert notice["refuses_renewal_of_term"] == 4
    assert [row["opens"] for row in found["terms"]] == [True, True, True, True, False]


def test_every_date_carries_its_rule_and_article():
    found = answer(*MARCH, "--served-on", "2026-12-10")
    assert found["terms"][0]["rules"]["last_notice_day"]["article"] == "L134-11"
    assert found["notice"]["rules"]["ends_on"]["article"] == "L134-11"
    for row in found["terms"]:
        assert set(row["rules"]) == {"first_day", "last_day", "last_notice_day"}


def test_an_indefinite_contract_has_only_an_end_by_notice():
    found = answer(*MARCH, "--indefinite", "--served-on", "2026-12-10")
    assert "terms" not in found
    assert (found["notice"]["served_on"], found["notice"]["ends_on"]) == ("2026-12-10", "2027-03-31")
    assert "refuses_renewal_of_term" not in found["notice"]
    assert found["notice"]["rules"]["ends_on"]["month_end_article"] == "L134-11"


def test_without_a_notice_the_notice_is_null():
    assert answer(*MARCH)["notice"] is None


def test_month_ends_months_and_scale_are_the_contracts():
    found = answer("--law", "FR", "--start", "2024-03-15", "--month-end", "--terms", "1")["terms"]
    assert [row["last_notice_day"] for row in found] == ["2025-01-31"]
    found = answer("--law", "FR", "--start", "2024-08-29", "--notice", "2", "--terms", "2")
    assert found["terms"][1]["last_notice_day"] == "2026-06-28"
    assert [one["code"] for one in found["warnings"]] == ["notice_shorter_than_law"]
    found = answer("--law", "FR", "--start", "2024-08-31", "--months", "6", "--renewal-months", "12", "--terms", "2")
    assert [row["last_day"] for row in found["terms"]] == ["2025-02-28", "2026-02-28"]


def test_dutch_default_scale():
    found = answer("--law", "NL", "--start", "2024-03-01", "--indefinite", "--served-on", "2026-12-10")
    assert found["notice"]["ends_on"] == "2027-04-30"


@pytest.mark.parametrize(("code", "ends_on"), [("JP", "2027-02-10"), ("CN", "2026-12-10"), ("VN", "2026-12-10")])
def test_laws_without_month_ends(code, ends_on):
    found = answer("--law", code, "--start", "2024-03-01", "--indefinite", "--served-on", "2026-12-10")
    assert found["notice"]["ends_on"] == ends_on


@pytest.mark.parametrize("code", ["IT", "ES", "PL", "BE", "NL", "GB", "CZ"])
def test_an_unknown_effect_of_renewal_asks_and_computes(code):
    found = answer("--law", code, "--start", "2024-03-01", "--terms", "1")
    assert found["terms"][0]["last_notice_day"] == "2025-01-31"
    assert [one["code"] for one in found["asks"]] == ["renewal_clause_effect_unknown"]


@pytest.mark.parametrize("code", ["HU", "JO", "LB", "IQ"])
def test_an_unknown_notice_is_asked_then_taken(code):
    said = refusal("--law", code, "--start", "2024-03-01")
    assert "notice_months" in said
    assert "--notice" in said
    found = answer("--law", code, "--start", "2024-03-01", "--notice", "1,2,3", "--terms", "3")
    assert found["terms"][2]["last_notice_day"] == "2026-11-30"
    assert "notice_minimum_unknown" in [one["code"] for one in found["asks"]]


def test_hungary_shows_the_floor():
    assert "1, 2, 3 months (EU art. 15)" in refusal("--law", "HU", "--start", "2024-03-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--law", "XX", "--start", "2024-03-01"), "--law"),
        (("--law", "FR", "--start", "2024-02-30"), "--start"),
        (("--law", "FR", "--start", "20240301"), "--start"),
        (("--law", "FR", "--start", "yesterday"), "--start"),
        ((*MARCH, "--served-on", "2026-13-01"), "--served-on"),
        ((*MARCH, "--served-on", ""), "--served-on"),
        ((*MARCH, "--served-on", "2024-02-29"), "--served-on"),
        ((*MARCH, "--months", "0"), "--months"),
        ((*MARCH, "--months", "-3"), "--months"),
        ((*MARCH, "--months", "1.5"), "--months"),
        ((*MARCH, "--months", "999999"), "9999"),
        ((*MARCH, "--terms", "0"), "--terms"),
        ((*MARCH, "--terms", "9000"), "--terms"),
        ((*MARCH, "--notice", ""), "--notice"),
        ((*MARCH, "--notice", "1,,3"), "--notice"),
        ((*MARCH, "--notice=-1"), "--notice"),
        ((*MARCH, "--notice=1,-2"), "--notice"),
        ((*MARCH, "--indefinite"), "--served-on"),
        ((*MARCH, "--indefinite", "--served-on", "2026-12-10", "--notice", "1,2"), "L134-11"),
        (("--law", "DE", "--start", "2024-03-01", "--notice", "1,2,3"), "s. 89"),
        (("--law", "IT", "--start", "2024-03-01", "--notice", "1"), "art. 1750"),
    ],
)
def test_what_is_refused_says_why(arguments, said):
    assert said in refusal(*arguments)


def test_the_table_for_people():
    said = run(*MARCH, "--served-on", "2026-12-10")
    assert "2026-11-30" in said
    assert "FR L134-11" in said
    assert "ends on 2028-02-29" in said
    assert "do not replace legal advice" in said
    assert "none in time" in run(*MARCH, "--months", "1", "--notice", "3", "--terms", "1")
    assert "ask: renewal_clause_effect_unknown" in run("--law", "IT", "--start", "2024-03-01")


def test_the_corrections_of_the_database_count():
    operator = Person.objects.create(email="operator@example.test", is_platform_administrator=True)
    LawCorrection.objects.create(
        jurisdiction="FR", key="notice_months", value=[6], status="known", source="L134-11", checked_on=date(2026, 11, 1),
        version=1, reason="tried", by=operator, at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    assert answer(*MARCH, "--terms", "1")["terms"][0]["last_notice_day"] == "2024-08-31"


def test_without_a_database_it_answers_by_the_shipped_records_and_says_so(monkeypatch):
    def away():
        raise OperationalError("no such table")

    monkeypatch.setattr(explain_dates, "recorded_corrections", away)
    out, said = StringIO(), StringIO()
    call_command(Command(), *MARCH, "--terms", "1", "--json", stdout=out, stderr=said)
    assert json.loads(out.getvalue())["terms"][0]["last_notice_day"] == "2025-01-31"
    assert "as shipped" in said.getvalue()

"""The list of checks, in every law: which concern a contract, and what stops, waits, is to be read or passes."""

import pytest

from contracts import law
from contracts.law.findings import Agreed
from contracts.rules.agreed import Gap
from contracts.rules.checks import checks, stopping
from contracts.rules.exclusivity import Reading

FREE = Reading("passes", "confirmed")
ALL = [
    "exclusivity",
    "complete",
    "commission",
    "notice",
    "statements",
    "renewal",
    "written_form",
    "non_compete",
    "mandatory",
]


def listed(governing, where, *, gaps=(), answered=(), reading=FREE, **agreed):
    own, place = law.jurisdiction(governing), law.country(where)
    facts = {
        "nature": "renewable",
        "notice": (1, 2, 3),
        "statement_every_months": 3,
        "statement_by_months": 1,
        "term_months": 12,
    }
    terms = Agreed(**{**facts, **agreed})
    found = law.check_agreed(terms, law=own, agent_country=place)
    return checks(
        nature=terms.nature,
        gaps=gaps,
        findings=found,
        answered=answered,
        exclusivity=reading,
        law=own,
        agent_country=place,
    )


def states(*args, **more) -> dict[str, str]:
    """Those that do not pass."""
    return {one.code: one.state for one in listed(*args, **more) if one.state != "passes"}


def test_each_check_is_there_once_and_cites_its_rule():
    found = listed("FR", "PL")
    assert [one.code for one in found] == ALL
    rules = {one.code: one.rule.source for one in found if one.rule}
    assert "L134-11" in rules["notice"]
    assert "R134-3" in rules["statements"]


@pytest.mark.parametrize(
    ("governing", "where", "agreed", "expected"),
    [
        ("FR", "PL", {}, {}),
        ("FR", "RU", {}, {"review": "stops"}),
        ("FR", "RU", {"legal_review_recorded": True}, {}),
        ("FR", "JO", {}, {"mandatory": "waits"}),
        ("FR", "US", {}, {"mandatory": "waits"}),
        ("GB", "FR", {}, {"mandatory": "read"}),
        ("DE", "DE", {}, {"renewal": "waits"}),
        ("DE", "DE", {"renewal_choice": "counts_as_indefinite"}, {"notice": "stops"}),
        ("IT", "IT", {"renewal_choice": "stays_fixed_term", "non_compete_months": 30}, {"notice": "read", "non_compete": "stops"}),
        ("FR", "FR", {"nature": "indefinite", "notice": (1,)}, {"notice": "stops"}),
        ("FR", "FR", {"statement_every_months": 6}, {"statements": "stops"}),
        ("FR", "JO", {"nature": "moral"}, {"mandatory": "waits", "written_form": "stops"}),
        ("CZ", "CZ", {"nature": "moral"}, {"written_form": "stops"}),
        ("IT", "IT", {"nature": "moral"}, {"written_form": "read"}),
    ],
)  # fmt: skip
def test_what_does_not_pass(governing, where, agreed, expected):
    if agreed.get("nature") == "moral":
        agreed = {
            "notice": None,
            "statement_every_months": None,
            "statement_by_months": None,
            "term_months": None,
            **agreed,
        }
    found = states(governing, where, **agreed)
    assert {code: found.get(code) for code in expected} == expected
    assert expected or found == {}


def test_a_gap_stands_against_the_commission_or_the_terms():
    gaps = [Gap("nothing_earned", "commission", "rate"), Gap("no_forum", "law", "forum")]
    assert states("FR", "PL", gaps=gaps) == {"commission": "stops", "complete": "stops"}


def test_an_answered_question_is_to_be_read_and_stops_no_more():
    assert states("FR", "US", answered={"agent_country_not_recorded"})["mandatory"] == "read"
    found = law.check_agreed(Agreed("renewable"), law=law.jurisdiction("FR"), agent_country=law.country("US"))
    assert [one.code for one in stopping(found, set())] == ["agent_country_not_recorded"]
    assert stopping(found, {"agent_country_not_recorded"}) == []


def test_every_law_has_its_list_and_every_finding_its_check():
    agreed = Agreed("renewable", notice=(1, 2, 3), statement_every_months=3, statement_by_months=1, term_months=12)
    for code in sorted(one.code for one in law.jurisdictions()):
        found = listed(code, code)
        assert {one.code for one in found} >= set(ALL), code
        every = law.check_agreed(agreed, law=law.jurisdiction(code), agent_country=law.country(code))
        assert sorted(f.code for one in found for f in one.findings) == sorted(one.code for one in every), code

"""Records of law: what is shipped, what a floor may lend, what a correction changes, what is never guessed."""

import json

import pytest

from contracts import law
from contracts.law.records import DATA

CODES = "EU FR DE IT ES PL HU CZ BE NL GB JP CN RU VN JO LB IQ".split()


def correction(value, version=1, jurisdiction="FR", key="notice_months", status="found"):
    return law.Correction(jurisdiction, key, value, status, "L134-11 (2027)", "2027-01-04", version)


def test_every_recorded_jurisdiction_is_there():
    assert [record.code for record in law.jurisdictions()] == CODES


def test_every_rule_carries_its_source_status_and_day():
    for record in law.jurisdictions():
        for key, rule in record.rules.items():
            assert (rule.jurisdiction, rule.key, rule.version) == (record.code, key, 0)
            assert rule.status in {"found", "known", "unknown"}
            assert rule.checked_on == "2026-11-21"
            assert isinstance(rule.source, str)


@pytest.mark.parametrize(
    ("code", "scale"),
    [
        ("FR", (1, 2, 3)),
        ("DE", (1, 2, 3, 3, 3, 6)),
        ("IT", (1, 2, 3, 4, 5, 6)),
        ("BE", (1, 2, 3, 4, 5, 6)),
        ("NL", (1, 2, 3)),
        ("JP", (2,)),
        ("CN", (0,)),
        ("RU", (0,)),
        ("VN", (0,)),
    ],
)
def test_the_scale_of_notice(code, scale):
    assert law.jurisdiction(code).rule("notice_months").value == scale


@pytest.mark.parametrize("code", ["HU", "JO", "LB", "IQ"])
def test_an_unknown_notice_is_asked_of_a_person(code):
    with pytest.raises(law.UnknownRule) as caught:
        law.jurisdiction(code).rule("notice_months")
    assert (caught.value.jurisdiction, caught.value.needs) == (code, "notice_months")


def test_hungary_shows_the_floor_and_does_not_take_it():
    hungary = law.jurisdiction("HU")
    with pytest.raises(law.UnknownRule) as caught:
        hungary.rule("notice_months")
    assert caught.value.bound.value == (1, 2, 3)
    assert caught.value.bound.jurisdiction == "EU"


def test_a_directive_that_leaves_no_choice_stands_in():
    hungary = law.jurisdiction("HU")
    assert hungary.rule("notice_ends_with_month").jurisdiction == "EU"
    assert hungary.rule("commission_earned").jurisdiction == "EU"


@pytest.mark.parametrize("key", ["termination_pay", "statement", "non_compete_max_months", "notice_months"])
def test_a_directive_that_leaves_a_choice_does_not(key):
    with pytest.raises(law.UnknownRule):
        law.jurisdiction("HU").rule(key)


def test_no_floor_outside_the_union():
    assert law.jurisdiction("GB").floor is None
    assert law.jurisdiction("JP").find("notice_ends_with_month") is None


def test_a_rule_left_to_the_contract_is_not_unknown():
    rule = law.jurisdiction("JP").find("statement")
    assert (rule.value, rule.unknown) == (None, False)


def test_an_unknown_code_is_refused():
    with pytest.raises(law.UnknownJurisdiction):
        law.jurisdiction("XX")


def test_a_country_without_record_stands_on_its_floor():
    assert law.country("AT").floor.code == "EU"
    assert law.country("US").floor is None
    with pytest.raises(law.UnknownJurisdiction):
        law.jurisdiction("AT")


def test_the_latest_correction_wins_and_is_named():
    changes = [correction([1, 2, 4], 2), correction([1, 2, 3, 4], 1)]
    rule = law.jurisdiction("FR", changes).rule("notice_months")
    assert (rule.value, rule.version) == ((1, 2, 4), 2)
    assert law.jurisdiction("FR").rule("notice_months").version == 0


def test_two_corrections_of_one_version_contradict_each_other():
    with pytest.raises(ValueError, match="already taken"):
        law.jurisdiction("FR", [correction([1]), correction([2])])


def test_a_correction_of_the_floor_keeps_its_role():
    change = correction([1, 2, 4], jurisdiction="EU")
    assert law.jurisdiction("HU", [change]).bound("notice_months").value == (1, 2, 4)


def test_a_correction_of_no_record_is_refused():
    with pytest.raises(law.UnknownJurisdiction):
        law.jurisdictions([correction([1], jurisdiction="XX")])


@pytest.mark.parametrize("value", [[], [-1], ["1"], [True], 3, {"base": 4}])
def test_a_mistyped_scale_never_becomes_a_rule(value):
    with pytest.raises(law.BadRule):
        correction(value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("notice_default_months", {"base": 4, "after_years": {"three": 5}}),
        ("termination_pay", {"kind": "gift"}),
        ("termination_pay", {"kind": "indemnity"}),
        ("statement", {"every_months": 0, "by": "soon"}),
        ("written_form", "oral"),
        ("notice_ends_with_month", 1),
    ],
)
def test_a_mistyped_value_never_becomes_a_rule(key, value):
    with pytest.raises(law.BadRule):
        correction(value, key=key)


def test_an_unknown_rule_has_no_value():
    with pytest.raises(law.BadRule):
        correction([1], status="unknown")


def test_records_cannot_be_changed_in_place():
    record = law.jurisdiction("FR")
    with pytest.raises(TypeError):
        record.rules["notice_months"] = None
    with pytest.raises(TypeError):
        record.rule("termination_pay").value["habit_years"] = 3


def test_a_rule_is_plain_json():
    rule = law.jurisdiction("FR").rule("notice_months").as_dict()
    assert json.loads(json.dumps(rule))["source"] == "L134-11"


def test_no_module_of_the_engine_names_a_country():
    """Adding a jurisdiction is adding a record: no quoted country code stands in the code."""
    for path in DATA.parent.parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        for code in CODES:
            assert f'== "{code}"' not in source, (path.name, code)
            assert f'("{code}")' not in source, (path.name, code)

"""What a draft agrees against the law: one test a rule, with the neighbour that passes."""

import pytest

from contracts import law
from contracts.law import INDEFINITE, MORAL, RENEWABLE, Agreed


def codes(agreed, governing="FR", agent="FR"):
    found = law.check_agreed(agreed, law=law.jurisdiction(governing), agent_country=law.country(agent))
    return {one.code: one.severity for one in found}


def one(agreed, code, governing="FR", agent="FR"):
    found = law.check_agreed(agreed, law=law.jurisdiction(governing), agent_country=law.country(agent))
    return next(finding for finding in found if finding.code == code)


def test_the_default_french_contract_has_no_finding():
    agreed = Agreed(RENEWABLE, term_months=12, notice=(1, 2, 3), statement_every_months=3, statement_by_months=1)
    assert codes(agreed) == {}


@pytest.mark.parametrize(("nature", "severity"), [(RENEWABLE, "warning"), (INDEFINITE, "error"), (MORAL, "error")])
def test_a_scale_shorter_than_french_law(nature, severity):
    agreed = Agreed(nature, notice=(1, 2))
    assert codes(agreed) == {"notice_shorter_than_law": severity}
    finding = one(agreed, "notice_shorter_than_law")
    assert (finding.needed["months"], finding.needed["years"]) == ((1, 2, 3), (3,))
    assert finding.rule.source == "L134-11"


@pytest.mark.parametrize("governing", ["DE", "IT", "ES"])
def test_the_minimum_binds_where_renewal_does_not_stay_fixed_term(governing):
    assert codes(Agreed(RENEWABLE, notice=(1,)), governing, governing)["notice_shorter_than_law"] == "error"


def test_a_recorded_choice_answers_an_unknown_effect():
    agreed = Agreed(RENEWABLE, notice=(1,), renewal_choice="stays_fixed_term")
    assert codes(agreed, "IT", "IT") == {"notice_shorter_than_law": "warning"}


def test_a_recorded_choice_does_not_change_an_established_effect():
    agreed = Agreed(RENEWABLE, notice=(1,), renewal_choice="stays_fixed_term")
    assert codes(agreed, "DE", "DE") == {"notice_shorter_than_law": "error"}


def test_the_effect_of_the_renewal_clause_is_asked_once():
    assert codes(Agreed(RENEWABLE), "IT", "IT") == {"renewal_clause_effect_unknown": "ask"}
    assert codes(Agreed(RENEWABLE), "DE", "DE") == {"renewal_clause_effect_differs": "ask"}
    assert codes(Agreed(RENEWABLE)) == {}
    assert codes(Agreed(INDEFINITE), "IT", "IT") == {}


def test_an_unknown_minimum_asks_and_checks_the_floor():
    agreed = Agreed(INDEFINITE, notice=(1,))
    assert codes(agreed, "HU", "HU") == {"notice_minimum_unknown": "ask", "notice_shorter_than_floor": "error"}
    assert codes(Agreed(INDEFINITE, notice=(1, 2, 3)), "HU", "HU") == {"notice_minimum_unknown": "ask"}
    assert codes(Agreed(RENEWABLE, notice=(1,)), "HU", "HU")["notice_shorter_than_floor"] == "ask"
    assert one(agreed, "notice_minimum_unknown", "HU", "HU").needed["floor"] == (1, 2, 3)


def test_the_principals_notice_is_not_shorter_than_the_agents():
    agreed = Agreed(INDEFINITE, principal_notice=(3,), agent_notice=(4,))
    assert codes(agreed) == {"principal_notice_shorter_than_agents": "error"}
    assert codes(Agreed(INDEFINITE, principal_notice=(4,), agent_notice=(3,))) == {}


@pytest.mark.parametrize(
    ("governing", "every", "expected"),
    [
        ("FR", 3, {}),
        ("FR", 6, {"statement_period_longer_than_law": "error"}),
        ("DE", 3, {}),
        ("DE", 6, {"statement_period_longer_than_law": "error"}),
        ("JP", 12, {}),
        ("HU", 3, {"statement_rule_unknown": "ask", "notice_minimum_unknown": "ask"}),
    ],
)
def test_the_period_of_statements(governing, every, expected):
    assert codes(Agreed(INDEFINITE, statement_every_months=every), governing, governing) == expected


def test_a_longer_german_period_without_paper_needs_a_written_agreement():
    agreed = Agreed(MORAL, statement_every_months=3)
    assert codes(agreed, "DE", "DE") == {"statement_period_needs_written_agreement": "warning"}


@pytest.mark.parametrize(
    ("every", "delay", "late"),
    [
        (3, {"statement_by_months": 1}, False),
        (3, {"statement_by_months": 2}, True),
        (3, {"statement_by_days": 30}, False),
        (3, {"statement_by_days": 31}, True),
        (1, {"statement_by_days": 28}, False),
        (1, {"statement_by_days": 29}, True),
    ],
)
def test_the_delay_of_statements(every, delay, late):
    found = codes(Agreed(INDEFINITE, statement_every_months=every, **delay))
    assert ("statement_later_than_law" in found) is late


@pytest.mark.parametrize(
    ("governing", "months", "term_months", "refused"),
    [("FR", 24, 12, False), ("FR", 25, 12, True), ("BE", 7, 12, True), ("ES", 13, 24, True), ("ES", 13, 36, False)],
)
def test_a_non_compete_longer_than_the_law(governing, months, term_months, refused):
    agreed = Agreed(
        RENEWABLE, term_months=term_months, non_compete_months=months, renewal_choice="counts_as_indefinite"
    )
    assert ("non_compete_longer_than_law" in codes(agreed, governing, governing)) is refused


def test_a_non_compete_that_the_law_wants_paid_or_does_not_tell():
    assert codes(Agreed(INDEFINITE, non_compete_months=12), "DE", "DE") == {"non_compete_must_be_paid": "warning"}
    assert codes(Agreed(INDEFINITE, non_compete_months=12, non_compete_paid=True), "DE", "DE") == {}
    found = codes(Agreed(INDEFINITE, non_compete_months=25), "HU", "HU")
    assert (found["non_compete_limit_unknown"], found["non_compete_longer_than_law"]) == ("ask", "error")


@pytest.mark.parametrize(
    ("governing", "expected"),
    [
        ("FR", None),
        ("PL", None),
        ("IT", ("writing_needed_for_proof", "warning")),
        ("CZ", ("moral_contract_refused", "error")),
        ("VN", ("moral_contract_refused", "error")),
        ("LB", ("moral_contract_refused", "error")),
    ],
)
def test_a_moral_contract_where_the_law_wants_writing(governing, expected):
    found = codes(Agreed(MORAL), governing, governing).items()
    writing = [item for item in found if item[0] in {"moral_contract_refused", "writing_needed_for_proof"}]
    assert writing == ([expected] if expected else [])


def test_registration_where_the_agent_works_refuses_a_moral_contract_under_french_law():
    assert codes(Agreed(MORAL), "FR", "JO")["moral_contract_refused"] == "error"


def test_trade_restrictions_wait_for_a_recorded_review():
    assert codes(Agreed(RENEWABLE), "FR", "RU")["blocked_pending_review"] == "error"
    assert "blocked_pending_review" not in codes(Agreed(RENEWABLE, legal_review_recorded=True), "FR", "RU")


def test_registration_local_courts_and_eligibility_are_told():
    found = codes(Agreed(RENEWABLE), "FR", "JO")
    assert found == {"registration_duty": "warning", "local_courts": "warning", "agent_eligibility": "ask"}
    assert one(Agreed(RENEWABLE), "registration_duty", "FR", "JO").needed["within_days"] == 14
    assert "local_courts" not in codes(Agreed(RENEWABLE, forum_country="JO"), "FR", "JO")


@pytest.mark.parametrize(
    ("governing", "agent", "kept"),
    [("GB", "FR", True), ("JP", "AT", True), ("FR", "AT", False), ("GB", "US", False), ("GB", "GB", False)],
)
def test_an_agent_in_the_union_keeps_its_rights_under_a_foreign_law(governing, agent, kept):
    found = codes(Agreed(INDEFINITE), governing, agent)
    assert found.get("overriding_termination_pay") == ("warning" if kept else None)


def test_a_country_without_record_is_asked_about():
    assert codes(Agreed(RENEWABLE), "FR", "US") == {"agent_country_not_recorded": "ask"}


def test_a_floor_is_no_governing_law():
    assert codes(Agreed(INDEFINITE), "EU")["governing_law_is_a_floor"] == "ask"


def test_errors_come_first():
    agreed = Agreed(RENEWABLE, notice=(1,), non_compete_months=12)
    found = law.check_agreed(agreed, law=law.jurisdiction("IT"), agent_country=law.country("IT"))
    assert [finding.severity for finding in found] == ["error", "warning", "ask"]


@pytest.mark.parametrize("wrong", [{"nature": "oral"}, {"nature": RENEWABLE, "renewal_choice": "maybe"}])
def test_words_outside_the_list_are_refused(wrong):
    with pytest.raises(ValueError, match="is not one of"):
        Agreed(**wrong)

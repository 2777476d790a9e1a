"""The end of a contract: posting day, what follows by law, what may be owed, statements due."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import law

END = date(2027, 2, 28)
HUNDRED = Decimal("100.00")


def follows(code):
    return {one.code: one.last_day for one in law.consequences(law.jurisdiction(code), END)}


def test_the_letter_is_posted_early_enough():
    assert law.safe_posting_day(date(2026, 11, 30), postal_days=7) == date(2026, 11, 23)
    with pytest.raises(ValueError, match="not negative"):
        law.safe_posting_day(date(2026, 11, 30), postal_days=-1)


def test_what_follows_the_end_in_france():
    assert follows("FR") == {
        "claim_termination_pay": date(2028, 2, 28),
        "non_compete_at_most": date(2029, 2, 28),
        "commission_on_later_orders": None,
    }


def test_spain_gives_three_months_of_later_orders_and_belgium_six_of_non_compete():
    assert follows("ES")["commission_on_orders_until"] == date(2027, 5, 28)
    assert follows("BE")["non_compete_at_most"] == date(2027, 8, 28)


def test_an_unknown_rule_is_shown_without_a_day():
    assert follows("HU")["claim_termination_pay"] is None


def test_french_habit_is_two_years_of_commission_without_cap():
    estimate = law.compensation_estimate(law.jurisdiction("FR"), [Decimal(0)] * 36 + [HUNDRED] * 24)
    assert (estimate.amount, estimate.is_cap, estimate.kind) == (Decimal("2400.00"), False, "compensation")
    assert estimate.rule.source == "L134-12, L134-13"
    assert "serious_default_stated_in_the_letter" in estimate.lost_when


def test_indemnity_is_capped_at_an_average_year_of_the_last_five():
    estimate = law.compensation_estimate(law.jurisdiction("DE"), [Decimal(9999)] * 6 + [HUNDRED] * 60)
    assert (estimate.amount, estimate.is_cap) == (Decimal("1200.00"), True)


def test_indemnity_of_a_shorter_contract_averages_its_duration():
    estimate = law.compensation_estimate(law.jurisdiction("IT"), [HUNDRED, Decimal(200)])
    assert (estimate.amount, estimate.params["months"]) == (Decimal(1800), 2)


def test_british_law_pays_by_choice():
    britain = law.jurisdiction("GB")
    assert law.compensation_estimate(britain, [HUNDRED]).amount is None
    assert law.compensation_estimate(britain, [HUNDRED] * 12, indemnity_chosen=True).amount == Decimal(1200)


def test_no_pay_by_law_and_pay_without_figure():
    assert law.compensation_estimate(law.jurisdiction("JP"), [HUNDRED]).amount == 0
    assert law.compensation_estimate(law.jurisdiction("VN"), [HUNDRED]).amount is None
    with pytest.raises(law.UnknownRule):
        law.compensation_estimate(law.jurisdiction("HU"), [HUNDRED])


def test_an_estimate_wants_decimal_months():
    with pytest.raises(TypeError):
        law.compensation_estimate(law.jurisdiction("FR"), [100.0])
    with pytest.raises(ValueError, match="at least one month"):
        law.compensation_estimate(law.jurisdiction("FR"), [])


@pytest.mark.parametrize("code", ["FR", "DE", "HU"])
def test_a_statement_is_due_by_the_end_of_the_following_month(code):
    assert law.statement_due_by(law.jurisdiction(code), date(2026, 12, 31)) == date(2027, 1, 31)
    assert law.statement_due_by(law.jurisdiction(code), date(2026, 1, 31)) == date(2026, 2, 28)


def test_a_statement_left_to_the_contract_has_no_legal_day():
    with pytest.raises(law.UnknownRule):
        law.statement_due_by(law.jurisdiction("JP"), date(2026, 12, 31))

"""The end of a contract: posting day, what follows by law, duties of registration, statements due."""

from datetime import date

import pytest

from contracts import law
from contracts.law.duties import CHANGED, CONCLUDED, ENDED

END = date(2027, 2, 28)
YEAR = 12


def ended(kind="notice", by="principal", *, months=YEAR, renewable=True):
    return law.End(kind, by, END, renewable, months)


def follows(code, end=None):
    return {one.code: one.last_day for one in law.consequences(law.jurisdiction(code), end or ended())}


def asked(code, end=None):
    return {one.code for one in law.consequences(law.jurisdiction(code), end or ended()) if one.asks}


def test_the_letter_is_posted_early_enough():
    assert law.safe_posting_day(date(2026, 11, 30), postal_days=7) == date(2026, 11, 23)
    with pytest.raises(ValueError, match="not negative"):
        law.safe_posting_day(date(2026, 11, 30), postal_days=-1)


def test_what_follows_the_end_in_france():
    assert follows("FR") == {
        "claim_termination_pay": date(2028, 2, 28),
        "commission_on_later_orders": None,
        "non_compete_at_most": date(2029, 2, 28),
        "return_documents": END,
    }


CLAIM, HALF, ONE, TWO = date(2028, 2, 28), date(2027, 8, 28), date(2028, 2, 28), date(2029, 2, 28)

# law: last day to claim, end of a non-compete at most (contract of twelve months), months of later orders, what is asked
AFTERWARDS = {
    "FR": (CLAIM, TWO, None, set()),
    "DE": (CLAIM, TWO, None, set()),
    "IT": (CLAIM, TWO, None, set()),
    "ES": (CLAIM, ONE, date(2027, 5, 28), set()),
    "PL": (CLAIM, TWO, None, set()),
    "HU": (None, None, None, {"claim_termination_pay", "non_compete_at_most"}),
    "CZ": (CLAIM, TWO, None, set()),
    "BE": (CLAIM, HALF, None, set()),
    "NL": (CLAIM, TWO, None, set()),
    "GB": (CLAIM, TWO, None, set()),
    "JP": ("nothing", "by contract", None, {"commission_on_later_orders"}),
    "CN": ("nothing", "by contract", None, {"commission_on_later_orders"}),
    "RU": ("nothing", None, None, {"commission_on_later_orders", "non_compete_at_most"}),
    "VN": (None, None, None, {"claim_termination_pay", "commission_on_later_orders", "non_compete_at_most"}),
    "JO": (None, None, None, {"claim_termination_pay", "commission_on_later_orders", "non_compete_at_most"}),
    "LB": (None, None, None, {"claim_termination_pay", "commission_on_later_orders", "non_compete_at_most"}),
    "IQ": (None, None, None, {"claim_termination_pay", "commission_on_later_orders", "non_compete_at_most"}),
}


def test_the_table_holds_every_law_that_parties_can_choose():
    assert set(AFTERWARDS) == {one.code for one in law.jurisdictions()} - {"EU"}


@pytest.mark.parametrize("code", AFTERWARDS)
def test_what_follows_a_notice_of_the_principal(code):
    claim, non_compete, orders, questions = AFTERWARDS[code]
    found = follows(code)
    assert found.get("claim_termination_pay", "nothing") == claim
    assert found.get("non_compete_at_most", "by contract") == non_compete
    assert found.get("commission_on_orders_until") == orders
    assert found["return_documents"] == END
    assert asked(code) == questions


@pytest.mark.parametrize("code", ["DE", "IT"])
def test_a_non_compete_is_paid_where_the_law_wants_it(code):
    found = {one.code: one for one in law.consequences(law.jurisdiction(code), ended())}
    assert found["non_compete_at_most"].params["paid"] is True


@pytest.mark.parametrize(("months", "day"), [(24, ONE), (25, TWO), (None, TWO)])
def test_spain_halves_the_non_compete_after_two_years_or_less(months, day):
    assert follows("ES", ended(months=months))["non_compete_at_most"] == day


# law: how the pay stands when a renewable contract ends by (notice of the principal, of the agent, default stated by the
# principal, by the agent, agreement)
EUROPE = ("open", "lost_unless", "lost", "due", "agreed")
STANDS = {
    "FR": ("due", "lost_unless", "lost", "due", "agreed"),
    **dict.fromkeys(("DE", "IT", "ES", "PL", "CZ", "BE", "NL", "GB"), EUROPE),
    **dict.fromkeys(("HU", "JO", "IQ"), ("unknown",) * 5),
    **dict.fromkeys(("JP", "CN", "RU"), ("nothing",) * 5),
    "VN": ("negotiated", "open", "open", "open", "open"),
    "LB": ("due", "open", "open", "due", "agreed"),
}
WAYS = [("notice", "principal"), ("notice", "agent"), ("default", "principal"), ("default", "agent"), ("mutual", "")]


@pytest.mark.parametrize("code", AFTERWARDS)
def test_how_the_pay_stands_after_each_kind_of_end(code):
    rules = law.jurisdiction(code)
    assert tuple(law.pay_stands(rules, ended(*way)) for way in WAYS) == STANDS[code]


def test_what_is_lost_is_not_claimed():
    assert "claim_termination_pay" not in follows("FR", ended("default", "principal"))
    assert "claim_termination_pay" in follows("FR", ended("notice", "agent"))


def test_an_indefinite_contract_ended_by_the_principal_is_no_refused_renewal():
    assert law.pay_stands(law.jurisdiction("DE"), ended(renewable=False, months=None)) == "due"


# Registration, where the agent works


def duties(code, event, day=END):
    return [(one.code, one.day) for one in law.registration([law.jurisdiction(code)], event, day)]


def test_jordan_wants_the_contract_registered_within_fourteen_days():
    assert duties("JO", CONCLUDED) == [("register", date(2027, 3, 14))]
    assert duties("JO", CHANGED) == [("register_change", None)]


def test_iraq_wants_changes_within_sixty_days_and_says_nothing_of_the_start():
    assert duties("IQ", CONCLUDED) == [("register", None)]
    assert duties("IQ", CHANGED) == [("register_change", date(2027, 4, 29))]
    assert duties("IQ", ENDED) == [("register_end", date(2027, 4, 29))]


def test_lebanon_registers_and_a_person_gives_the_day():
    assert duties("LB", CONCLUDED) == [("register", None)]


@pytest.mark.parametrize("code", sorted(set(AFTERWARDS) - {"JO", "LB", "IQ"}))
def test_no_other_law_that_ships_wants_the_contract_registered(code):
    assert [duties(code, event) for event in (CONCLUDED, CHANGED, ENDED)] == [[], [], []]


def test_the_same_law_asks_once_and_two_laws_ask_twice():
    jordan, lebanon = law.jurisdiction("JO"), law.jurisdiction("LB")
    assert len(law.registration([jordan, jordan], CONCLUDED, END)) == 1
    assert len(law.registration([jordan, lebanon], CONCLUDED, END)) == 2


# Statements


@pytest.mark.parametrize("code", ["FR", "DE", "HU"])
def test_a_statement_is_due_by_the_end_of_the_following_month(code):
    assert law.statement_due_by(law.jurisdiction(code), date(2026, 12, 31)) == date(2027, 1, 31)
    assert law.statement_due_by(law.jurisdiction(code), date(2026, 1, 31)) == date(2026, 2, 28)


def test_a_statement_left_to_the_contract_has_no_legal_day():
    with pytest.raises(law.UnknownRule):
        law.statement_due_by(law.jurisdiction("JP"), date(2026, 12, 31))

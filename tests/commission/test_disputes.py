"""After a statement: acceptance, disputes and their answers, payments; the statement itself never changes."""

from datetime import date
from decimal import Decimal

import pytest

from portage.commission.actions import answering, paying
from portage.commission.models import Acceptance, Answer, Dispute, Settlement
from portage.commission.queries.statements import standing_of
from portage.core.refusals import Refused
from tests.cast import by, make_cast
from tests.commission.selling import Sales, noon, running, told_of

pytestmark = pytest.mark.django_db
D, NOW = Decimal, noon("2026-11-30")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sales(cast) -> Sales:
    return Sales(cast, running(cast))


@pytest.fixture
def statement(sales):
    """Two earned lines (936 expected of the first), and one that awaits its payment."""
    sales.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
    sales.sold(100, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-16")
    sales.sold(50, "2024-04-02", "2024-04-03", "2024-07-20")
    return sales.issue("2024-06-30")


def dispute(cast, line, **over) -> Dispute:
    given = {"reason": "a composition, not an extract", "rate": D("0.09")} | over
    return answering.dispute_line(line, **given, by=by(cast.subsidiary_manager), at=NOW)


def code_of(refused) -> str:
    kinds = (Acceptance, Dispute, Answer, Settlement)
    before = [kind.objects.count() for kind in kinds]
    with pytest.raises(Refused) as error:
        refused()
    assert [kind.objects.count() for kind in kinds] == before
    return error.value.code


def test_what_is_upheld_stands_in_the_next_statement(sales, cast, statement):
    row = dispute(cast, statement.lines.get(number=1))
    assert row.expected == D(1404)
    assert standing_of(statement, date(2024, 7, 5)).state == "disputed"
    answering.answer_dispute(row, uphold=True, rate=D("0.08"), by=by(cast.director), at=NOW)
    assert statement.lines.get(number=1).amount == D(936)
    later = sales.issue("2024-09-30")
    assert [row[3] for row in told_of(later)] == [D(3), D(312)]
    assert later.lines.get(kind="corrected").document == statement.reference
    assert sales.issue("2024-12-31").total == 0


def test_what_is_refused_or_withdrawn_corrects_nothing(sales, cast, statement):
    first, second = (dispute(cast, statement.lines.get(number=number)) for number in (1, 2))
    answering.answer_dispute(first, uphold=False, reason="line 2 of annex C", by=by(cast.director), at=NOW)
    answering.withdraw_dispute(second, by=by(cast.subsidiary_manager), at=NOW)
    assert [row[3] for row in told_of(sales.issue("2024-09-30"))] == [D(3)]
    assert standing_of(statement, date(2024, 7, 5)).open_disputes == 0


def test_what_cannot_be_disputed(cast, statement):
    earned, waiting = statement.lines.get(number=1), statement.lines.get(number=3)
    assert code_of(lambda: dispute(cast, waiting)) == "awaited"
    assert code_of(lambda: dispute(cast, earned, reason=" ")) == "no_reason"
    assert code_of(lambda: dispute(cast, earned, rate=D("0.06"))) == "expects_the_same"
    assert code_of(lambda: dispute(cast, earned, rate=D(3))) == "rate_out_of_bounds"
    assert code_of(lambda: dispute(cast, earned, base=D("NaN"))) == "not_a_sum"
    assert code_of(lambda: answering.dispute_line(earned, reason="x", rate=D(0), by=by(cast.director), at=NOW)) == "not_the_agent"  # fmt: skip
    row = dispute(cast, earned)
    assert code_of(lambda: dispute(cast, earned)) == "already_disputed"
    assert code_of(lambda: answering.answer_dispute(row, uphold=False, by=by(cast.director), at=NOW)) == "no_reason"
    assert code_of(lambda: answering.answer_dispute(row, uphold=True, by=by(cast.manager), at=NOW)) == "not_the_principal"  # fmt: skip
    given = {"uphold": True, "by": by(cast.director), "at": NOW}
    assert code_of(lambda: answering.answer_dispute(row, rate=D("0.06"), **given)) == "expects_the_same"
    answering.answer_dispute(row, uphold=True, by=by(cast.director), at=NOW)
    assert code_of(lambda: answering.answer_dispute(row, uphold=True, by=by(cast.director), at=NOW)) == "already_answered"  # fmt: skip


def test_acceptance_takes_every_line_but_those_in_dispute(cast, statement):
    row = dispute(cast, statement.lines.get(number=1))
    assert code_of(lambda: answering.accept_statement(statement, by=by(cast.director), at=NOW)) == "not_the_agent"
    answering.accept_statement(statement, by=by(cast.manager), at=NOW)
    assert standing_of(statement, date(2024, 7, 5)).state == "disputed"
    assert code_of(lambda: dispute(cast, statement.lines.get(number=2))) == "already_accepted"
    assert code_of(lambda: answering.accept_statement(statement, by=by(cast.manager), at=NOW)) == "already_accepted"
    answering.answer_dispute(row, uphold=True, by=by(cast.director), at=NOW)
    assert standing_of(statement, date(2024, 7, 5)).state == "accepted"


def test_payments_come_up_to_the_total(cast, statement):
    def pay(amount, day="2024-07-30", who=cast.director):
        given = {"amount": D(amount), "paid_on": date.fromisoformat(day)}
        return paying.record_payment(statement, **given, by=by(who), at=NOW)

    assert standing_of(statement, date(2024, 7, 31)).money == "open"
    assert standing_of(statement, date(2024, 8, 1)).money == "late"
    assert code_of(lambda: pay(1, who=cast.manager)) == "not_the_principal"
    assert code_of(lambda: pay("942.01")) == "above_total"
    assert code_of(lambda: pay(1, "2024-03-31")) == "paid_when"
    assert code_of(lambda: pay("0.001")) == "too_precise"
    pay(900)
    assert standing_of(statement, date(2024, 7, 31)) == standing_of(statement, date(2024, 7, 5))
    assert standing_of(statement, date(2024, 7, 31)).left == D(42)
    pay(42)
    assert standing_of(statement, date(2024, 8, 9)).money == "paid"
    assert code_of(lambda: pay(1)) == "above_total"


def test_a_statement_below_zero_is_paid_back(sales, cast, statement):
    sales.credit(statement.lines.get(number=2).invoice, 100, "2024-07-02")
    sales.credit(statement.lines.get(number=1).invoice, 15600, "2024-07-02")
    below = sales.issue("2024-09-30")
    assert below.total == D(3 - 6 - 936)
    given = {"amount": D(939), "paid_on": date(2024, 10, 5)}
    paying.record_payment(below, **given, by=by(cast.director), at=NOW)
    assert standing_of(below, date(2024, 11, 30)).money == "paid"

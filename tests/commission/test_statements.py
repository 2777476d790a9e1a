"""Statements: what is earned when, cut at the bounds, taken back for its cause; issued once, in order, by the principal."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts.actions import amending, drafting, ending, renewal
from contracts.models import Contract, Term
from portage.commission.actions import issuing, rates
from portage.commission.models import Line, Statement
from portage.commission.queries.account import drafts, next_period
from portage.commission.queries.terms import AsTheyStood
from portage.core.journal import PORTAGE
from portage.core.refusals import Refused
from tests.cast import by, make_cast
from tests.commission.selling import Sales, noon, running, told_of
from tests.contracts.amending import signed

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sales(cast) -> Sales:
    return Sales(cast, running(cast))


def with_terms(cast, **given) -> Sales:
    """A contract whose commission differs: rate, event, lines, currency; or whose other steps do."""
    from tests import cast as makers

    deal = {"rate": D("0.06"), "event": "paid", "currency": "EUR", "statement_months": 3, **given.pop("deal", {})}
    contract = makers.draft(cast, **given)
    drafting.set_commission(contract, **deal, by=by(cast.manager), at=makers.AT)
    contract.refresh_from_db()
    makers.signed_by_both(cast, makers.approved(cast, contract))
    renewal.run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    return Sales(cast, contract)


def preview(sales: Sales, last_day: str) -> list[tuple]:
    """What would be stated: (why, base, last day) of the lines of which nothing is due."""
    contract = sales.contract
    period = next_period(contract, AsTheyStood(contract))
    assert period.last_day == date.fromisoformat(last_day)
    (draft,) = drafts(contract, period)
    return [(line.why, line.base, line.last_day) for line in draft.lines if line.section == "nothing"]


def test_a_paid_invoice_earns_and_stands_in_the_statement_of_its_payment(sales):
    sales.sold(8400, "2024-05-02", "2024-06-03", "2024-07-31", "2024-07-28")
    empty = sales.issue("2024-06-30")
    assert (empty.total, empty.first_day, empty.due_on) == (0, date(2024, 4, 1), date(2024, 7, 31))
    assert told_of(empty) == [("nothing", D(8400), D("0.06"), 0, "not_paid")]
    statement = sales.issue("2024-09-30")
    assert told_of(statement) == [("earned", D(8400), D("0.06"), D(504), "")]
    assert (statement.total, statement.issue_by, statement.vat) == (D(504), date(2024, 10, 31), "reverse_charge")
    line = statement.lines.get()
    assert (line.kind, line.day, line.rule, line.terms, line.invoice.number) == (
        "paid",
        date(2024, 7, 28),
        "rate",
        1,
        "F-2",
    )


def test_partial_payments_earn_in_proportion_and_the_rest_on_the_last_day(sales):
    order = sales.order(1000, "2024-04-02")
    invoice = sales.invoice(order, 1000, "2024-04-10", "2024-07-31", total=D(1200))
    sales.payment(invoice, 400, "2024-05-02")
    assert [(row[1], row[3]) for row in told_of(sales.issue("2024-06-30"))] == [
        (D("333.33"), D(20)),
        (D("666.67"), D(0)),
    ]
    sales.payment(invoice, 400, "2024-07-02")
    rows = told_of(sales.issue("2024-09-30"))
    assert [(row[1], row[3]) for row in rows] == [(D("333.34"), D(20)), (D("333.33"), D(20))]


def test_why_nothing_is_due_yet_is_always_answered(sales, cast):
    order = sales.order(6800, "2024-04-02")
    sales.invoice(order, 5000, "2024-04-10", "2024-07-31")
    lost = sales.sold(3100, "2024-04-02", "2024-04-10", "2024-06-28")
    sales.lost(lost, "2024-05-21")
    credited = sales.sold(200, "2024-04-02", "2024-04-11", "2024-08-01")
    sales.credit(credited, 200, "2024-06-01")
    sales.sold("0.05", "2024-04-02", "2024-04-11", "2024-08-01", "2024-06-01")
    assert preview(sales, "2024-06-30") == [
        ("lost", D(3100), None),
        ("below_unit", D("0.05"), None),
        ("credited", D(200), None),
        ("not_paid", D(5000), date(2024, 7, 31)),
        ("not_invoiced", D(1800), None),
    ]
    assert not Line.objects.exists()
    sales.issue("2024-06-30")
    # What was told once is not told again; what is still awaited is.
    assert [why for why, _base, _day in preview(sales, "2024-09-30")] == ["not_invoiced"]


def test_a_credit_note_takes_back_only_for_its_cause_and_stands_in_the_next_statement(sales):
    first = sales.sold(1500, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-02")
    second = sales.sold(1000, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-02")
    assert sales.issue("2024-06-30").total == D(150)
    sales.credit(first, 1500, "2024-06-20")
    sales.credit(second, 1000, "2024-07-04", cause="principal")
    statement = sales.issue("2024-09-30")
    assert told_of(statement) == [
        ("adjustment", D(-1500), D("0.06"), D(-90), ""),
        ("nothing", D(1000), D("0.06"), 0, "credit_kept"),
    ]
    assert statement.total == D(-90)


def test_a_lost_debt_takes_back_what_the_last_day_had_earned(sales):
    invoice = sales.sold(1000, "2024-04-02", "2024-04-10", "2024-05-10")
    sales.payment(invoice, 250, "2024-06-12")
    assert sales.issue("2024-06-30").total == D(60)
    sales.lost(invoice, "2024-07-21")
    assert told_of(sales.issue("2024-09-30")) == [("adjustment", D(-750), D("0.06"), D(-45), "")]


def test_a_base_that_crosses_a_bound_is_cut_there_and_the_year_begins_anew(cast):
    tiers = [
        {"product": None, "up_to": D(10000), "rate": D("0.06")},
        {"product": None, "up_to": None, "rate": D("0.04")},
    ]
    sales = with_terms(cast, deal={"event": "invoiced", "lines": tiers})
    sales.sold(10000, "2024-10-01", "2024-10-02", "2024-11-02")
    crossing = sales.sold(500, "2024-10-01", "2024-10-03", "2024-11-02")
    sales.sold(500, "2025-01-02", "2025-01-03", "2025-02-02")
    assert [row[1:4] for row in told_of(sales.issue("2024-12-31"))] == [
        (D(10000), D("0.06"), D(600)),
        (D(500), D("0.04"), D(20)),
    ]
    sales.credit(crossing, 500, "2025-01-10")  # of the sales of 2024, at their rate
    assert [row[1:4] for row in told_of(sales.issue("2025-03-31"))] == [
        (D(500), D("0.06"), D(30)),
        (D(-500), D("0.04"), D(-20)),
    ]


def test_one_sum_across_the_bound_makes_two_accruals(cast):
    tiers = [{"product": cast.products[0], "up_to": D("100.50"), "rate": D("0.10")}, {"product": cast.products[0], "up_to": None, "rate": D("0.01")}]  # fmt: skip
    sales = with_terms(cast, deal={"event": "accepted", "lines": tiers})
    sales.order([200, 50], "2024-05-02")
    statement = sales.issue("2024-06-30")
    assert [row[1:4] for row in told_of(statement)] == [
        (D("100.50"), D("0.10"), D("10.05")),
        (D("99.50"), D("0.01"), D("1")),
        (D(50), D("0.06"), D(3)),
    ]
    assert statement.total == sum(statement.lines.values_list("amount", flat=True))


def test_a_reserved_customer_earns_its_own_rate_even_none(cast):
    from tests import cast as makers

    contract = makers.draft(cast)
    drafting.set_territory(
        contract, countries=["PL"], segments=["cosmetics"], exclusive=True, by=by(cast.manager), at=makers.AT,
        reserved=[{"name": "Hurtownia Odra", "place": "Opole", "rate": D(0)}],
    )  # fmt: skip
    contract.refresh_from_db()
    makers.signed_by_both(cast, makers.approved(cast, contract))
    renewal.run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    sales = Sales(cast, contract)
    sales.sold(22000, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-02", customer="HURTOWNIA  ODRA", city="Opole")
    assert told_of(sales.issue("2024-06-30")) == [("nothing", D(22000), 0, 0, "reserved")]


def test_direct_orders_earn_under_exclusivity_only(cast):
    sales = Sales(cast, running(cast))
    sales.sold(100, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-02", direct=True)
    assert sales.issue("2024-06-30").total == D(6)


def test_without_exclusivity_a_direct_order_says_why(cast):
    sales = Sales(cast, running(cast, exclusive=False))
    sales.sold(100, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-02", direct=True)
    assert told_of(sales.issue("2024-06-30")) == [("nothing", D(100), 0, 0, "direct")]


def test_orders_received_before_the_end_earn_and_later_ones_are_for_people(sales, cast):
    proposal = ending.propose_end(
        sales.contract, last_day=date(2024, 5, 31), by=by(cast.manager), at=noon("2024-04-20")
    )
    ending.accept_end(proposal, by=by(cast.director), at=noon("2024-04-20"))
    renewal.run_day(at=noon("2024-06-02"))
    sales.contract.refresh_from_db()
    assert sales.contract.status == Contract.Status.ENDED
    sales.sold(100, "2024-06-03", "2024-06-04", "2024-06-10", "2024-06-10", received_on=date(2024, 5, 30))
    sales.sold(100, "2024-06-03", "2024-06-04", "2024-06-10", "2024-06-10")
    assert [row[3:] for row in told_of(sales.issue("2024-06-30"))] == [(D(6), ""), (0, "after_end")]


def test_an_order_follows_the_terms_of_the_day_on_which_it_was_accepted(sales, cast):
    at = noon("2024-05-20")
    amendment = amending.start_amendment(sales.contract, by=by(cast.manager), at=at)
    drafting.set_commission(
        amendment, rate=D("0.10"), event="invoiced", currency="EUR", statement_months=3, by=by(cast.manager), at=at
    )
    amending.set_effect(amendment, effective_from=date(2024, 6, 1), by=by(cast.manager), at=at)
    amendment.refresh_from_db()
    signed(cast, amendment, at=at)
    renewal.run_day(at=noon("2024-06-02"))
    sales.sold(100, "2024-05-31", "2024-06-04", "2024-06-20", "2024-06-15")
    sales.sold(100, "2024-06-01", "2024-06-04", "2024-09-20")
    statement = sales.issue("2024-06-30")
    assert [row[1:4] for row in told_of(statement)] == [(D(100), D("0.10"), D(10)), (D(100), D("0.06"), D(6))]
    assert list(statement.lines.values_list("terms", flat=True)) == [2, 1]


def test_terms_changed_for_an_earlier_day_reverse_what_was_stated(sales, cast):
    sales.sold(100, "2024-05-02", "2024-05-04", "2024-06-20", "2024-06-15")
    assert sales.issue("2024-06-30").total == D(6)
    at = noon("2024-07-20")
    amendment = amending.start_amendment(sales.contract, by=by(cast.manager), at=at)
    drafting.set_commission(
        amendment, rate=D("0.05"), event="paid", currency="EUR", statement_months=3, by=by(cast.manager), at=at
    )
    given = {"effective_from": date(2024, 5, 1), "earlier_reason": "agreed in spring"}
    amending.set_effect(amendment, **given, by=by(cast.manager), at=at)
    amendment.refresh_from_db()
    signed(cast, amendment, at=at)
    statement = sales.issue("2024-09-30")
    assert [row[:4] for row in told_of(statement)] == [
        ("earned", D(100), D("0.05"), D(5)),
        ("adjustment", D(-100), D("0.06"), D(-6)),
    ]
    assert statement.lines.get(amount=-6).reverses.statement.last_day == date(2024, 6, 30)
    assert sales.issue("2024-12-31").total == 0


def test_another_currency_takes_the_rate_of_the_day_and_waits_for_a_missing_one(sales, cast):
    def tell(day: str, rate: str) -> None:
        told = [("PLN", date.fromisoformat(day), D(rate))]
        rates.tell_rates(sales.contract, rates=told, source="NBP", by=by(cast.director), at=noon("2026-11-30"))

    tell("2024-05-03", "0.2331")
    sales.sold(1000, "2024-05-02", "2024-05-03", "2024-06-20", "2024-05-05", currency="PLN")
    sales.sold(1000, "2024-05-02", "2024-05-03", "2024-08-20", "2024-06-15", currency="PLN")
    statement = sales.issue("2024-06-30")
    earned, waits = statement.lines.order_by("number")
    assert (earned.base, earned.converted, earned.amount) == (D(1000), D("233.10"), D("13.99"))
    assert (earned.exchange.day, earned.exchange.source) == (date(2024, 5, 3), "NBP")
    assert (waits.why, waits.last_day, waits.amount) == ("rate_missing", date(2024, 6, 15), 0)
    tell("2024-06-14", "0.2400")
    assert told_of(sales.issue("2024-09-30")) == [("earned", D(1000), D("0.06"), D("14.40"), "")]


def test_a_statement_is_issued_once_in_its_order_after_its_period(sales, cast):
    with pytest.raises(Refused) as nothing:
        sales.issue("2024-06-30")
    assert nothing.value.code == "nothing_told"
    sales.order(10, "2024-05-02")

    def code(last_day: str, **over) -> str:
        with pytest.raises(Refused) as error:
            sales.issue(last_day, **over)
        assert Statement.objects.count() == (1 if over.get("issued") or Statement.objects.exists() else 0)
        return error.value.code

    assert code("2024-09-30") == "earlier_first"
    assert code("2024-05-31") == "not_a_period"
    assert code("2024-06-30", at=noon("2024-06-30")) == "period_runs"
    sales.issue("2024-06-30", at=noon("2024-07-01"))
    assert code("2024-06-30") == "already_issued"
    assert code("2024-03-31") == "already_issued"
    for member, refusal in ((cast.subsidiary_manager, "not_the_principal"), (cast.rival_director, "not_a_party")):
        with pytest.raises(Refused) as error:
            issuing.issue_statement(sales.contract, last_day=date(2024, 9, 30), by=by(member), at=noon("2026-11-30"))
        assert error.value.code == refusal
    assert Statement.objects.count() == 1


def test_a_year_of_history_is_issued_late_quarter_by_quarter(sales):
    for month in range(4, 13):
        sales.sold(100, f"2024-{month:02}-02", f"2024-{month:02}-03", f"2024-{month:02}-20")
    at = noon("2025-09-15")
    made = [sales.issue(day, at=at) for day in ("2024-06-30", "2024-09-30", "2024-12-31")]
    assert [(one.total, one.due_on, one.issued_on) for one in made] == [
        (D(18), date(2024, 7, 31), date(2025, 9, 15)),
        (D(18), date(2024, 10, 31), date(2025, 9, 15)),
        (D(18), date(2025, 1, 31), date(2025, 9, 15)),
    ]


def test_the_database_keeps_an_accrual_in_one_statement(sales):
    sales.sold(100, "2024-05-02", "2024-05-04", "2024-06-20", "2024-06-15")
    line = sales.issue("2024-06-30").lines.get()
    sales.issue("2024-09-30")
    line.pk, line.number, line.statement = None, 99, Statement.objects.get(last_day=date(2024, 9, 30))
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)
    again = Statement.objects.get(last_day=date(2024, 9, 30))
    again.pk, again.reference, again.last_day = None, "S-000000-0", date(2024, 10, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_what_dies_half_way_leaves_nothing(sales, monkeypatch):
    sales.sold(100, "2024-05-02", "2024-05-04", "2024-06-20", "2024-06-15")
    monkeypatch.setattr(issuing.journal, "record", lambda *given, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sales.issue("2024-06-30")
    assert not Statement.objects.exists()
    assert not Line.objects.exists()
    monkeypatch.undo()
    assert sales.issue("2024-06-30").total == D(6)


def test_a_job_may_tell_and_issue(sales):
    sales.sold(100, "2024-05-02", "2024-05-04", "2024-06-20", "2024-06-15", by=PORTAGE)
    (made,) = issuing.issue_statement(sales.contract, last_day=date(2024, 6, 30), by=PORTAGE, at=noon("2024-07-02"))
    assert made.membership is None
    assert Term.objects.filter(contract=sales.contract).count() == 1

"""Facts of sales: told once whatever is repeated, refused when they cannot be, readable to the two parties only."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from portage.commission.actions import rates
from portage.commission.models import CreditNote, Invoice, LostDebt, Order, Payment
from portage.core.models import Entry
from portage.core.refusals import Forbidden, Refused
from portage.network import access
from tests.cast import by, draft, make_cast
from tests.commission.selling import Sales, noon, running

pytestmark = pytest.mark.django_db
FACTS = (Order, Invoice, Payment, CreditNote, LostDebt)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sales(cast) -> Sales:
    return Sales(cast, running(cast))


def counted() -> list[int]:
    return [model.objects.count() for model in FACTS] + [Entry.objects.filter(kind__startswith="commission.").count()]


def refused(told, code: str, field: str = "") -> None:
    """The code of a refusal, beside its field, and that nothing changed."""
    before = counted()
    with pytest.raises(Refused) as error:
        told()
    assert (error.value.code, error.value.field) == (code, field or error.value.field)
    assert counted() == before


def test_the_same_source_told_twice_is_one_row(sales):
    source, same = uuid4(), {"reference": "O-1"}
    order = sales.order(1000, "2024-04-02", source=source, **same)
    bill = {"source": source, "number": "F-1"}
    invoice = sales.invoice(order, 1000, "2024-04-10", "2024-05-10", **bill)
    paid = sales.payment(invoice, "100.50", "2024-05-02", source=source)
    note = sales.credit(invoice, 300, "2024-05-03", source=source, number="AV-1")
    lost = sales.lost(invoice, "2024-06-01", source=source)
    before = counted()
    assert sales.order("1000.00", "2024-04-02", source=source, **same) == order
    assert sales.invoice(order, "1000.00", "2024-04-10", "2024-05-10", **bill) == invoice
    assert sales.payment(invoice, "100.5", "2024-05-02", source=source) == paid
    assert sales.credit(invoice, "300.0", "2024-05-03", source=source, number="AV-1") == note
    assert sales.lost(invoice, "2024-06-01", source=source) == lost
    assert counted() == before


def test_other_words_under_the_same_source_are_refused(sales):
    source = uuid4()
    order = sales.order(1000, "2024-04-02", source=source, reference="O-1")
    refused(lambda: sales.order(1001, "2024-04-02", source=source, reference="O-1"), "told_otherwise", "source")
    invoice = sales.invoice(order, 500, "2024-04-10", "2024-05-10", source=source, number="F-1")
    refused(
        lambda: sales.invoice(order, 501, "2024-04-10", "2024-05-10", source=source, number="F-1"), "told_otherwise"
    )
    sales.payment(invoice, 100, "2024-05-02", source=source)
    refused(lambda: sales.payment(invoice, 100, "2024-05-03", source=source), "told_otherwise", "source")


def test_what_cannot_be_ordered_is_refused(sales, cast):
    refused(lambda: sales.order(10, "2024-04-02", currency="PLN"), "unknown_currency", "currency")
    refused(lambda: sales.order(10, "2024-04-02", currency="XXQ"), "unknown_currency", "currency")
    refused(lambda: sales.order(10, "2024-02-29"), "before_contract", "accepted_on")
    refused(lambda: sales.order(10, "2026-12-25"), "in_future", "accepted_on")
    refused(lambda: sales.order(10, "2024-04-02", received_on=date(2024, 4, 3)), "accepted_before", "accepted_on")
    refused(lambda: sales.order(10, "2024-04-02", customer="  "), "no_customer", "customer")
    refused(lambda: sales.order(10, "2024-04-02", lines={}), "no_lines", "lines")
    for net in ("0", "-5", "NaN", "10.001", "1e15"):
        with pytest.raises(Refused):
            sales.order(net, "2024-04-02")
    assert not Order.objects.exists()


def test_a_product_that_the_contract_does_not_cover_is_refused(cast):
    sales = Sales(cast, running(cast, products=cast.products[:1]))
    refused(lambda: sales.order([10, 20], "2024-04-02"), "product_not_covered", "lines")


def test_a_currency_with_a_rate_is_known(sales, cast):
    rates.tell_rates(
        sales.contract, rates=[("PLN", date(2024, 4, 2), Decimal("0.2331"))], source="ECB", by=by(cast.director),
        at=noon("2024-04-02"),
    )  # fmt: skip
    assert sales.order(10, "2024-04-02", currency="PLN").currency == "PLN"


def test_an_invoice_stays_within_its_order(sales):
    order = sales.order([1000, 50], "2024-04-02")
    sales.invoice(order, 700, "2024-04-10", "2024-05-10", number="F-1")
    refused(lambda: sales.invoice(order, "300.01", "2024-04-11", "2024-05-10"), "above_order", "lines")
    refused(lambda: sales.invoice(order, 1, "2024-04-11", "2024-05-10", currency="USD"), "other_currency", "currency")
    refused(lambda: sales.invoice(order, 1, "2024-04-01", "2024-05-10"), "invoiced_when", "day")
    refused(lambda: sales.invoice(order, 1, "2024-04-11", "2024-04-10"), "due_before", "due_on")
    refused(lambda: sales.invoice(order, 1, "2024-04-11", "2024-05-10", number="F-1"), "number_taken", "number")
    refused(lambda: sales.invoice(order, 9, "2024-04-11", "2024-05-10", total=Decimal(8)), "total_below_lines", "total")
    sales.invoice(order, [300, 50], "2024-04-11", "2024-05-10", total=Decimal("420.50"))


def test_a_payment_follows_its_invoice_and_stays_within_it(sales):
    invoice = sales.invoice(sales.order(1000, "2024-04-02"), 1000, "2024-04-10", "2024-05-10", total=Decimal(1200))
    refused(lambda: sales.payment(invoice, 10, "2024-04-09"), "paid_before_invoice", "paid_on")
    refused(lambda: sales.payment(invoice, 10, "2026-12-25"), "in_future", "paid_on")
    refused(lambda: sales.payment(invoice, "1200.01", "2024-05-01"), "above_invoice", "amount")
    sales.payment(invoice, 1000, "2024-05-01")
    sales.credit(invoice, 100, "2024-05-02")  # 120 less to pay: taxes go with it
    refused(lambda: sales.payment(invoice, "80.01", "2024-05-03"), "above_invoice", "amount")
    sales.payment(invoice, 80, "2024-05-03")


def test_a_credit_note_stays_within_what_remains(sales):
    invoice = sales.invoice(sales.order(1000, "2024-04-02"), 1000, "2024-04-10", "2024-05-10")
    sales.credit(invoice, 600, "2024-04-20", number="AV-1")
    refused(lambda: sales.credit(invoice, "400.01", "2024-04-21"), "above_invoice", "lines")
    refused(lambda: sales.credit(invoice, 10, "2024-04-09"), "credited_when", "day")
    refused(lambda: sales.credit(invoice, 10, "2024-04-21", number="AV-1"), "number_taken", "number")
    refused(lambda: sales.credit(invoice, 10, "2024-04-21", cause="mood"), "unknown_cause", "cause")
    refused(lambda: sales.credit(invoice, 10, "2024-04-21", total=Decimal(401)), "above_invoice", "total")
    sales.credit(invoice, 400, "2024-04-21")


def test_a_debt_is_lost_once_with_its_proof(sales):
    invoice = sales.invoice(sales.order(1000, "2024-04-02"), 1000, "2024-04-10", "2024-05-10")
    refused(lambda: sales.lost(invoice, "2024-06-01", proof=" "), "no_proof", "proof")
    refused(lambda: sales.lost(invoice, "2024-04-01"), "lost_when", "day")
    sales.lost(invoice, "2024-06-01")
    refused(lambda: sales.lost(invoice, "2024-06-02"), "already_lost")
    paid = sales.sold(10, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-01")
    refused(lambda: sales.lost(paid, "2024-06-01"), "nothing_owed")


def test_only_a_party_tells_and_only_the_principal_of_its_invoices(sales, cast):
    refused(lambda: sales.order(10, "2024-04-02", by=by(cast.rival_director)), "not_a_party")
    order = sales.order(10, "2024-04-02", by=by(cast.subsidiary_manager))
    before = counted()
    with pytest.raises(Forbidden):
        sales.invoice(order, 10, "2024-04-10", "2024-05-10", by=by(cast.subsidiary_manager))
    assert counted() == before


def test_a_contract_that_does_not_bind_yet_earns_nothing(cast):
    refused(lambda: Sales(cast, draft(cast)).order(10, "2024-04-02"), "not_begun")
    assert not Order.objects.exists()


def test_the_two_parties_read_the_facts_and_nobody_else(sales, cast):
    invoice = sales.sold(10, "2024-04-02", "2024-04-10", "2024-05-10", "2024-05-01")
    sales.credit(invoice, 5, "2024-05-02")
    readers = {"director", "manager", "counsel", "subsidiary_manager", "sales_engineer", "auditor"}
    strangers = {"rival_director", "lone_director", "rival_manager", "sister_manager"}
    for name in readers | strangers:
        member = getattr(cast, name)
        by(member)
        for model in (Order, Invoice, Payment, CreditNote):
            assert access.visible(member.person, model.objects.all()).exists() == (name in readers), (name, model)


def test_history_refuses_to_change(sales):
    order = sales.order(10, "2024-04-02")
    order.customer = "Somebody else"
    with pytest.raises(DatabaseError), transaction.atomic():
        order.save()
    assert Order.objects.get().customer == "Kosmetyka Wisła"

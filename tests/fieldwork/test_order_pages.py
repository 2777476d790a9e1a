"""The pages of orders: who sees what, what is recorded, answered and declared there, what refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portage.catalogue.actions import add_product, share_product
from portage.commission.models import CreditNote, Invoice, LostDebt, Payment
from portage.core import clock
from portage.core.journal import PORTAGE
from portage.fieldwork.actions.on_orders import declare_payment, dispute_order, remark_on_order
from portage.fieldwork.models import Delivery, Order, OrderAnswer, OrderRemark, Settled
from tests.cast import AT, by, make_cast
from tests.every_address import client_of
from tests.fieldwork.selling import LATER, accepted, invoiced, recorded
from tests.fieldwork.visits import customer_of, running
from tests.replayed import every_row

pytestmark = pytest.mark.django_db
LIST = "/orders/"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sold(cast):
    """An order that waits for its answer."""
    return recorded(cast, running(cast), customer_of(cast))


def page(who, name: str, *args) -> str:
    response = client_of(who).get(reverse(f"fieldwork:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def sent(who, name: str, *args, query: str = "", **data):
    return client_of(who).post(reverse(f"fieldwork:{name}", args=args) + query, data)


def typed(cast, **over) -> dict:
    today = clock.day_in("Europe/Paris", clock.now())
    return {
        "key": str(uuid4()), "received_on": today.isoformat(), "currency": "EUR", "incoterm": "FCA", "place": "Lyon",
        "row-TOTAL_FORMS": "2", "row-INITIAL_FORMS": "0", "row-0-product": str(cast.products[0].pk), "row-0-quantity": "400",
        "row-0-unit": "kg", "row-0-price": "14.205",
    } | over  # fmt: skip


def kept() -> dict:
    told = ("fieldwork_", "commission_", "core_entry")
    return {table: rows for table, rows in every_row()[0].items() if table.startswith(told)}


def test_both_parties_and_the_group_read_the_list_with_its_clock(cast, sold):
    for who in (cast.director, cast.sales_engineer, cast.manager, cast.auditor):
        told = page(who, "orders")
        assert sold.reference in told
        assert "To be answered by Thursday 18 April 2024" in told
        assert "Late" in told
    assert "Arômes du Val" not in page(cast.director, "orders").split("<table")[1]


@pytest.mark.parametrize("who", ["rival_director", "sister_manager", "rival_manager", "lone_director"])
def test_for_strangers_an_order_does_not_exist_and_their_list_is_empty(cast, sold, who):
    stranger = getattr(cast, who)
    assert sold.reference not in page(stranger, "orders")
    absent = client_of(stranger).get(reverse("fieldwork:order", args=[uuid4()]))
    hidden = client_of(stranger).get(reverse("fieldwork:order", args=[sold.pk]))
    assert (absent.status_code, hidden.status_code) == (404, 404)
    assert sold.reference not in hidden.content.decode()


def rival_contract(cast):
    """The same agent also works for another SME, elsewhere; that SME's cast, and their contract."""
    product = add_product(
        cast.rival_sme, by=PORTAGE, at=AT, code="RV-1", names={"fr": "rose", "en": "rose"}, family="aromas"
    )
    share_product(product, with_=cast.group, by=PORTAGE, at=AT)
    others = replace(cast, sme=cast.rival_sme, director=cast.rival_director, products=[product])
    return others, running(others, countries=["CZ"])


def test_an_sme_is_not_told_of_the_orders_of_the_same_customer_under_the_contracts_of_others(cast, sold):
    others, contract = rival_contract(cast)
    foreign = recorded(others, contract, sold.customer, file="OTHER-9")
    for told in (page(cast.director, "orders"), page(cast.director, "order", sold.pk)):
        assert foreign.reference not in told
        assert "OTHER-9" not in told
        assert "Essences Rivales" not in told
    assert foreign.reference in page(cast.sales_engineer, "orders")
    assert client_of(cast.director).get(reverse("fieldwork:order", args=[foreign.pk])).status_code == 404
    assert "Under which contract?" in page(cast.sales_engineer, "record_order")


def test_the_views_part_the_orders_by_what_is_to_be_done(cast):
    contract, customer = running(cast), customer_of(cast)
    waiting = recorded(cast, contract, customer)
    plain, billed, paid = (accepted(cast, contract, customer) for _ in range(3))
    invoiced(cast, billed)
    bill = invoiced(cast, paid)
    declare_payment(
        paid,
        invoice=bill,
        source=uuid4(),
        amount=Decimal("5682"),
        paid_on=date(2024, 5, 20),
        by=by(cast.director),
        at=LATER,
    )
    expected = {"waiting": waiting, "late": waiting, "not_invoiced": plain, "not_paid": billed}
    every = {waiting, plain, billed, paid}
    for view, there in expected.items():
        told = client_of(cast.director).get(f"{LIST}?view={view}").content.decode()
        assert {order for order in every if order.reference in told} == {there}, view
    whole = page(cast.director, "orders")
    assert all(order.reference in whole for order in every)
    assert "Invoiced and paid" in whole
    assert "EUR\xa05,682.00 left to pay" in whole


def test_the_list_costs_the_same_however_long_it_is(cast):
    contract, customer = running(cast), customer_of(cast)
    client = client_of(cast.director)
    costs = []
    for more in (1, 6):
        for _turn in range(more):
            invoiced(cast, accepted(cast, contract, customer))
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12


def test_the_list_is_a_file(cast, sold):
    for form in ("csv", "xlsx"):
        response = client_of(cast.director).get(reverse("fieldwork:export_orders", args=[form]))
        assert response.status_code == 200
        written = b"".join(response.streaming_content)
        assert form == "xlsx" or (sold.reference in written.decode() and "5682" in written.decode())
    assert client_of(cast.director).get(reverse("fieldwork:export_orders", args=["pdf"])).status_code == 404


def test_an_order_is_recorded_once_however_often_it_is_sent(cast):
    running(cast)
    customer = customer_of(cast)
    data = typed(cast, customer=str(customer.pk), file="KW-1")
    told = page(cast.sales_engineer, "record_order")
    assert "answers within 5 working days" in told
    for _turn in range(2):
        response = sent(cast.sales_engineer, "record_order", **data)
        assert response.status_code == 302, response.content.decode()
    order = Order.objects.get()
    assert (order.total, order.customer, order.file) == (Decimal("5682"), customer, "KW-1")


def test_lines_are_added_and_summed_before_anything_is_recorded(cast):
    running(cast)
    customer = customer_of(cast)
    for button in ("more", "compute"):
        response = sent(cast.sales_engineer, "record_order", **typed(cast, customer=str(customer.pk), **{button: "1"}))
        told = response.content.decode()
        assert response.status_code == 200
        assert "EUR\xa05,682.00" in told
        assert "must be put right" not in told
        assert ('name="row-4-price"' in told) == (button == "more")
    assert not Order.objects.exists()


def test_the_numbers_are_read_as_the_reader_writes_them(cast):
    running(cast)
    customer = customer_of(cast)
    client = client_of(cast.sales_engineer)
    data = typed(cast, customer=str(customer.pk), **{"row-0-quantity": "1\u202f400", "row-0-price": "14,205"})
    client.post(reverse("fieldwork:record_order"), data, headers={"Accept-Language": "fr"})
    assert Order.objects.get().total in (Decimal("19887"), Decimal("19887000"))


@pytest.mark.parametrize(
    "over",
    [
        {"customer": ""}, {"received_on": "2090-01-01"}, {"place": ""}, {"row-0-quantity": "0"}, {"row-0-price": "-4"},
        {"row-0-unit": ""}, {"row-0-quantity": "", "row-0-price": "", "row-0-product": "", "row-0-unit": ""},
        {"row-TOTAL_FORMS": "x"}, {"currency": "XXXX"}, {"row-0-price": "NaN"}, {"key": "x"}, {"note": "a\u202eb"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_stays(cast, over):
    running(cast)
    data = typed(cast, customer=str(customer_of(cast).pk), file="KW-77") | over
    response = sent(cast.sales_engineer, "record_order", **data)
    assert response.status_code in {409, 422}
    told = response.content.decode()
    assert "KW-77" in told
    assert "must be put right" in told
    assert not Order.objects.exists()


def test_a_foreign_customer_or_contract_is_none(cast):
    contract = running(cast)
    for who, query in (
        (cast.sister_manager, f"?contract={contract.pk}"),
        (cast.sales_engineer, f"?contract={uuid4()}"),
    ):
        assert client_of(who).get(reverse("fieldwork:record_order") + query).status_code == 404
    response = sent(cast.sales_engineer, "record_order", **typed(cast, customer=str(uuid4())))
    assert response.status_code == 422
    assert "No contract binds now" in page(cast.sister_manager, "record_order")
    assert client_of(cast.auditor).get(reverse("fieldwork:record_order")).status_code == 403
    assert not Order.objects.exists()


def test_the_principal_declares_a_direct_order_and_reads_what_follows(cast):
    running(cast)
    assert "your agent earns" in page(cast.director, "record_direct_order")
    response = sent(cast.director, "record_direct_order", **typed(cast, customer_name="Polimer", city="Łódź"))
    assert response.status_code == 302
    order = Order.objects.get()
    assert (order.direct, order.status, order.city) == (True, "accepted", "Łódź")
    assert "direct order" in page(cast.subsidiary_manager, "order", order.pk)


def test_the_director_accepts_or_refuses_and_the_page_tells_who_and_when(cast, sold):
    assert sent(cast.director, "refuse_order", sold.pk, reason=" ").status_code == 422
    assert sent(cast.director, "accept_order", sold.pk, on="2024-04-12").status_code == 302
    told = page(cast.sales_engineer, "order", sold.pk)
    assert "accepted it on 12 April 2024" in told
    again = sent(cast.director, "refuse_order", sold.pk, reason="Too late.")
    assert again.status_code == 409
    assert OrderAnswer.objects.get().kind == "accepted"


@pytest.mark.parametrize(
    ("who", "status"),
    [("sales_engineer", 403), ("manager", 403), ("auditor", 403), ("sister_manager", 404), ("rival_director", 404)],
)
def test_nobody_else_answers_or_declares(cast, sold, who, status):
    before = kept()
    for name in (
        "accept_order",
        "refuse_order",
        "declare_invoice",
        "declare_payment",
        "declare_credit",
        "declare_lost",
        "deliver_order",
    ):
        for method in ("get", "post"):
            response = getattr(client_of(getattr(cast, who)), method)(reverse(f"fieldwork:{name}", args=[sold.pk]))
            assert response.status_code == status, name
    assert kept() == before


def test_an_auditor_reads_and_is_told_that_the_role_allows_no_more(cast, sold):
    told = page(cast.auditor, "order", sold.pk)
    assert "Your role does not allow this." in told
    for name in ("remark_on_order", "dispute_order", "withdraw_order"):
        assert sent(cast.auditor, name, sold.pk, text="x", reason="x", about="order").status_code == 403
    assert not OrderRemark.objects.exists()


def test_a_question_and_its_answer_stand_on_the_page(cast, sold):
    assert sent(cast.director, "remark_on_order", sold.pk, text="Which packaging?").status_code == 302
    told = page(cast.sales_engineer, "order", sold.pk)
    assert "Which packaging?" in told
    assert "waits for the agent" in told
    sent(cast.sales_engineer, "remark_on_order", sold.pk, text="Drums.")
    assert "waits for the agent" not in page(cast.director, "order", sold.pk)


def test_a_dispute_is_settled_on_the_page_by_the_party_that_opened_it(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    invoiced(cast, order)
    assert sent(cast.sales_engineer, "dispute_order", order.pk, about="F-1", text="Rebate.").status_code == 302
    remark = OrderRemark.objects.get()
    assert "disputes F-1" in page(cast.director, "order", order.pk)
    assert "It is settled" not in page(cast.director, "order", order.pk)
    assert sent(cast.director, "settle_order_dispute", remark.pk).status_code == 403
    assert sent(cast.rival_director, "settle_order_dispute", remark.pk).status_code == 404
    assert "It is settled" in page(cast.sales_engineer, "order", order.pk)
    assert sent(cast.sales_engineer, "settle_order_dispute", remark.pk).status_code == 302
    assert Settled.objects.get().remark == remark


def test_invoice_payment_credit_and_loss_are_declared_on_their_pages(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    key = str(uuid4())
    bill = {
        "key": key,
        "number": "F-1",
        "day": "2024-05-02",
        "due_on": "2024-06-01",
        "net_0": "5682",
        "total": "6818.40",
    }
    for _turn in range(2):
        again = sent(cast.director, "declare_invoice", order.pk, **bill)
    assert again.status_code in {302, 409, 422}
    invoice = Invoice.objects.get()
    paid = {"key": str(uuid4()), "paid_on": "2024-05-20", "amount": "3000"}
    assert sent(cast.director, "declare_payment", order.pk, **paid | {"paid_on": "2024-05-01"}).status_code == 422
    for _turn in range(2):
        assert sent(cast.director, "declare_payment", order.pk, **paid).status_code == 302
    note = {"key": str(uuid4()), "number": "A-1", "day": "2024-06-02", "cause": "customer", "net_0": "9000"}
    assert sent(cast.director, "declare_credit", order.pk, **note).status_code == 409
    assert sent(cast.director, "declare_credit", order.pk, **note | {"net_0": "682"}).status_code == 302
    told = page(cast.sales_engineer, "order", order.pk)
    assert "the commission on it is lost" in told
    lost = {"key": str(uuid4()), "day": "2024-07-01", "proof": "Judgment of 1 July 2024"}
    assert sent(cast.director, "declare_lost", order.pk, query=f"?invoice={invoice.pk}", **lost).status_code == 302
    assert sent(cast.director, "declare_payment", order.pk, **paid).status_code == 409
    assert (Payment.objects.count(), CreditNote.objects.count(), LostDebt.objects.count()) == (1, 1, 1)


def test_a_delivery_is_declared_and_read(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    data = {"on": "2024-05-09", "complete": "whole", "says": "CMR 118"}
    assert sent(cast.director, "deliver_order", order.pk, **data | {"on": "2090-01-01"}).status_code == 422
    assert sent(cast.director, "deliver_order", order.pk, **data).status_code == 302
    assert "CMR 118" in page(cast.sales_engineer, "order", order.pk)
    assert Delivery.objects.get().complete


def test_a_waiting_order_cannot_be_invoiced_and_says_so(cast, sold):
    response = client_of(cast.director).get(reverse("fieldwork:declare_invoice", args=[sold.pk]))
    assert response.status_code == 409
    assert "Only an accepted order" in response.content.decode()


def test_the_commission_of_an_order_or_why_nothing_is_due_is_said(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    told = page(cast.subsidiary_manager, "order_commission", order.pk)
    assert "Nothing due yet" in told
    assert reverse("commission:preview", args=[order.contract_id]) in told
    assert "not invoiced yet" in told
    bill = invoiced(cast, order)
    declare_payment(
        order,
        invoice=bill,
        source=uuid4(),
        amount=bill.total,
        paid_on=date(2024, 5, 20),
        by=by(cast.director),
        at=LATER,
    )
    assert "Earned, for the next statement" in page(cast.director, "order_commission", order.pk)


def test_verbs_that_are_refused_say_why(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    told = page(cast.director, "order", order.pk)
    assert "No invoice is declared yet." in told
    dispute_order(order, about="order", text="Wrong price.", by=by(cast.sales_engineer), at=LATER)
    remark_on_order(order, text="We look at it.", by=by(cast.director), at=LATER)
    told = page(cast.sales_engineer, "order", order.pk)
    assert "The SME declares deliveries, invoices and payments." in told
    assert told.index("Wrong price.") < told.index("We look at it.")

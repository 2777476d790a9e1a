"""Programs record, answer and declare as people do; files of an accounting program are told of row by row, and once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from portage.commission.models import Invoice, Payment
from portage.core import clock
from portage.fieldwork.models import Order, OrderAnswer
from tests.cast import make_cast
from tests.every_address import client_of, token_client
from tests.fieldwork.selling import accepted, invoiced, recorded
from tests.fieldwork.visits import customer_of, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def address(name: str, *args) -> str:
    return reverse(f"api:{name}", args=args)


def send(who, name: str, *args, client=None, headers=None, **data):
    door = client or client_of(who)
    return door.post(address(name, *args), data, content_type="application/json", headers=headers or {})


def order_sent(cast, contract, **over) -> dict:
    today = clock.day_in("Europe/Paris", clock.now())
    line = {"product": str(cast.products[0].pk), "quantity": "400", "unit": "kg", "price": "14.205"}
    return {
        "key": str(uuid4()), "contract": str(contract.pk), "received_on": today.isoformat(), "currency": "EUR",
        "items": [line], "incoterm": "FCA", "place": "Lyon",
    } | over  # fmt: skip


def invoice_row(order, **over) -> dict:
    row = {"source": "FA-1", "order": order.reference, "number": "F-1", "day": "2024-05-02", "due_on": "2024-06-01"}
    return row | {"lines": [{"product": "AC-10", "net": "5682"}], "total": "6818.40"} | over


def payment_row(**over) -> dict:
    return {"source": "P-1", "invoice": "F-1", "amount": "1000", "paid_on": "2024-05-20"} | over


def test_an_order_is_recorded_listed_answered_and_read(cast):
    contract, customer = running(cast), customer_of(cast)
    sent = order_sent(cast, contract, customer=str(customer.pk))
    made = [send(cast.sales_engineer, "orders", **sent) for _turn in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    order = Order.objects.get()
    assert made[0].json()["id"] == made[1].json()["id"] == str(order.pk)
    assert send(cast.sales_engineer, "orders", **sent | {"currency": "PLN"}).status_code == 409
    listed = client_of(cast.director).get(f"{address('orders')}?view=waiting").json()
    assert [one["reference"] for one in listed["results"]] == [order.reference]
    answered = send(cast.director, "accept_order", order.pk)
    assert (answered.status_code, answered.json()["status"]) == (200, "accepted")
    assert send(cast.director, "refuse_order", order.pk, reason="x").status_code == 409
    told = client_of(cast.sales_engineer).get(address("order", order.pk)).json()
    assert (told["total"], told["answer"]["kind"]) == ("5682.000", "accepted")
    assert {one["verb"]: one["reason"] for one in told["verbs"]}["invoice"] == "principal_declares"


def test_a_line_that_is_wrong_is_named(cast):
    contract, customer = running(cast), customer_of(cast)
    line = {"product": str(uuid4()), "quantity": "1", "unit": "kg", "price": "1"}
    sent = order_sent(cast, contract, customer=str(customer.pk), items=[line])
    answer = send(cast.sales_engineer, "orders", **sent)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "items.0"
    assert not Order.objects.exists()


def test_a_direct_order_is_the_principals(cast):
    contract = running(cast)
    sent = order_sent(cast, contract, customer_name="Polimer", city="Łódź")
    assert send(cast.sales_engineer, "direct_orders", **sent).status_code == 403
    assert send(cast.director, "direct_orders", **sent).json()["direct"]


def test_what_is_not_seen_does_not_exist_whatever_is_sent(cast):
    order = recorded(cast, running(cast), customer_of(cast))
    names = [
        "accept_order", "refuse_order", "withdraw_order", "order_remarks", "order_disputes", "order_deliveries",
        "order_invoices", "order_payments", "order_credits", "order_lost",
    ]  # fmt: skip
    for who in (cast.rival_director, cast.sister_manager, cast.rival_manager):
        assert client_of(who).get(address("order", order.pk)).status_code == 404
        assert {send(who, name, order.pk).status_code for name in names} == {404}
        assert client_of(who).get(address("orders")).json()["count"] == 0
    assert {send(cast.auditor, name, order.pk).status_code for name in names} == {403}
    assert not OrderAnswer.objects.exists()


def test_a_file_is_told_of_row_by_row_and_imported_once(cast):
    contract, customer = running(cast), customer_of(cast)
    order, waiting = accepted(cast, contract, customer), recorded(cast, contract, customer)
    rows = [
        invoice_row(order), invoice_row(order), invoice_row(order, source="FA-2", number="F-2"), {"source": "FA-3"},
        invoice_row(waiting, source="FA-4"), invoice_row(order, source="FA-5") | {"order": "OR-NONE"}, "x",
        invoice_row(order, source="FA-6", lines=[{"product": "??", "net": "1"}]), invoice_row(order, number="F-9"),
    ]  # fmt: skip
    first = send(cast.director, "bulk_invoices", rows=rows).json()
    told = [(one["outcome"], one["errors"][0]["code"] if one["errors"] else "") for one in first["rows"]]
    assert told == [
        ("written", ""), ("known", ""), ("refused", "above_order"), ("refused", "required"), ("refused", "not_accepted"),
        ("refused", "no_such_order"), ("refused", "invalid"), ("refused", "foreign_product"), ("refused", "told_otherwise"),
    ]  # fmt: skip
    again = send(cast.director, "bulk_invoices", rows=rows[:1]).json()
    assert (again["written"], again["known"], again["refused"]) == (0, 1, 0)
    assert again["rows"][0]["id"] == first["rows"][0]["id"]
    assert Invoice.objects.get().total == Decimal("6818.4")


def test_a_source_does_not_move_to_another_order(cast):
    contract, customer = running(cast), customer_of(cast)
    one, other = accepted(cast, contract, customer), accepted(cast, contract, customer)
    told = send(cast.director, "bulk_invoices", rows=[invoice_row(one), invoice_row(other)]).json()
    assert [row["outcome"] for row in told["rows"]] == ["written", "refused"]
    assert Invoice.objects.count() == 1


def test_a_file_that_wants_all_or_none_writes_none(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    rows = [invoice_row(order), invoice_row(order, source="FA-2", number="F-2")]
    answer = send(cast.director, "bulk_invoices", rows=rows, all_or_none=True)
    assert answer.status_code == 409
    assert [row["outcome"] for row in answer.json()["rows"]] == ["not_written", "refused"]
    assert not Invoice.objects.exists()


def test_payments_of_a_file_find_their_invoice(cast):
    contract, customer = running(cast), customer_of(cast)
    order = accepted(cast, contract, customer)
    invoiced(cast, order)
    rows = [
        payment_row(),
        payment_row(source="P-2", order=order.reference),
        payment_row(source="P-3", paid_on="2024-05-01"),
    ]
    first = send(cast.director, "bulk_payments", rows=rows).json()
    assert [row["outcome"] for row in first["rows"]] == ["written", "written", "refused"]
    invoiced(cast, accepted(cast, contract, customer))  # another one of the same number
    told = send(cast.director, "bulk_payments", rows=[*rows[1:], payment_row(source="P-4")]).json()
    assert [row["outcome"] for row in told["rows"]] == ["known", "refused", "refused"]
    assert told["rows"][2]["errors"][0]["code"] == "several_invoices"
    assert Payment.objects.count() == 2


@pytest.mark.parametrize("rows", [[], None, "x", [{}] * 1001])
def test_a_file_has_from_one_to_a_thousand_rows(cast, rows):
    assert send(cast.director, "bulk_invoices", rows=rows).status_code == 422


def test_only_the_principal_brings_files_and_only_of_its_own_orders(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    assert send(cast.sales_engineer, "bulk_invoices", rows=[invoice_row(order)]).status_code == 403
    told = send(cast.rival_director, "bulk_invoices", rows=[invoice_row(order)]).json()
    assert told["rows"][0]["errors"][0]["code"] == "no_such_order"
    assert not Invoice.objects.exists()


def test_a_token_of_fieldwork_declares_and_one_that_reads_does_not(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    reads, writes = (token_client(cast.director, ways) for ways in (("read",), ("read", "write")))
    assert reads.get(address("order", order.pk)).status_code == 200
    assert send(None, "bulk_invoices", client=reads, rows=[invoice_row(order)]).status_code == 403
    key = {"Idempotency-Key": "import-2024-05"}
    answers = [send(None, "bulk_invoices", client=writes, headers=key, rows=[invoice_row(order)]) for _turn in range(2)]
    assert answers[0].json() == answers[1].json()
    assert "Idempotency-Replayed" in answers[1].headers
    assert Invoice.objects.count() == 1


def test_the_same_payment_sent_again_is_one_even_when_nothing_is_owed_any_more(cast):
    order = accepted(cast, running(cast), customer_of(cast))
    bill = invoiced(cast, order)
    sent = {"source": "P-9", "invoice": str(bill.pk), "amount": "5682", "paid_on": date(2024, 5, 20).isoformat()}
    answers = [send(cast.director, "order_payments", order.pk, **sent) for _turn in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[1].json()["left"] == "0.000"
    assert send(cast.director, "order_payments", order.pk, **sent | {"source": "P-10"}).status_code == 409
    assert Payment.objects.count() == 1

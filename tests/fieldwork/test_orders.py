"""Orders are recorded by the agent, answered by the principal against a clock, then delivered, invoiced and paid."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.commission.models import Invoice, Payment
from portage.commission.models import Order as Sale
from portage.core.models import Message
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.fieldwork.actions.on_orders import (
    declare_credit,
    declare_payment,
    deliver,
    dispute_order,
    remark_on_order,
    settle,
)
from portage.fieldwork.actions.orders import (
    accept_order,
    record_direct_order,
    refuse_order,
    withdraw_order,
)
from portage.fieldwork.models import Delivery, Order, OrderAnswer, OrderRemark, Prospect
from portage.fieldwork.rules.orders import answer_by
from tests.cast import by, make_cast
from tests.fieldwork.selling import DAY, LATER, RECEIVED, accepted, invoiced, item, recorded, terms
from tests.fieldwork.visits import customer_of, running

db = pytest.mark.django_db


@db
def test_an_order_is_worth_the_sum_of_its_rounded_lines_and_waits_for_an_answer():
    cast = make_cast()
    lines = [item(cast), item(cast, quantity=Decimal("0.5"), price=Decimal("0.03"))]
    order = recorded(cast, running(cast), customer_of(cast), items=lines)
    assert list(order.items.values_list("net", flat=True)) == [Decimal("5682"), Decimal("0.02")]
    assert order.total == Decimal("5682.02")
    assert (order.status, order.answer_by) == ("waiting", date(2024, 4, 18))
    assert Message.objects.get(kind="fieldwork.order").recipient == cast.director.person
    assert not Sale.objects.exists()


@db
def test_the_same_order_sent_again_is_recorded_once():
    cast = make_cast()
    contract, customer, key = running(cast), customer_of(cast), uuid4()
    first = recorded(cast, contract, customer, key=key)
    assert recorded(cast, contract, customer, key=key) == first
    with pytest.raises(Refused, match="recorded_otherwise"):
        recorded(cast, contract, customer, key=key, currency="PLN")
    assert Order.objects.count() == 1


@db
def test_an_accepted_order_is_told_to_commission_and_its_customer_has_ordered():
    cast = make_cast()
    order = accepted(cast, running(cast), customer_of(cast))
    sale = Sale.objects.get(source=order.pk)
    assert (sale.reference, sale.customer, sale.direct) == (order.reference, "Kosmetyka Wisła", False)
    assert sale.lines.get().net == order.total
    assert Prospect.objects.get().stage == "ordered"
    assert Message.objects.filter(key__contains=":answered:").get().recipient == cast.sales_engineer.person


@db
def test_an_order_has_one_answer():
    cast = make_cast()
    order = accepted(cast, running(cast), customer_of(cast))
    for verb, who, more in (
        (accept_order, cast.director, {}),
        (refuse_order, cast.director, {"reason": "No stock."}),
        (withdraw_order, cast.sales_engineer, {"reason": "Mistake."}),
    ):
        with pytest.raises(Refused, match="answered"):
            verb(order, by=by(who), at=DAY, **more)
    assert OrderAnswer.objects.get().kind == "accepted"


@db
def test_a_refusal_says_why_and_commission_learns_nothing():
    cast = make_cast()
    order = recorded(cast, running(cast), customer_of(cast))
    with pytest.raises(Invalid, match="no_reason"):
        refuse_order(order, reason=" ", by=by(cast.director), at=DAY)
    refuse_order(order, reason="No stock before June.", by=by(cast.director), at=DAY)
    assert not Sale.objects.exists()
    assert not Prospect.objects.exists()


@db
@pytest.mark.parametrize("who", ["sales_engineer", "manager", "sister_manager", "rival_director", "subsidiary_manager"])
def test_only_the_principal_answers(who):
    cast = make_cast()
    order = recorded(cast, running(cast), customer_of(cast))
    for verb, more in ((accept_order, {}), (refuse_order, {"reason": "No."})):
        with pytest.raises(Forbidden):
            verb(order, by=by(getattr(cast, who)), at=DAY, **more)
    assert not OrderAnswer.objects.exists()


@db
@pytest.mark.parametrize("who", ["director", "manager", "sister_manager", "rival_director"])
def test_only_the_agent_records_and_withdraws(who):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    with pytest.raises(Forbidden):
        recorded(cast, contract, customer, who=getattr(cast, who))
    order = recorded(cast, contract, customer)
    with pytest.raises(Forbidden):
        withdraw_order(order, reason="No.", by=by(getattr(cast, who)), at=DAY)
    assert not OrderAnswer.objects.exists()


WRONG = {
    "in_the_future": ({"received_on": date(2024, 4, 20)}, {}),
    "before_contract": ({"received_on": date(2024, 2, 1)}, {}),
    "wanted_before": ({"wanted_on": date(2024, 4, 1)}, {}),
    "unknown_incoterm": ({"incoterm": "DAF"}, {}),
    "place_needed": ({"place": ""}, {}),
    "unseen_character": ({"note": "a\u202eb"}, {}),
    "foreign_product": ({}, {"product": uuid4()}),
    "not_an_amount": ({}, {"price": Decimal("NaN")}),
    "no_unit": ({}, {"unit": " "}),
}


@db
@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_refused_whole(code):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    over, line = WRONG[code]
    with pytest.raises(Several) as refused:
        recorded(cast, contract, customer, items=[item(cast, **line)], **over)
    assert [one.code for one in refused.value.refusals] == [code]
    for lines in ([], [item(cast)] * 101):
        with pytest.raises(Several):
            recorded(cast, contract, customer, items=lines)
    assert not Order.objects.exists()


@db
def test_a_currency_that_the_contract_does_not_know_stops_the_acceptance_and_nothing_is_kept_of_it():
    cast = make_cast()
    order = recorded(cast, running(cast), customer_of(cast), currency="PLN")
    with pytest.raises(Invalid, match="unknown_currency"):
        accept_order(order, by=by(cast.director), at=DAY)
    order.refresh_from_db()
    assert order.status == "waiting"
    assert not OrderAnswer.objects.exists()


@db
def test_a_direct_order_is_declared_by_the_principal_and_earns_the_agent():
    cast = make_cast()
    contract = running(cast)
    sent = {"customer_name": "Polimer", "city": "Łódź", "terms": terms(), "items": [item(cast)], "at": DAY}
    with pytest.raises(Forbidden):
        record_direct_order(contract, key=uuid4(), by=by(cast.sales_engineer), **sent)
    order = record_direct_order(contract, key=uuid4(), by=by(cast.director), **sent)
    assert (order.status, order.direct, order.customer) == ("accepted", True, None)
    assert Sale.objects.get(source=order.pk).direct


@db
def test_invoices_payments_and_credits_are_told_by_the_principal_of_an_accepted_order_alone():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    waiting, order = recorded(cast, contract, customer), accepted(cast, contract, customer)
    with pytest.raises(Refused, match="not_accepted"):
        invoiced(cast, waiting)
    invoice = invoiced(cast, order)
    me = by(cast.director)
    with pytest.raises(Refused, match="above_order"):
        invoiced(cast, order, Decimal("1"), number="F-2")
    paid = {"invoice": invoice, "amount": Decimal("2000"), "paid_on": date(2024, 5, 20)}
    with pytest.raises(Invalid, match="paid_before_invoice"):
        declare_payment(order, **paid | {"paid_on": date(2024, 5, 1)}, source=uuid4(), by=me, at=LATER)
    declare_payment(order, **paid, source=uuid4(), by=me, at=LATER)
    note = {"invoice": invoice, "number": "A-1", "day": date(2024, 6, 2), "cause": "principal", "source": uuid4()}
    with pytest.raises(Refused, match="above_invoice"):
        declare_credit(order, **note, lines={cast.products[0]: Decimal("9000")}, by=me, at=LATER)
    with pytest.raises(Forbidden):
        declare_payment(order, **paid, source=uuid4(), by=by(cast.sales_engineer), at=LATER)
    other = accepted(cast, contract, customer)
    with pytest.raises(Invalid, match="foreign_invoice"):
        declare_payment(other, **paid, source=uuid4(), by=by(cast.director), at=LATER)
    assert (Invoice.objects.count(), Payment.objects.get().amount) == (1, Decimal("2000"))


@db
def test_the_same_invoice_file_imported_twice_is_one_invoice():
    cast = make_cast()
    order, source = accepted(cast, running(cast), customer_of(cast)), uuid4()
    assert invoiced(cast, order, source=source) == invoiced(cast, order, source=source)


@db
def test_a_delivery_is_declared_once_in_full():
    cast = make_cast()
    order, me = accepted(cast, running(cast), customer_of(cast)), by(cast.director)
    with pytest.raises(Invalid, match="delivered_when"):
        deliver(order, on=date(2025, 1, 1), by=me, at=LATER)
    deliver(order, on=date(2024, 5, 1), complete=False, by=me, at=LATER)
    deliver(order, on=date(2024, 5, 9), says="CMR 118", by=me, at=LATER)
    with pytest.raises(Refused, match="delivered_already"):
        deliver(order, on=date(2024, 5, 9), by=me, at=LATER)
    with pytest.raises(Forbidden):
        deliver(order, on=date(2024, 5, 9), by=by(cast.sales_engineer), at=LATER)
    assert Delivery.objects.count() == 2


@db
def test_a_question_waits_in_its_turn_and_the_clock_goes_on():
    cast = make_cast()
    order = recorded(cast, running(cast), customer_of(cast))
    remark_on_order(order, text="Which packaging?", by=by(cast.director), at=DAY)
    order.refresh_from_db()
    assert (order.asked_at, order.answer_by) == (DAY, date(2024, 4, 18))
    remark_on_order(order, text="Drums.", by=by(cast.sales_engineer), at=DAY)
    order.refresh_from_db()
    assert order.asked_at is None
    with pytest.raises(Forbidden):
        remark_on_order(order, text="Me too", by=by(cast.rival_director), at=DAY)


@db
def test_a_dispute_is_read_by_both_and_settled_by_who_opened_it():
    cast = make_cast()
    order = accepted(cast, running(cast), customer_of(cast))
    invoiced(cast, order)
    for about in ("F-9", ""):
        with pytest.raises(Invalid, match="unknown_about"):
            dispute_order(order, about=about, text="Wrong.", by=by(cast.sales_engineer), at=LATER)
    opened = dispute_order(order, about="F-1", text="The rebate is missing.", by=by(cast.sales_engineer), at=LATER)
    with pytest.raises(Forbidden):
        settle(opened, by=by(cast.director), at=LATER)
    settle(opened, by=by(cast.subsidiary_manager), at=LATER)
    with pytest.raises(Refused, match="settled_already"):
        settle(opened, by=by(cast.subsidiary_manager), at=LATER)
    assert OrderRemark.objects.get().disputes == "F-1"


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_an_answer_is_due_after_so_many_days_on_which_people_work(received, working_days):
    """Said a second time: between the two days lie exactly so many working days, and the last of them is one."""
    last = answer_by(received, working_days)
    after = [received + timedelta(days=n) for n in range(1, (last - received).days + 1)]
    assert sum(day.isoweekday() <= 5 for day in after) == working_days
    assert last == received or last.isoweekday() <= 5


def test_received_on_a_thursday_it_is_answered_the_next_thursday():
    assert answer_by(RECEIVED, 5) == date(2024, 4, 18)


@db
def test_where_the_goods_go_and_who_pays_is_told_to_commission_as_it_was_recorded():
    cast = make_cast()
    order = accepted(cast, running(cast), customer_of(cast), delivery_country="JP", payer_country="DE")
    sale = Sale.objects.get(source=order.pk)
    assert [str(one) for one in (sale.country, sale.delivery_country, sale.payer_country)] == ["PL", "JP", "DE"]
    before = Order.objects.count()
    with pytest.raises(Several):
        recorded(cast, order.contract, order.customer, payer_country="XX")
    assert Order.objects.count() == before

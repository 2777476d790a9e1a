"""Orders for programs: the list, one, recording, and what either party does with it: the verbs of the pages, the same refusals."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions import on_orders
from ..actions import orders as verbs
from ..models import Order
from ..queries import orders as queries
from ..rules.order_verbs import PERMISSION, verdicts
from ..views.answering import order_for
from ..views.orders import order_of, reader_day
from ..views.recording import RECORD, in_words_of_a_program
from ..words.orders import REASONS
from . import order_shapes as shapes
from .sources import amounts_of, invoice_of, source_of


class Orders(Door):
    """Orders of the contracts that I may see."""

    @lists(shapes.OrderRowSerializer, filters=shapes.OrderApiFilter, orders=queries.ORDERS, named="orders_list")
    def get(self, request: Asking) -> Response:
        """The orders that I may see, with what is invoiced and left to pay."""
        found = access.visible(request.user, queries.orders())
        rows = narrowed(request, shapes.OrderApiFilter, found, today=reader_day(plain(request)))
        return self.page(
            request, rows, serializer=shapes.OrderRowSerializer, orders=queries.ORDERS, prepare=queries.with_figures
        )

    @writes(shapes.AgentOrderSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The agent records an order of one of its customers. The same `key` again answers with the same order."""

        def record(given: dict[str, Any]) -> Order:
            return verbs.record_order(
                given["contract"], key=given["key"], customer=given["customer"], terms=shapes.terms_of(given),
                items=shapes.items_of(given), by=who(request), at=clock.now(),
            )  # fmt: skip

        return recorded(self, request, shapes.AgentOrderSerializer, record)


class DirectOrders(Door):
    """Orders that a principal received itself."""

    @writes(shapes.DirectOrderSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The principal declares one, accepted; where the territory is exclusive the agent earns on it."""

        def record(given: dict[str, Any]) -> Order:
            return verbs.record_direct_order(
                given["contract"], key=given["key"], customer_name=given["customer_name"], city=given["city"],
                country=given["country"], terms=shapes.terms_of(given), items=shapes.items_of(given), by=who(request), at=clock.now(),
            )  # fmt: skip

        return recorded(self, request, shapes.DirectOrderSerializer, record)


def recorded(door: Door, request: Asking, shape: Any, record: Callable[[dict[str, Any]], Order]) -> Any:
    """Run the verb that records, once; a refusal names the line at fault: `items.0`."""

    def respond() -> Response:
        access.demand(request.user, RECORD)
        given = door.given(request, shape)
        with in_words_of_a_program():
            made = record(given)
        return Response(shown(request, made.pk), status=201)

    return door.write(request, respond)


class OneOrder(Door):
    """One order."""

    @reads(shapes.OrderSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One order with all that was declared of it, and what I may do."""
        return Response(shown(request, pk))


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """One order as this person reads it."""
    found: Any = order_of(request, pk)
    queries.with_figures([found])
    invoices = queries.invoices_of(found)
    facts = queries.facts_now(found, request.acting, invoices)
    told = [
        {"verb": one.verb, "allowed": one.allowed, "reason": one.reason, "says": str(REASONS.get(one.reason, ""))}
        for one in verdicts(facts)
    ]
    names = [
        str(name) for name in shapes.OrderSerializer().fields if name not in {"invoiced", "left", "items", "verbs"}
    ]
    rows = {name: getattr(found, name, None) for name in names}
    return shapes.OrderSerializer(
        rows
        | {
            "figures": found.figures, "items": found.items.all(), "deliveries": found.deliveries.all(), "invoices": invoices,
            "remarks": queries.remarks_of(found), "verbs": told,
        }
    ).data  # fmt: skip


class OrderVerb(Door):
    """One verb of an order: its shape, the verb of the page, the answer is the order as it now is."""

    verb = ""
    shape: ClassVar[Any] = None
    status: ClassVar[int] = 200

    def run(self, request: Asking, pk: UUID) -> Any:
        """404, 403 or 409 before anything is read of what was sent."""

        def respond() -> Response:
            order, invoices = order_for(request, pk, self.verb, left_to_verb={"nothing_owed"})
            self.do(order, self.given(request, type(self).shape), invoices, {"by": who(request), "at": clock.now()})
            return Response(shown(request, pk), status=self.status)

        return self.write(request, respond)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        """Call the verb. `told`: who acts, and when."""
        raise NotImplementedError


class Accept(OrderVerb):
    verb, shape = "accept", shapes.AcceptedSerializer

    @writes(shapes.AcceptedSerializer, shapes.OrderSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal accepts: the order binds it."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return verbs.accept_order(order, on=given["on"], **told)


class Refuse(OrderVerb):
    verb, shape = "refuse", shapes.OrderReasonSerializer

    @writes(shapes.OrderReasonSerializer, shapes.OrderSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal refuses, and says why."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return verbs.refuse_order(order, **given, **told)


class Withdraw(OrderVerb):
    verb, shape = "withdraw", shapes.OrderReasonSerializer

    @writes(shapes.OrderReasonSerializer, shapes.OrderSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent takes back an order that has no answer yet."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return verbs.withdraw_order(order, **given, **told)


class Remarks(OrderVerb):
    verb, shape, status = "ask", shapes.OrderWordsSerializer, 201

    @writes(shapes.OrderWordsSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Write to the other party."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return on_orders.remark_on_order(order, **given, **told)


class Disputes(OrderVerb):
    verb, shape, status = "dispute", shapes.OrderDisputeAskedSerializer, 201

    @writes(shapes.OrderDisputeAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Say that my side does not agree with what the other declared: nothing that was declared changes."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return on_orders.dispute_order(order, **given, **told)


class Settle(Door):
    """The end of a dispute."""

    @writes(None, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The party that disputed says that it is settled. `pk` names its remark."""

        def respond() -> Response:
            remark = access.fetch(request.user, PERMISSION["dispute"], queries.remarks(), pk=pk)
            on_orders.settle(remark, by=who(request), at=clock.now())
            return Response(shown(request, remark.order_id), status=201)

        return self.write(request, respond)


class Deliveries(OrderVerb):
    verb, shape, status = "deliver", shapes.DeliveryAskedSerializer, 201

    @writes(shapes.DeliveryAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal declares a delivery: all of the order, or a part of it."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        return on_orders.deliver(order, **given, **told)


class Invoices(OrderVerb):
    verb, shape, status = "invoice", shapes.InvoiceAskedSerializer, 201

    @writes(shapes.InvoiceAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal declares an invoice: what commission is computed on."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        lines = amounts_of(order, given.pop("lines"))
        source = source_of(order.contract.principal_id, "invoice", given.pop("source"))
        return on_orders.declare_invoice(order, source=source, lines=lines, **given, **told)


class Payments(OrderVerb):
    verb, shape, status = "payment", shapes.PaymentAskedSerializer, 201

    @writes(shapes.PaymentAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal declares what the customer paid of one of the order's invoices."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        invoice = invoice_of(invoices, given.pop("invoice"))
        source = source_of(order.contract.principal_id, "payment", given.pop("source"))
        return on_orders.declare_payment(order, invoice=invoice, source=source, **given, **told)


class Credits(OrderVerb):
    verb, shape, status = "credit", shapes.CreditAskedSerializer, 201

    @writes(shapes.CreditAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal declares a credit note, with its cause: that alone decides whether commission is lost."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        invoice, lines = invoice_of(invoices, given.pop("invoice")), amounts_of(order, given.pop("lines"))
        source = source_of(order.contract.principal_id, "credit", given.pop("source"))
        return on_orders.declare_credit(order, invoice=invoice, source=source, lines=lines, **given, **told)


class Lost(OrderVerb):
    verb, shape, status = "lost", shapes.LostAskedSerializer, 201

    @writes(shapes.LostAskedSerializer, shapes.OrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal declares that what is left of an invoice will never be paid."""
        return self.run(request, pk)

    def do(self, order: Order, given: dict[str, Any], invoices: Sequence[Any], told: dict[str, Any]) -> object:
        invoice = invoice_of(invoices, given.pop("invoice"))
        source = source_of(order.contract.principal_id, "lost", given.pop("source"))
        return on_orders.declare_lost(order, invoice=invoice, source=source, **given, **told)

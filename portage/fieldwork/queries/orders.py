"""Orders: what a door starts from before `access` narrows it to what a person may see; what became of each, in figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from contracts.models import Contract
from contracts.queries.people import side_of
from portage.catalogue.models import Product
from portage.commission.models import CreditNote, Invoice, Line, LostDebt, Payment
from portage.commission.models import Order as Sale
from portage.network import access
from portage.network.access import Acting

from ..models import Order, OrderRemark
from ..rules.order_verbs import Facts
from .reports import TOLD_OF

# The newest first; or what waits longest first, then the newest.
ORDERS = {
    "received_on": ("-received_on", "-pk"),
    "answer_by": ("answer_by", "pk"),
    "customer": ("customer_name", "-received_on", "-pk"),
    "total": ("-total", "-pk"),
}
SUM = DecimalField(max_digits=18, decimal_places=3)
LEAST = Decimal("0.0005")  # half of the smallest coin: sums of decimals may differ by less where the database has none
VIEWS = ("waiting", "late", "not_invoiced", "not_paid")


@dataclass(frozen=True)
class Figures:
    """What an accepted order came to, in its currency: invoiced (to be paid, less credit notes), and what is left to pay."""

    invoices: int = 0
    billed: Decimal = Decimal(0)
    left: Decimal = Decimal(0)

    @property
    def is_paid(self) -> bool:
        return self.invoices > 0 and self.left <= 0


def orders() -> QuerySet[Order]:
    """Orders with what a line of the list says of them."""
    return Order.objects.select_related(
        "contract__principal", "contract__agent", "membership__person", "membership__organisation"
    ).order_by("-received_on", "-pk")


def one() -> QuerySet[Order]:
    """Orders with what the page of one of them says."""
    return orders().select_related("contract__group", "customer", "answer__membership__person")


def in_view(found: QuerySet[Order], view: str, today: date) -> QuerySet[Order]:
    """Waiting for an answer, late, accepted not invoiced, invoiced not paid; all of them without a view."""
    if view == "waiting":
        return found.filter(status=Order.Status.WAITING)
    if view == "late":
        return found.filter(status=Order.Status.WAITING, answer_by__lt=today)
    if view == "not_invoiced":
        return found.filter(~Exists(_of_each(Invoice.objects.all())), status=Order.Status.ACCEPTED)
    if view == "not_paid":
        return found.filter(Exists(_of_each(unpaid(invoices()))), status=Order.Status.ACCEPTED)
    return found


def _of_each(found: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """The invoices of the order of the outer row."""
    return found.filter(order__source=OuterRef("pk"), order__contract=OuterRef("contract"))


def invoices() -> QuerySet[Any]:
    """Invoices with what was paid and credited of each: `paid`, `credited`; `is_lost`, when the rest never will be."""
    return Invoice.objects.annotate(
        paid=_sum(Payment.objects.all(), "amount"),
        credited=_sum(CreditNote.objects.all(), "total"),
        is_lost=Exists(LostDebt.objects.filter(invoice=OuterRef("pk"))),
    )


def unpaid(found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which something is still to be paid, and hoped for."""
    return found.filter(is_lost=False, total__gt=F("paid") + F("credited") + Value(LEAST, output_field=SUM))


def _sum(rows: QuerySet[Any], field: str) -> Coalesce:
    sums = rows.filter(invoice=OuterRef("pk")).order_by().values("invoice").annotate(sum=Sum(field)).values("sum")
    return Coalesce(Subquery(sums, output_field=SUM), Value(Decimal(0)), output_field=SUM)


def left_of(invoice: Any) -> Decimal:
    """What is left to pay of an invoice of `invoices`: nothing when it is lost."""
    if invoice.is_lost:
        return Decimal(0)
    return max(invoice.total - invoice.paid - invoice.credited, Decimal(0)).quantize(Decimal("0.001"))


def figures(rows: Iterable[Order]) -> dict[UUID, Figures]:
    """What became of each accepted order of a page: one query."""
    told = [row.pk for row in rows if row.status == Order.Status.ACCEPTED]
    found: dict[UUID, Figures] = {}
    for invoice in invoices().filter(order__source__in=told).select_related("order").order_by() if told else ():
        so_far = found.get(invoice.order.source, Figures())
        found[invoice.order.source] = Figures(
            so_far.invoices + 1, so_far.billed + invoice.total - invoice.credited, so_far.left + left_of(invoice)
        )
    return found


def with_figures(rows: Sequence[Order]) -> Sequence[Order]:
    """The same rows, each with its `figures`."""
    found = figures(rows)
    for row in rows:
        row.figures = found.get(row.pk, Figures())  # type: ignore[attr-defined]
    return rows


def invoices_of(order: Order) -> list[Any]:
    """The invoices of an order that a person sees, with their lines, payments, credit notes and loss."""
    of_order = invoices().filter(order__source=order.pk, order__contract=order.contract_id)
    return list(
        of_order.select_related("membership__person", "lost__membership__person", "order").prefetch_related(
            "lines__product", "payments__membership__person", "credits__membership__person", "credits__lines__product"
        )
    )


def remarks_of(order: Order) -> list[OrderRemark]:
    """What both parties wrote, disputes with what settled them."""
    told = order.remarks.select_related("membership__person", "membership__organisation", "settled__membership__person")
    return list(told)


def remarks() -> QuerySet[OrderRemark]:
    """Words on orders, for a door that is given one."""
    return OrderRemark.objects.select_related("order__contract", "membership__person")


def invoices_named(named: str) -> QuerySet[Invoice]:
    """Invoices by their identifier or their number, for a door that narrows them."""
    try:
        found = Invoice.objects.filter(pk=UUID(named))
    except ValueError:
        found = Invoice.objects.filter(number=named.strip())
    return found.select_related("order")


def told_of_another_order(source: UUID, order: Order) -> bool:
    """Whether a program told of an invoice under this name, of another order of the same principal."""
    told = Invoice.objects.filter(source=source, order__contract__principal=order.contract.principal_id)
    return told.exclude(order__source=order.pk).exists()


def told_of_another_invoice(source: UUID, invoice: Invoice, order: Order) -> bool:
    """Whether a program told of a payment under this name, of another invoice of the same principal."""
    told = Payment.objects.filter(source=source, invoice__order__contract__principal=order.contract.principal_id)
    return told.exclude(invoice=invoice).exists()


def facts_now(order: Order, acting: Acting, invoices: Sequence[Any]) -> Facts:
    """What decides which verbs this person has now."""
    organisation = acting.organisation.pk
    return Facts(
        status=order.status,
        side=side_of(order.contract, organisation) or "",
        is_agent=organisation == order.contract.agent_id,
        permissions=frozenset(name for name in PERMISSIONS if acting.may(name)),
        delivered=order.deliveries.filter(complete=True).exists() if order.status == Order.Status.ACCEPTED else False,
        invoiced=bool(invoices),
        owed=any(left_of(one) > 0 for one in invoices),
    )


PERMISSIONS = (
    "fieldwork.record_order", "fieldwork.answer_order", "fieldwork.declare_invoice", "fieldwork.write_on_order",
)  # fmt: skip


def to_record(acting: Acting) -> QuerySet[Contract]:
    """The contracts for which a member of the agent records orders now, or the principal its direct ones."""
    running = Contract.objects.filter(status__in=TOLD_OF)
    mine = running.filter(Q(agent=acting.organisation) | Q(principal=acting.organisation))
    return (
        access.visible(acting.person, mine).select_related("principal", "agent").order_by("principal__sorted_as", "pk")
    )


def products_of(contract: Contract) -> QuerySet[Product]:
    """What may be ordered under a contract: a product is kept in its version, its name is read here."""
    return Product.objects.filter(pk__in=contract.product_lines.values("product")).order_by("family", "code", "pk")


def waiting_for(acting: Acting, side: str, most: int) -> list[Order]:
    """The SME: orders to answer, the latest first. The agent: those of which it is asked something."""
    found = access.visible(acting.person, orders()).filter(status=Order.Status.WAITING)
    if side == "agent":
        found = found.filter(contract__agent=acting.organisation, asked_at__isnull=False)
    else:
        found = found.filter(contract__principal=acting.organisation)
    return list(found.order_by("answer_by", "pk")[:most])


def awaited_by(acting: Acting, most: int) -> list[Order]:
    """The agent's orders that wait for their principal, the earliest day first; those of which it asked something wait for
    the agent."""
    found = access.visible(acting.person, orders()).filter(
        status=Order.Status.WAITING, contract__agent=acting.organisation, side="agent", asked_at__isnull=True
    )
    return list(found.order_by("answer_by", "pk")[:most])


def answered_since(acting: Acting, since: Any, most: int) -> list[Order]:
    """The agent's orders that were answered lately, the newest answer first."""
    found = access.visible(acting.person, one()).filter(
        contract__agent=acting.organisation,
        side="agent",
        answer__at__gte=since,
        answer__kind__in=("accepted", "refused"),
    )
    return list(found.order_by("-answer__at", "-pk")[:most])


def sale_of(order: Order) -> Sale | None:
    """The order as commission knows it; None before it is accepted."""
    return Sale.objects.filter(contract=order.contract_id, source=order.pk).select_related("contract").first()


def stated_of(sale: Sale) -> QuerySet[Line]:
    """The lines of its own contract's statements that state something of it: a part of it may be stated under another contract,
    of which nobody learns here."""
    return Line.objects.filter(order=sale, contract=sale.contract_id).exclude(key="").select_related("statement")

"""What is said and declared of an order: questions, disputes, deliveries, and the invoices that commission keeps."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.catalogue.models import Product
from portage.commission.actions.telling import tell_credit, tell_invoice, tell_lost, tell_payment
from portage.commission.models import CreditNote, Invoice, LostDebt, Payment
from portage.commission.models import Order as Sale
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.tongues import check_line, check_text

from ..models import Delivery, Order, OrderRemark, Settled
from ..words.refusals import REFUSALS

MOST = 5000
OF_ORDER = "order"
Lines = dict[Product, Decimal]


@transaction.atomic
def remark_on_order(order: Order, *, text: str, by: By, at: datetime) -> OrderRemark:
    """One party writes to the other. A question of the principal's on an order that waits is seen to wait in its turn; the
    day by which the contract wants an answer stays."""
    _contract, order, side = _party(order, by)
    made = _say(order, side, text, "", by=by, at=at)
    if order.status == Order.Status.WAITING:
        order.asked_at = at if side == "principal" else None
        order.save(update_fields=["asked_at"])
    journal.record("fieldwork.order_remarked", order, by=by, at=at, side=side)
    return made


@transaction.atomic
def dispute_order(order: Order, *, about: str, text: str, by: By, at: datetime) -> OrderRemark:
    """A party does not agree with what the other declared: what, and why. Both read it; nothing that was declared changes.

    `about`: "order", or the number of one of its invoices or credit notes.
    """
    _contract, order, side = _party(order, by)
    if about not in disputable(order):
        raise Invalid("unknown_about", REFUSALS["unknown_about"], field="about")
    made = _say(order, side, text, about, by=by, at=at)
    journal.record("fieldwork.order_disputed", order, by=by, at=at, side=side)
    return made


def disputable(order: Order) -> list[str]:
    """What of an order a party may disagree with: the order itself, its invoices, its credit notes."""
    invoices = Invoice.objects.filter(order__source=order.pk, order__contract=order.contract_id)
    notes = CreditNote.objects.filter(invoice__in=invoices)
    return [OF_ORDER, *invoices.values_list("number", flat=True), *notes.values_list("number", flat=True)]


@transaction.atomic
def settle(remark: OrderRemark, *, by: By, at: datetime) -> Settled:
    """The party that disputed says that it is settled."""
    _contract, order, side = _party(remark.order, by)
    if not remark.disputes or side != remark.side:
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    try:
        with transaction.atomic():
            made = Settled.objects.create(remark=remark, membership=by.membership, at=at)
    except IntegrityError:
        raise Refused("settled_already", REFUSALS["settled_already"]) from None
    journal.record("fieldwork.dispute_settled", order, by=by, at=at)
    return made


@transaction.atomic
def deliver(order: Order, *, on: date, complete: bool = True, says: str = "", by: By, at: datetime) -> Delivery:
    """The principal declares a delivery: the order, or a part of it."""
    order = _accepted(order, by)
    if not order.received_on <= on <= clock.latest_day(at):
        raise Invalid("delivered_when", REFUSALS["delivered_when"], field="on")
    if order.deliveries.filter(complete=True).exists():
        raise Refused("delivered_already", REFUSALS["delivered_already"])
    says = _line(says, "says")
    made = Delivery.objects.create(order=order, on=on, complete=complete, says=says, membership=by.membership, at=at)
    journal.record("fieldwork.order_delivered", order, by=by, at=at, on=on, complete=complete)
    return made


@transaction.atomic
def declare_invoice(
    order: Order, *, source: UUID, number: str, day: date, due_on: date, lines: Lines, total: Decimal | None = None,
    by: By, at: datetime,
) -> Invoice:  # fmt: skip
    """The principal declares an invoice of an accepted order; commission keeps it, with every check of its own."""
    order = _accepted(order, by)
    return tell_invoice(
        _sale(order), source=source, number=_line(number, "number"), day=day, due_on=due_on, currency=order.currency,
        lines=lines, total=total, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def declare_payment(order: Order, *, invoice: Invoice, source: UUID, amount: Decimal, paid_on: date, by: By, at: datetime) -> Payment:  # fmt: skip
    """The principal declares what the customer paid of one of the order's invoices."""
    _accepted(order, by)
    return tell_payment(_own(order, invoice), source=source, amount=amount, paid_on=paid_on, by=by, at=at)


@transaction.atomic
def declare_credit(
    order: Order, *, invoice: Invoice, source: UUID, number: str, day: date, lines: Lines, cause: str, reason: str = "",
    by: By, at: datetime,
) -> CreditNote:  # fmt: skip
    """The principal declares a credit note, with its cause: only that decides whether commission is lost."""
    _accepted(order, by)
    return tell_credit(
        _own(order, invoice), source=source, number=_line(number, "number"), day=day, lines=lines, cause=cause,
        reason=_line(reason, "reason"), by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def declare_lost(order: Order, *, invoice: Invoice, source: UUID, day: date, proof: str, by: By, at: datetime) -> LostDebt:  # fmt: skip
    """The principal declares that what is left of an invoice will never be paid, with what proves it."""
    _accepted(order, by)
    return tell_lost(_own(order, invoice), source=source, day=day, proof=_line(proof, "proof"), by=by, at=at)


# What these verbs share.


def _party(order: Order, by: By) -> tuple[Contract, Order, str]:
    contract = lock(order.contract_id)
    side = side_of(contract, by)
    return contract, Order.objects.select_for_update(of=("self",)).get(pk=order.pk), side


def _accepted(order: Order, by: By) -> Order:
    """An accepted order, and the principal that tells what follows it."""
    _contract, order, side = _party(order, by)
    if side != "principal":
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    if order.status != Order.Status.ACCEPTED:
        raise Refused("not_accepted", REFUSALS["not_accepted"])
    return order


def _sale(order: Order) -> Sale:
    """The order as commission knows it."""
    return Sale.objects.get(contract=order.contract_id, source=order.pk)


def _own(order: Order, invoice: Invoice) -> Invoice:
    """The invoice, when it is one of this order's."""
    if invoice.order.source != order.pk or invoice.order.contract_id != order.contract_id:
        raise Invalid("foreign_invoice", REFUSALS["foreign_invoice"], field="invoice")
    return invoice


def _say(order: Order, side: str, text: str, about: str, *, by: By, at: datetime) -> OrderRemark:
    if not text.strip():
        raise Invalid("no_words", REFUSALS["no_words"], field="text")
    if len(text) > MOST:
        raise Invalid("too_many_characters", REFUSALS["too_many_characters"] % {"most": MOST}, field="text")
    try:
        check_text(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field="text") from error
    return OrderRemark.objects.create(
        order=order, side=side, text=text.strip(), disputes=about, membership=by.membership, at=at
    )


def _line(text: str, field: str) -> str:
    try:
        check_line(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field=field) from error
    return text.strip()[:160]

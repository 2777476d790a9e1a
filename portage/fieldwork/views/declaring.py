"""What the principal declares of an accepted order: deliveries, invoices, payments, credit notes, a debt lost."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from portage.catalogue.models import Product
from portage.core import clock
from portage.core.words import day, money
from portage.network.doors import Request, who

from ..actions import on_orders as verbs
from ..forms.orders import CreditForm, DeliverForm, InvoiceForm, LostForm, PaymentForm
from ..models import Order
from ..queries import orders as queries
from ..rules.orders import by_product
from ..words.orders import CAUSES
from .answering import answer, order_for
from .orders import posted, today_of


@login_required
def deliver_order(request: Request, pk: UUID) -> HttpResponse:
    """The order, or a part of it, was delivered."""
    order, _invoices = order_for(request, pk, "deliver")
    form = DeliverForm(posted(request), initial={"on": today_of(order.contract), "complete": "whole"})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.deliver(order, by=who(request), at=clock.now(), **given)

    says = [_("%(agent)s reads it.") % {"agent": order.contract.agent.name}]
    return answer(request, order, "deliver", form, run, done=_("The delivery is declared."), says=says)


@login_required
def declare_invoice(request: Request, pk: UUID) -> HttpResponse:
    """One invoice: its number and days, the net amount of each product."""
    order, invoices = order_for(request, pk, "invoice")
    left = left_to_invoice(order, invoices)
    today = today_of(order.contract)
    typed = {name: net for name, (_product, net) in zip(names(left), left, strict=True)}
    form = InvoiceForm(left, order.currency, posted(request), initial={"day": today, **typed})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.declare_invoice(
            order, source=given["key"], number=given["number"], day=given["day"], due_on=given["due_on"], lines=form.lines(),
            total=given["total"], by=who(request), at=clock.now(),
        )  # fmt: skip

    says = [
        _("Commission is computed on the net amounts, without taxes, freight and insurance."),
        _("An invoice that is declared does not change: a credit note corrects it."),
    ]
    return answer(request, order, "invoice", form, run, done=_("The invoice is declared."), says=says)


@login_required
def declare_payment(request: Request, pk: UUID) -> HttpResponse:
    """What the customer paid of one invoice, on one day."""
    order, invoices = order_for(request, pk, "payment")
    owed = [one for one in invoices if queries.left_of(one) > 0]
    invoice = asked(request, owed)
    initial = {"amount": queries.left_of(invoice), "paid_on": today_of(order.contract)}
    form = PaymentForm(posted(request), initial=initial)

    def run(given: Mapping[str, Any]) -> object:
        return verbs.declare_payment(
            order, invoice=invoice, source=given["key"], amount=given["amount"], paid_on=given["paid_on"], by=who(request),
            at=clock.now(),
        )  # fmt: skip

    left = {"number": invoice.number, "left": money(queries.left_of(invoice), order.currency)}
    says = [_("Of invoice %(number)s, %(left)s are left to pay.") % left]
    return answer(
        request,
        order,
        "payment",
        form,
        run,
        done=_("The payment is declared."),
        says=says,
        choice=choice(owed, invoice),
    )


@login_required
def declare_credit(request: Request, pk: UUID) -> HttpResponse:
    """A credit note on one invoice: what it takes from each product, and its cause."""
    order, invoices = order_for(request, pk, "credit")
    invoice = asked(request, invoices)
    form = CreditForm(
        left_to_credit(invoice), order.currency, posted(request), initial={"day": today_of(order.contract)}
    )

    def run(given: Mapping[str, Any]) -> object:
        return verbs.declare_credit(
            order, invoice=invoice, source=given["key"], number=given["number"], day=given["day"], lines=form.lines(),
            cause=given["cause"], reason=given["reason"], by=who(request), at=clock.now(),
        )  # fmt: skip

    says = [
        _("It is about invoice %(number)s.") % {"number": invoice.number},
        *(str(words) for words in CAUSES.values()),
    ]
    return answer(
        request, order, "credit", form, run, done=_("The credit note is declared."), says=says,
        choice=choice(invoices, invoice),
    )  # fmt: skip


@login_required
def declare_lost(request: Request, pk: UUID) -> HttpResponse:
    """What is left of one invoice will never be paid."""
    order, invoices = order_for(request, pk, "lost")
    owed = [one for one in invoices if queries.left_of(one) > 0]
    invoice = asked(request, owed)
    form = LostForm(posted(request), initial={"day": today_of(order.contract)})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.declare_lost(
            order,
            invoice=invoice,
            source=given["key"],
            day=given["day"],
            proof=given["proof"],
            by=who(request),
            at=clock.now(),
        )

    left = {"number": invoice.number, "left": money(queries.left_of(invoice), order.currency)}
    says = [
        _("Of invoice %(number)s, %(left)s are left to pay.") % left,
        _("Where the law of the contract lets commission be lost, it is lost on what was not paid."),
    ]
    return answer(
        request, order, "lost", form, run, done=_("The loss is declared."), says=says, danger=True,
        choice=choice(owed, invoice),
    )  # fmt: skip


def asked(request: Request, invoices: list[Any]) -> Any:
    """The invoice that the address names (404 for another), else the first."""
    named = request.GET.get("invoice", "")
    found = next((one for one in invoices if not named or str(one.pk) == named), None)
    if found is None:
        raise Http404
    return found


def choice(invoices: Iterable[Any], chosen: Any) -> dict[str, Any]:
    """The invoices among which one chooses, when there are several."""
    options = [(str(one.pk), f"{one.number}, {day(one.day)}", one.pk == chosen.pk) for one in invoices]
    return {"name": "invoice", "options": options} if len(options) > 1 else {}


def names(amounts: list[tuple[Product, Decimal]]) -> list[str]:
    """The fields of the amounts, in their order."""
    return [f"net_{number}" for number in range(len(amounts))]


def left_to_invoice(order: Order, invoices: list[Any]) -> list[tuple[Product, Decimal]]:
    """Of each product, what is ordered and not invoiced yet; those invoiced in full are left out."""
    items = order.items.select_related("product")
    billed = [(line.product, line.base) for one in invoices for line in one.lines.all()]
    return _remaining([(item.product, item.net) for item in items], billed)


def left_to_credit(invoice: Any) -> list[tuple[Product, Decimal]]:
    """Of each product of an invoice, what is not credited yet."""
    credited = [(line.product, line.net) for note in invoice.credits.all() for line in note.lines.all()]
    return _remaining([(line.product, line.base) for line in invoice.lines.all()], credited)


def _remaining(
    whole: list[tuple[Product, Decimal]], taken: list[tuple[Product, Decimal]]
) -> list[tuple[Product, Decimal]]:
    gone = by_product(taken)
    return [
        (product, rest)
        for product, net in by_product(whole).items()
        if (rest := net - gone.get(product, Decimal(0))) > 0
    ]

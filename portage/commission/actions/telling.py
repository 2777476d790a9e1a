"""What happened to a sale is told: an order accepted, invoices, payments, credit notes, a debt lost.

The floor above calls these as the parties declare. Each is named by an opaque `source`: told twice with the same words it is
one row, and that row is returned; other words under the same source are refused. Sums are Decimals in the order's
currency, days are dates of the parties. `by` acts for a party; a job acts as nobody and is believed.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.money import rounded
from portage.core.refusals import Forbidden, Invalid, Refused

from ..models import (
    CreditLine,
    CreditNote,
    ExchangeRate,
    Invoice,
    InvoiceLine,
    LostDebt,
    Order,
    OrderLine,
    Payment,
)
from ..queries.terms import AsTheyStood
from .checks import check_sum, exact_sum

TELLING = {"in_force", "notice_given", "ended"}
Lines = Mapping[Product, Decimal]
Row = TypeVar("Row", bound=Model)


@transaction.atomic
def tell_order(
    contract: Contract,
    *,
    source: UUID,
    reference: str,
    customer: str,
    city: str,
    currency: str,
    lines: Lines,
    received_on: date,
    accepted_on: date,
    by: By,
    at: datetime,
    direct: bool = False,
    places: Mapping[str, str] | None = None,
) -> Order:
    """An order that the principal accepted: net price of each product, without taxes, freight and insurance.

    `customer` and `city` are as both parties read them; `places`: countries, as far as they are told (country,
    delivery_country, payer_country); `direct` says that the agent took no part. Refused before the
    contract's first day, for a product that the contract did not cover on the day of acceptance, or in a currency in which
    it has no rate of exchange.
    """
    contract = _open(contract, by)
    told = {
        "reference": reference, "customer": customer.strip(), "city": city.strip(), "currency": currency,
        "received_on": received_on, "accepted_on": accepted_on, "direct": direct,
        **{name: country for name, country in (places or {}).items() if country},
    }  # fmt: skip
    digest = digest_of(told, _plain(lines))
    if known := _known(Order.objects.filter(contract=contract, source=source), digest):
        return known
    if not customer.strip():
        raise Invalid("no_customer", _("Name the customer."), field="customer")
    _check_days(contract, received_on, accepted_on, at)
    _check_sold(contract, currency, lines, accepted_on)
    row = Order.objects.create(
        contract=contract, source=source, digest=digest, membership=by.membership, at=at, **told
    )  # fmt: skip
    OrderLine.objects.bulk_create(OrderLine(order=row, product=one, net=net) for one, net in lines.items())
    journal.record("commission.order_told", contract, by=by, at=at, order=reference)
    return row


@transaction.atomic
def tell_invoice(
    order: Order,
    *,
    source: UUID,
    number: str,
    day: date,
    due_on: date,
    currency: str,
    lines: Lines,
    by: By,
    at: datetime,
    total: Decimal | None = None,
) -> Invoice:
    """An invoice of the order: the commission base of each product, net of taxes, freight and insurance.

    `total` is what the customer has to pay, these included (left out: the sum of the lines), `due_on` by when. Refused above
    what was ordered.
    """
    contract = _open(order.contract_id, by, "principal")
    total = sum(lines.values(), Decimal(0)) if total is None else total
    told = {"number": number.strip(), "day": day, "due_on": due_on, "total": _amount(total)}
    digest = digest_of(told, _plain(lines), currency)
    if known := _known(order.invoices.filter(source=source), digest):
        return known
    if currency != order.currency:
        raise Invalid("other_currency", _("An invoice is in the currency of its order."), field="currency")
    _check_number(number, order.invoices.all(), _("This order already has an invoice of that number."))
    if not order.accepted_on <= day <= clock.latest_day(at):
        raise Invalid("invoiced_when", _("It is dated between the acceptance of the order and today."), field="day")
    if due_on < day:
        raise Invalid("due_before", _("An invoice is not to be paid before its date."), field="due_on")
    _check_invoiced(order, lines, total)
    row = Invoice.objects.create(order=order, source=source, digest=digest, membership=by.membership, at=at, **told)
    InvoiceLine.objects.bulk_create(InvoiceLine(invoice=row, product=one, base=base) for one, base in lines.items())
    journal.record("commission.invoice_told", contract, by=by, at=at, invoice=row.number, order=order.reference)
    return row


@transaction.atomic
def tell_payment(invoice: Invoice, *, source: UUID, amount: Decimal, paid_on: date, by: By, at: datetime) -> Payment:
    """The customer paid this much of the invoice's total on that day. Refused before the invoice, and above what is left."""
    contract = _open(invoice.order.contract_id, by, "principal")
    told = {"amount": _amount(amount), "paid_on": paid_on}
    digest = digest_of(told)
    if known := _known(invoice.payments.filter(source=source), digest):
        return known
    check_sum(amount, invoice.order.currency, field="amount")
    if paid_on < invoice.day:
        raise Invalid("paid_before_invoice", _("A payment does not come before its invoice."), field="paid_on")
    _check_past(paid_on, at, "paid_on")
    if amount > left_to_pay(invoice):
        raise Refused("above_invoice", _("More than what is left to pay of this invoice."), field="amount")
    row = Payment.objects.create(
        invoice=invoice, source=source, digest=digest, membership=by.membership, at=at, **told
    )  # fmt: skip
    journal.record("commission.payment_told", contract, by=by, at=at, invoice=invoice.number, paid_on=paid_on)
    return row


@transaction.atomic
def tell_credit(
    invoice: Invoice,
    *,
    source: UUID,
    number: str,
    day: date,
    lines: Lines,
    cause: str,
    by: By,
    at: datetime,
    reason: str = "",
    total: Decimal | None = None,
) -> CreditNote:
    """A credit note on the invoice: what it takes from the net price of each product, and its cause.

    `cause` "customer": the customer does not perform, for a reason that the principal does not answer for, and the agent
    loses the commission on it; "principal": any other, and the commission stays. `total`: what the customer no longer
    has to pay, taxes and freight included (left out: in the proportion of the invoice). Refused above what remains.
    """
    contract = _open(invoice.order.contract_id, by, "principal")
    if cause not in CreditNote.Cause.values:
        raise Invalid("unknown_cause", _("Say whether the principal answers for it."), field="cause")
    total = _in_proportion(invoice, lines) if total is None else total
    told = {
        "number": number.strip(), "day": day, "cause": cause, "reason": reason.strip(), "total": _amount(total),
    }  # fmt: skip
    digest = digest_of(told, _plain(lines))
    if known := _known(invoice.credits.filter(source=source), digest):
        return known
    _check_number(number, invoice.credits.all(), _("This invoice already has a credit note of that number."))
    if not invoice.day <= day <= clock.latest_day(at):
        raise Invalid("credited_when", _("It is dated between its invoice and today."), field="day")
    _check_credited(invoice, lines, total)
    row = CreditNote.objects.create(
        invoice=invoice, source=source, digest=digest, membership=by.membership, at=at, **told
    )  # fmt: skip
    CreditLine.objects.bulk_create(CreditLine(credit=row, product=one, net=net) for one, net in lines.items())
    journal.record("commission.credit_told", contract, by=by, at=at, credit=row.number, invoice=invoice.number)
    return row


@transaction.atomic
def tell_lost(invoice: Invoice, *, source: UUID, day: date, proof: str, by: By, at: datetime) -> LostDebt:
    """What is left of the invoice will never be paid since that day: the customer is insolvent. `proof` says what shows it."""
    contract = _open(invoice.order.contract_id, by, "principal")
    told = {"day": day, "proof": proof.strip()}
    digest = digest_of(told)
    if known := _known(LostDebt.objects.filter(invoice=invoice, source=source), digest):
        return known
    if LostDebt.objects.filter(invoice=invoice).exists():
        raise Refused("already_lost", _("This debt is already recorded as lost."))
    if not proof.strip():
        raise Invalid("no_proof", _("Say what proves it: a judgment, the notice of a court."), field="proof")
    if not invoice.day <= day <= clock.latest_day(at):
        raise Invalid("lost_when", _("It was lost between the date of the invoice and today."), field="day")
    if left_to_pay(invoice) <= 0:
        raise Refused("nothing_owed", _("Nothing is left to pay of this invoice."))
    row = LostDebt.objects.create(
        invoice=invoice, source=source, digest=digest, membership=by.membership, at=at, **told
    )  # fmt: skip
    journal.record("commission.debt_lost", contract, by=by, at=at, invoice=invoice.number, day=day)
    return row


# What these verbs share.


def _open(contract: Contract | UUID, by: By, *sides: str) -> Contract:
    """The locked contract, in force or ended, told of by a party (of these sides) or by a job."""
    locked = lock(contract)
    if by.person is not None:
        side = side_of(locked, by)
        if sides and side not in sides:
            raise Forbidden("not_the_principal", _("The principal tells of its invoices and of what is paid."))
    if locked.status not in TELLING:
        raise Refused("not_begun", _("Commission is earned once the contract is in force."))
    return locked


def digest_of(*told: Any) -> str:
    """The hash of what was told, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(journal.plain(told), sort_keys=True).encode()).hexdigest()


def _amount(value: Decimal) -> Decimal:
    """The same sum is told in the same words: 100 and 100.00."""
    return value.normalize() + 0 if value.is_finite() else value


def _plain(lines: Lines) -> dict[str, str]:
    return {str(product.pk): f"{_amount(net):f}" for product, net in lines.items()}


def _known(rows: QuerySet[Row], digest: str) -> Row | None:
    """The row that the same source told before; Refused when it told something else."""
    row = rows.first()
    if row is not None and row.digest != digest:  # type: ignore[attr-defined]
        raise Refused("told_otherwise", _("The same source told this before, with other words."), field="source")
    return row


def _check_past(day: date, at: datetime, field: str) -> None:
    if day > clock.latest_day(at):
        raise Invalid("in_future", _("That day has not come yet."), field=field)


def _check_days(contract: Contract, received_on: date, accepted_on: date, at: datetime) -> None:
    if accepted_on < received_on:
        raise Invalid("accepted_before", _("An order is not accepted before it is received."), field="accepted_on")
    if contract.first_day is None or accepted_on < contract.first_day:
        raise Refused("before_contract", _("The contract had not begun on that day."), field="accepted_on")
    _check_past(accepted_on, at, "accepted_on")


def _check_sold(contract: Contract, currency: str, lines: Lines, accepted_on: date) -> None:
    """The contract covered these products on that day, and knows the currency: its own, or one with a rate."""
    terms = AsTheyStood(contract).on(accepted_on)
    if not lines:
        raise Invalid("no_lines", _("Give at least one product with its amount."), field="lines")
    for product, net in lines.items():
        if str(product.pk) not in terms.products:
            words = _("The contract did not cover %(product)s on that day.")
            raise Invalid("product_not_covered", words % {"product": product}, field="lines")
        check_sum(net, currency, field="lines")
    into = terms.deal.currency
    if currency != into and not ExchangeRate.objects.filter(contract=contract, currency=currency, into=into).exists():
        words = _("The contract knows no rate from %(currency)s into %(into)s: record one first.")
        raise Invalid("unknown_currency", words % {"currency": currency, "into": into}, field="currency")


def _check_number(number: str, rows: QuerySet, taken: Any) -> None:
    if not number.strip():
        raise Invalid("no_number", _("Give its number."), field="number")
    if rows.filter(number=number.strip()).exists():
        raise Refused("number_taken", taken, field="number")


def _check_invoiced(order: Order, lines: Lines, total: Decimal) -> None:
    """Each product was ordered, and all invoices together stay within the order."""
    if not lines:
        raise Invalid("no_lines", _("Give at least one product with its amount."), field="lines")
    ordered = dict(order.lines.values_list("product", "net"))
    billed = InvoiceLine.objects.filter(invoice__order=order)
    for product, base in lines.items():
        check_sum(base, order.currency, field="lines")
        if exact_sum(billed.filter(product=product), "base") + base > ordered.get(product.pk, 0):
            words = _("More than what was ordered of %(product)s.")
            raise Refused("above_order", words % {"product": product}, field="lines")
    check_sum(total, order.currency, field="total")
    if total < sum(lines.values(), Decimal(0)):
        raise Invalid("total_below_lines", _("The total is not below the sum of its lines."), field="total")


def left_to_pay(invoice: Invoice) -> Decimal:
    """What the customer still owes of an invoice, never below zero."""
    paid, credited = exact_sum(invoice.payments.all(), "amount"), exact_sum(invoice.credits.all(), "total")
    return max(invoice.total - credited - paid, Decimal(0))


def _in_proportion(invoice: Invoice, lines: Lines) -> Decimal:
    """What the customer no longer pays when these net amounts are credited: as the invoice's total is to its bases."""
    base = exact_sum(invoice.lines.all(), "base")
    net = sum(lines.values(), Decimal(0))
    return rounded(invoice.total * net / base, invoice.order.currency) if net.is_finite() else net


def _check_credited(invoice: Invoice, lines: Lines, total: Decimal) -> None:
    """No product is credited beyond what its invoice billed, nor the whole beyond what was to be paid."""
    if not lines:
        raise Invalid("no_lines", _("Give at least one product with its amount."), field="lines")
    billed = dict(invoice.lines.values_list("product", "base"))
    noted = CreditLine.objects.filter(credit__invoice=invoice)
    for product, net in lines.items():
        check_sum(net, invoice.order.currency, field="lines")
        if exact_sum(noted.filter(product=product), "net") + net > billed.get(product.pk, 0):
            words = _("More than what remains of %(product)s on this invoice.")
            raise Refused("above_invoice", words % {"product": product}, field="lines")
    check_sum(total, invoice.order.currency, field="total")
    credited = exact_sum(invoice.credits.all(), "total")
    if credited + total > invoice.total:
        raise Refused("above_invoice", _("More than what was to be paid of this invoice."), field="total")

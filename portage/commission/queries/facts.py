"""What was told of a contract's sales, read in a constant number of queries for the rules.

Keys of sold things are the numbers of their rows, all of one length: of two things that happen on one day, the one that was
told first comes first.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contracts.models import Contract

from ..models import (
    CreditLine,
    CreditNote,
    ExchangeRate,
    Invoice,
    InvoiceLine,
    Line,
    LostDebt,
    Order,
    OrderLine,
    Payment,
)
from ..rules.account import RATE_DAYS, Exchange
from ..rules.earning import Billed, Credited, Lost, Paid, Sale
from ..rules.moves import Stated


@dataclass
class Told:
    """The orders accepted by a day, and their products as sales."""

    orders: dict[str, Order] = field(default_factory=dict)
    invoices: dict[str, Invoice] = field(default_factory=dict)
    sales: list[Sale] = field(default_factory=list)


def told(contract: Contract, until: date) -> Told:
    """Every order accepted by `until` with what is known of it; seven queries."""
    accepted = Order.objects.filter(contract=contract, accepted_on__lte=until)
    orders = {str(row.pk): row for row in accepted.order_by("pk")}
    invoices = {
        str(row.pk): row
        for row in Invoice.objects.filter(order__contract=contract, order__accepted_on__lte=until).order_by("day", "pk")
    }
    billed = _billed(contract, invoices)
    found = Told(orders, invoices)
    lines = OrderLine.objects.filter(order__contract=contract, order__accepted_on__lte=until).order_by("pk")
    for pk, order_id, product, net in lines.values_list("pk", "order_id", "product_id", "net"):
        order = orders[str(order_id)]
        own = tuple(billed.get((order_id, product), ()))
        found.sales.append(
            Sale(
                key=f"o{pk:012}", order=str(order_id), product=str(product), customer=order.customer, city=order.city,
                currency=order.currency, received_on=order.received_on, accepted_on=order.accepted_on, net=net,
                direct=order.direct, invoices=own,
            )
        )  # fmt: skip
    return found


def _billed(contract: Contract, invoices: dict[str, Invoice]) -> dict[tuple[Any, Any], list[Billed]]:
    """By order and product, what was invoiced, in the order of the invoices' dates."""
    paid, credits, lost = _paid(contract), _credits(contract), _lost(contract)
    lines: dict[str, list[tuple]] = defaultdict(list)
    rows = InvoiceLine.objects.filter(invoice__order__contract=contract).order_by("pk")
    for pk, invoice, product, base in rows.values_list("pk", "invoice_id", "product_id", "base"):
        lines[str(invoice)].append((pk, product, base))
    found: dict[tuple[Any, Any], list[Billed]] = defaultdict(list)
    for key, row in invoices.items():
        for pk, product, base in lines[key]:
            one = Billed(
                key=f"i{pk:012}", invoice=key, on=row.day, due_on=row.due_on, base=base, total=row.total,
                payments=tuple(paid.get(key, ())), credits=tuple(_on(product, credits.get(key, ()))), lost=lost.get(key),
            )  # fmt: skip
            found[row.order_id, product].append(one)
    return found


def _paid(contract: Contract) -> dict[str, list[Paid]]:
    found: dict[str, list[Paid]] = defaultdict(list)
    rows = Payment.objects.filter(invoice__order__contract=contract).order_by("paid_on", "pk")
    for pk, invoice, on, amount in rows.values_list("pk", "invoice_id", "paid_on", "amount"):
        found[str(invoice)].append(Paid(str(pk), on, amount))
    return found


def _credits(contract: Contract) -> dict[str, list[tuple[CreditNote, dict]]]:
    """By invoice, each credit note with what it takes from each product."""
    nets: dict[Any, dict] = defaultdict(dict)
    rows = CreditLine.objects.filter(credit__invoice__order__contract=contract)
    for credit, product, net in rows.values_list("credit_id", "product_id", "net"):
        nets[credit][product] = net
    found: dict[str, list[tuple[CreditNote, dict]]] = defaultdict(list)
    for note in CreditNote.objects.filter(invoice__order__contract=contract).order_by("day", "pk"):
        found[str(note.invoice_id)].append((note, nets[note.pk]))
    return found


def _on(product: Any, notes: Iterable[tuple[CreditNote, dict]]) -> Iterable[Credited]:
    """The credit notes as one product of the invoice feels them: each lowers what is to be paid of the whole."""
    for note, nets in notes:
        lowers = note.cause == CreditNote.Cause.CUSTOMER
        yield Credited(str(note.pk), note.day, nets.get(product, 0), note.total, lowers, note.number)


def _lost(contract: Contract) -> dict[str, Lost]:
    rows = LostDebt.objects.filter(invoice__order__contract=contract).values_list("pk", "invoice_id", "day")
    return {str(invoice): Lost(str(pk), on) for pk, invoice, on in rows}


def stated(contract: Contract) -> list[Stated]:
    """Every accrual of the statements issued so far; one query."""
    names = """pk unit event terms year scope base converted statement__currency rate up_to amount counted""".split()
    rows = Line.objects.filter(contract=contract).exclude(key="").order_by("pk")
    return [
        Stated(*row[:-2], reversed=row[-2] is not None or row[-1] is not None)
        for row in rows.values_list(*names, "reverses", "reversal")
    ]


class Rates:
    """The rates told under one contract; the newest row of a day holds, and a day without one takes the last before it."""

    def __init__(self, contract: Contract) -> None:
        newest: dict[tuple[str, str], dict[date, Exchange]] = defaultdict(dict)
        for row in ExchangeRate.objects.filter(contract=contract).order_by("pk"):
            newest[row.currency, row.into][row.day] = Exchange(row.pk, row.day, row.rate)
        self.rates = {pair: [by_day[day] for day in sorted(by_day)] for pair, by_day in newest.items()}

    def __call__(self, currency: str, into: str, day: date) -> Exchange | None:
        """The rate of a day: its own, or the last one of the `RATE_DAYS` before it; None when none was told."""
        known = self.rates.get((currency, into), [])
        place = bisect_right(known, day, key=lambda one: one.day)
        found = known[place - 1] if place else None
        return found if found and found.day >= day - timedelta(days=RATE_DAYS) else None

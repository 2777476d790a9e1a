"""What was told of a contract's sales, read in a constant number of queries for the rules.

Keys of sold things are the numbers of their rows, all of one length: of two things that happen on one day, the one that was
told first comes first.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from contracts.models import Contract

from ..models import (
    CreditLine,
    CreditNote,
    ExchangeRate,
    InvoiceLine,
    Line,
    LostDebt,
    OrderLine,
    Payment,
)
from ..rules.account import RATE_DAYS, Exchange
from ..rules.earning import Billed, Credited, Lost, Paid, Sale
from ..rules.moves import Stated
from .splits import parts_of


def sales(contract: Contract, until: date) -> list[Sale]:
    """Every product of an order accepted by `until`, with what is known of it and which part of it is the contract's: its own
    orders, and those of which it has a part; nine queries."""
    parts = parts_of(contract)
    mine = Mine(contract, list(parts))
    billed = _billed(mine, until)
    names = """pk order_id product_id order__customer order__city order__currency order__received_on order__accepted_on net
        order__direct""".split()
    lines = OrderLine.objects.filter(mine.at("order"), order__accepted_on__lte=until).order_by("pk")
    return [
        Sale(*(f"o{pk:012}", order, product, *rest, tuple(billed.get((order, product), ())), parts.get(order)))
        for pk, order, product, *rest in lines.values_list(*names)
    ]


@dataclass(frozen=True)
class Mine:
    """The orders of one contract, and those of which it has a part, whosever they are."""

    contract: Contract
    shared: list[UUID]

    def at(self, path: str) -> Q:
        """The condition of rows that hang below them by `path`."""
        own = Q(**{f"{path}__contract": self.contract})
        return own | Q(**{f"{path}__in": self.shared}) if self.shared else own


def _billed(mine: Mine, until: date) -> dict[tuple[Any, Any], list[Billed]]:
    """By order and product, what was invoiced, in the order of the invoices' dates."""
    paid, credits, lost = _paid(mine), _credits(mine), _lost(mine)
    names = "pk product_id invoice_id base invoice__order_id invoice__day invoice__due_on invoice__total".split()
    rows = InvoiceLine.objects.filter(mine.at("invoice__order"), invoice__order__accepted_on__lte=until)
    found: dict[tuple[Any, Any], list[Billed]] = defaultdict(list)
    for pk, product, invoice, base, order, on, due_on, total in rows.order_by("invoice__day", "pk").values_list(*names):
        one = Billed(
            key=f"i{pk:012}", invoice=invoice, on=on, due_on=due_on, base=base, total=total,
            payments=tuple(paid.get(invoice, ())), credits=tuple(_on(product, credits.get(invoice, ()))),
            lost=lost.get(invoice),
        )  # fmt: skip
        found[order, product].append(one)
    return found


def _paid(mine: Mine) -> dict[Any, list[Paid]]:
    found: dict[Any, list[Paid]] = defaultdict(list)
    rows = Payment.objects.filter(mine.at("invoice__order")).order_by("paid_on", "pk")
    for pk, invoice, on, amount in rows.values_list("pk", "invoice_id", "paid_on", "amount"):
        found[invoice].append(Paid(str(pk), on, amount))
    return found


def _credits(mine: Mine) -> dict[Any, list[tuple[CreditNote, dict]]]:
    """By invoice, each credit note with what it takes from each product."""
    nets: dict[Any, dict] = defaultdict(dict)
    rows = CreditLine.objects.filter(mine.at("credit__invoice__order"))
    for credit, product, net in rows.values_list("credit_id", "product_id", "net"):
        nets[credit][product] = net
    found: dict[Any, list[tuple[CreditNote, dict]]] = defaultdict(list)
    for note in CreditNote.objects.filter(mine.at("invoice__order")).order_by("day", "pk"):
        found[note.invoice_id].append((note, nets[note.pk]))
    return found


def _on(product: Any, notes: Iterable[tuple[CreditNote, dict]]) -> Iterable[Credited]:
    """The credit notes as one product of the invoice feels them: each lowers what is to be paid of the whole."""
    for note, nets in notes:
        lowers = note.cause == CreditNote.Cause.CUSTOMER
        yield Credited(str(note.pk), note.day, nets.get(product, 0), note.total, lowers, note.number)


def _lost(mine: Mine) -> dict[Any, Lost]:
    rows = LostDebt.objects.filter(mine.at("invoice__order")).values_list("pk", "invoice_id", "day")
    return {invoice: Lost(str(pk), on) for pk, invoice, on in rows}


def stated(contract: Contract) -> list[Stated]:
    """Every accrual of the statements issued so far; one query."""
    names = """pk unit event terms year scope base converted statement__currency rate up_to amount counted""".split()
    rows = Line.objects.filter(contract=contract).exclude(key="").order_by("pk")
    return [
        Stated(*(*told, reverses is not None or reversal is not None))
        for *told, reverses, reversal in rows.values_list(*names, "reverses", "reversal")
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

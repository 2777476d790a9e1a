"""What a sale has earned, day by day: the base on which commission is due, after each thing that happened to it.

A sold thing (`Unit`) is one product of an order, where the acceptance of the order earns the commission; else one product of
an invoice. Its course is a row of steps, each with the base that is earned once it has happened.

* `accepted`: the whole of what was ordered, on the day of acceptance.
* `invoiced`: the whole base of the invoice, on its date.
* `paid`: as much of the base as the customer has paid of what it owes; at the latest, where the law says so, the whole
  on the day by which the customer should have paid (Dir. 86/653 art. 10: what the principal answers for delays nothing).

A credit note lowers the base only when the customer does not perform for a reason for which the principal does not answer
(art. 11); any other lowers what the customer owes, and the commission stays. A debt that is lost leaves what was paid, where
the law lets commission be lost; else it changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contracts.law.dates import add_months
from portage.core.money import rounded

from .sharing import Part, shared
from .terms import ACCEPTED, INVOICED, NOTHING, PAID, Schedule, Terms, schedule

ZERO = Decimal(0)
DUE, CREDITED, LOST = "due", "credited", "lost"
# What happens on one day happens in this order: what falls due is what nothing else settled by that evening.
RANKS = {ACCEPTED: 0, INVOICED: 1, PAID: 2, CREDITED: 3, LOST: 4, DUE: 5, "again": 6, "reversed": 7}


@dataclass(frozen=True, slots=True)
class LawSays:
    """The governing law, as far as it is established: `at_the_latest` earns what should have been performed; `may_be_lost`
    lets a right be lost; orders after the end earn within `after_months` (None: no number of months)."""

    at_the_latest: bool = False
    may_be_lost: bool = False
    after_months: int | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment: a part of the invoice's total."""

    key: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit note: what it takes from this product's net price, and from what is to be paid of the invoice."""

    key: str
    on: date
    net: Decimal
    total: Decimal
    lowers: bool
    number: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """The rest of the invoice will never be paid."""

    key: str
    on: date


@dataclass(frozen=True, slots=True)
class Billed:
    """One product on one invoice: its base, and what the customer has to pay of the whole invoice."""

    key: str
    invoice: Any
    on: date
    due_on: date
    base: Decimal
    total: Decimal
    payments: tuple[Paid, ...] = ()
    credits: tuple[Credited, ...] = ()
    lost: Lost | None = None


@dataclass(frozen=True, slots=True)
class Sale:
    """One product of one order, with its invoices in the order of their dates. Orders, products and invoices are named by
    whatever names them where they come from. `part`: what a split gives the contract of it; None: all."""

    key: str
    order: Any
    product: Any
    customer: str
    city: str
    currency: str
    received_on: date
    accepted_on: date
    net: Decimal
    direct: bool = False
    invoices: tuple[Billed, ...] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something happened to a unit: `earned` is its base since then. `said` is the part that a credit note or a loss is about."""

    kind: str
    key: str
    on: date
    earned: Decimal
    invoice: Any = None
    said: Decimal = ZERO
    document: str = ""
    kept: bool = False

    @property
    def rank(self) -> tuple[date, int]:
        return self.on, RANKS[self.kind]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sold thing with its course; `rest` is the base that it may still earn, by `last_day` where the law names one."""

    key: str
    sale: Sale
    terms: Terms
    schedule: Schedule
    steps: tuple[Step, ...]
    rest: Decimal = ZERO
    last_day: date | None = None
    invoice: Any = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A sale up to a day: the terms and tiers that it follows, its sold things, and what awaits an invoice."""

    sale: Sale
    terms: Terms
    schedule: Schedule
    units: tuple[Unit, ...]
    uninvoiced: Decimal


@dataclass
class Owed:
    """What has happened to one product of an invoice so far."""

    billed: Billed
    event: str
    law: LawSays
    lowered: Decimal = ZERO
    released: Decimal = ZERO
    paid: Decimal = ZERO
    matured: bool = False
    lost: bool = False

    @property
    def live(self) -> Decimal:
        """The base that commission may still come to."""
        return self.billed.base - self.lowered

    @property
    def settled(self) -> bool:
        """Whether the customer has paid all that it owes."""
        return self.paid >= self.billed.total - self.released

    def paid_of(self, base: Decimal, currency: str) -> Decimal:
        """The part of a base that the customer has paid for, in the currency's smallest unit."""
        if self.settled:
            return base
        owed = self.billed.total - self.released
        return rounded(_decimal(Fraction(base) * Fraction(self.paid) / Fraction(owed)), currency)

    def credit(self, note: Credited) -> None:
        """A credit note lowers what is to be paid; the base too, when its cause allows."""
        self.released += note.total
        self.lowered += note.net if note.lowers else ZERO

    def lose(self, currency: str) -> Decimal:
        """The rest will never be paid: the base that is lost with it."""
        self.lost = True
        return self.live - self.paid_of(self.live, currency)

    def earned(self, currency: str) -> Decimal:
        """The base that is earned now, in the currency's smallest unit."""
        extinguished = self.lost and self.law.may_be_lost
        whole = (self.event != PAID or self.matured) and not extinguished
        return self.live if whole else self.paid_of(self.live, currency)


def _decimal(value: Fraction) -> Decimal:
    """A fraction as a Decimal of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def follow(sale: Sale, terms: Terms, law: LawSays, *, ended_on: date | None, until: date) -> Followed:
    """A sale accepted by the day `until`, with what happened to it up to that day, as far as it is this contract's."""
    whole = _whole(sale, terms, law, ended_on, until)
    return shared(whole, sale.part) if sale.part else whole


def _whole(sale: Sale, terms: Terms, law: LawSays, ended_on: date | None, until: date) -> Followed:
    follows = schedule_of(sale, terms, law, ended_on)
    billed = [one for one in sale.invoices if one.on <= until]
    if terms.deal.event == ACCEPTED:
        steps = tuple(_of_order(sale, billed, law, until))
        return Followed(sale, terms, follows, (Unit(sale.key, sale, terms, follows, steps),), ZERO)
    units = tuple(_of_invoice(sale, one, terms, follows, law, until) for one in billed)
    return Followed(sale, terms, follows, units, sale.net - sum((one.base for one in billed), ZERO))


def _of_invoice(sale: Sale, billed: Billed, terms: Terms, follows: Schedule, law: LawSays, until: date) -> Unit:
    so_far = Owed(billed, terms.deal.event, law)
    steps = tuple(course(so_far, sale.currency, until))
    extinguished = so_far.lost and law.may_be_lost
    rest = ZERO if extinguished else so_far.live - so_far.earned(sale.currency)
    last_day = billed.due_on if law.at_the_latest else None
    return Unit(billed.key, sale, terms, follows, steps, rest, last_day, billed.invoice)


def schedule_of(sale: Sale, terms: Terms, law: LawSays, ended_on: date | None) -> Schedule:
    """The tiers that a sale follows; none where it earns nothing by its very nature. A part of it earns because the parties
    agree that it does: who brought it and when does not matter any more."""
    if sale.part:
        return schedule(terms, str(sale.product), sale.customer, sale.city)
    if ended_on is not None and not earns_after(sale, law, ended_on):
        return Schedule("after_end", NOTHING)
    if sale.direct and not terms.exclusive:
        return Schedule("direct", NOTHING)
    return schedule(terms, str(sale.product), sale.customer, sale.city)


def earns_after(sale: Sale, law: LawSays, ended_on: date) -> bool:
    """Whether an order earns though the contract ends: received before the end; or, where the law counts months,
    accepted within them and brought by the agent. A time that is only "reasonable" is for people to measure: the agent
    disputes the line."""
    if sale.received_on <= ended_on:
        return True
    if law.after_months is None or sale.direct:
        return False
    return sale.accepted_on <= add_months(ended_on, law.after_months)


def course(so_far: Owed, currency: str, until: date) -> Iterator[Step]:
    """What happened to one product of an invoice, in order, up to the day `until`; `so_far` is left as it then stands."""
    billed = so_far.billed
    for kind, fact in _facts(billed, so_far.event, so_far.law):
        if fact.on > until:
            return
        said, document, kept = ZERO, "", False
        if isinstance(fact, Paid):
            so_far.paid += fact.amount
        elif isinstance(fact, Credited):
            said, document, kept = fact.net, fact.number, not fact.lowers
            so_far.credit(fact)
        elif isinstance(fact, Lost):
            said, kept = so_far.lose(currency), not so_far.law.may_be_lost
        elif kind == DUE:
            so_far.matured = True
        yield Step(kind, fact.key, fact.on, so_far.earned(currency), billed.invoice, said, document, kept)


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an invoice, or the day by which it is to be paid."""

    key: str
    on: date


def _facts(billed: Billed, event: str, law: LawSays) -> list[tuple[str, Dated | Paid | Credited | Lost]]:
    """The facts of an invoice in the order in which they count; those of one day and kind as they were told."""
    found: list[tuple[str, Dated | Paid | Credited | Lost]] = []
    if event != PAID:
        found.append((INVOICED, Dated("invoiced", billed.on)))
    elif law.at_the_latest:
        found.append((DUE, Dated("due", billed.due_on)))
    found += [(PAID, paid) for paid in billed.payments]
    found += [(CREDITED, credit) for credit in billed.credits]
    if billed.lost:
        found.append((LOST, billed.lost))
    return sorted(found, key=lambda row: (row[1].on, RANKS[row[0]]))


def _of_order(sale: Sale, invoices: Sequence[Billed], law: LawSays, until: date) -> Iterator[Step]:
    """The course of an order whose acceptance earns: all of it, less what its invoices lose afterwards."""
    yield Step(ACCEPTED, "accepted", sale.accepted_on, sale.net)
    lowered: dict[str, Decimal] = {}
    for billed, step in _after_invoice(invoices, sale.currency, law, until):
        lowered[billed.key] = billed.base - step.earned
        if step.kind != INVOICED:
            yield replace(step, earned=sale.net - sum(lowered.values(), ZERO))


def _after_invoice(invoices: Sequence[Billed], currency: str, law: LawSays, until: date) -> list[tuple[Billed, Step]]:
    """The steps of every invoice together, by day."""
    found = [(billed, step) for billed in invoices for step in course(Owed(billed, INVOICED, law), currency, until)]
    return sorted(found, key=lambda row: row[1].rank)

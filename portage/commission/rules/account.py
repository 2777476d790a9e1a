"""The account of a contract up to a day: which accruals are left to state, what is awaited, and why nothing is due.

Everything is counted in the order of the days on which it happened. An accrual's base is converted at the rate of the day
on which it is earned and is money of the contract; the commission is that base times its rate, rounded once. What is taken
back goes the same way: at the rate of exchange, and in the calendar year, of what it takes back, the newest year first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.documents.commission import Tier
from portage.core.money import rounded, shares

from .earning import CREDITED, LOST, ZERO, Followed, Sale
from .moves import Move, Stated
from .moves import moves as moves_of
from .terms import Schedule, Terms
from .tiers import parts, tier_at

EARNED, ADJUSTMENT, NOTHING = "earned", "adjustment", "nothing"
RATE_DAYS = 7  # no rate is published at week-ends and on holidays: the last one holds so long


@dataclass(frozen=True, slots=True)
class Exchange:
    """The rate of a day: units of the contract's currency for one of another. `key` names the row that says so."""

    key: int
    day: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Accrual:
    """Commission that a step moved: base in the order's currency, `converted` and `amount` in the contract's.

    `why` says why the amount is nothing: the schedule's rule (reserved, direct, after_end), `zero_rate`, `below_unit`,
    `credited`, `credit_kept`, `lost`, `loss_kept`. `counted`: its base counts among what is earned.
    """

    move: Move
    currency: str
    base: Decimal
    converted: Decimal
    amount: Decimal
    tier: Tier
    year: int
    part: int = 0
    counted: bool = True
    exchange: Exchange | None = None
    why: str = ""

    @property
    def scope(self) -> str:
        return self.move.undoes.scope if self.move.undoes else self.move.unit.schedule.scope

    @property
    def section(self) -> str:
        if self.why:
            return NOTHING
        adjusts = self.amount < 0 or self.move.step.kind in {CREDITED, LOST, "again", "reversed"}
        return ADJUSTMENT if adjusts else EARNED

    @property
    def key(self) -> str:
        """What names it in its contract, so that it is stated once."""
        unit, step = self.move.unit, self.move.step
        if self.move.undoes:
            return f"undo {self.move.undoes.pk}"
        return f"{unit.key}/{step.key}/{unit.terms.number}/{self.part}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A base on which nothing is due yet, and why: `split_waits` (for the agents to agree), `not_invoiced`, `not_paid` (earned on `last_day` at the latest, where
    the law says so), `rate_missing` (`last_day`: the day whose rate is missing), or the rule by which it earns nothing."""

    sale: Sale
    terms: Terms
    rule: str
    why: str
    base: Decimal
    tier: Tier
    invoice: Any = None
    last_day: date | None = None


@dataclass
class Drawn:
    """The account: accruals in the order of their days, then what is awaited."""

    accruals: list[Accrual] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    def total(self, currency: str) -> Decimal:
        return sum((one.amount for one in self.accruals if one.currency == currency), ZERO)


Rates = Callable[[str, str, date], Exchange | None]
Stock = dict[int, tuple[Decimal, Decimal]]  # by year: base in the order's currency, and as it was converted


@dataclass
class Account:
    """What is counted so far: the sales of each year by scope, and what each unit has earned of each year."""

    rates: Rates
    counted: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    stocks: dict[str, Stock] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    drawn: Drawn = field(default_factory=Drawn)

    def remember(self, line: Stated) -> None:
        """A line of an earlier statement."""
        if line.counted:
            self.add(line.unit, line.scope, line.year, line.base, line.converted)

    def keep(self, made: Accrual) -> None:
        """An accrual to state; where nothing comes of it, with the reason."""
        self.drawn.accruals.append(made if made.amount or made.why else replace(made, why=_why_nothing(made)))

    def add(self, unit: str, scope: str, year: int, base: Decimal, converted: Decimal) -> None:
        stock = self.stocks.setdefault(unit, {})
        held = stock.get(year, (ZERO, ZERO))
        stock[year] = held[0] + base, held[1] + converted
        if scope:
            self.counted[scope, year] = self.counted.get((scope, year), ZERO) + converted


def draw(followed: Sequence[Followed], stated: Iterable[Stated], rates: Rates, *, until: date) -> Drawn:
    """The account of these sales up to the day `until`, after the statements that are already issued (`stated`)."""
    account = Account(rates)
    lines: dict[str, list[Stated]] = {}
    for line in stated:
        lines.setdefault(line.unit, []).append(line)
        account.remember(line)
    units = [unit for one in followed for unit in one.units]
    found = [move for unit in units for move in moves_of(unit, lines.get(unit.key, ()), until)]
    for move in sorted(found, key=lambda one: one.rank):
        if move.unit.key not in account.withheld:
            _state(account, move)
    for one in followed:
        account.drawn.waiting += _awaited(account, one)
    return account.drawn


def _state(account: Account, move: Move) -> None:
    if move.undoes is not None:
        _undo(account, move, move.undoes)
    elif move.base > 0:
        _add(account, move)
    elif move.base < 0:
        _take_back(account, move)
    else:
        _tell(account, move)


def _add(account: Account, move: Move) -> None:
    """A base is earned: converted, cut at the bounds of its year's tiers."""
    unit, on = move.unit, move.step.on
    currency, exchange = unit.terms.deal.currency, None
    converted = move.base
    if unit.sale.currency != currency:
        exchange = account.rates(unit.sale.currency, currency, on)
        if exchange is None:
            _withhold(account, move)
            return
        converted = rounded(move.base * exchange.rate, currency)
    tiers, scope = unit.schedule.tiers, unit.schedule.scope
    cut = parts(tiers, account.counted.get((scope, on.year), ZERO), converted)
    bases = _shared(move.base, [part.amount for part in cut], unit.sale.currency)
    for number, (part, base) in enumerate(zip(cut, bases, strict=True)):
        amount = rounded(part.amount * part.tier.rate, currency)
        made = Accrual(move, currency, base, part.amount, amount, part.tier, on.year, number, exchange=exchange)
        account.keep(made)
    account.add(unit.key, scope, on.year, move.base, converted)


def _shared(base: Decimal, weights: list[Decimal], currency: str) -> list[Decimal]:
    """The base of each part: the parts themselves where nothing was converted, else shares of it in their proportion."""
    if sum(weights, ZERO) == base:
        return weights
    return [base] if len(weights) == 1 else shares(base, weights, currency)


def _why_nothing(made: Accrual) -> str:
    return nothing_of(made.move.unit.schedule) or ("zero_rate" if made.tier.rate == 0 else "below_unit")


def nothing_of(follows: Schedule) -> str:
    """Why a sale earns nothing whatever happens; "" where it may earn something."""
    if not follows.is_nothing:
        return ""
    return "zero_rate" if follows.scope else follows.rule


def _take_back(account: Account, move: Move) -> None:
    """A base that was earned is taken back, from the newest year in which it was."""
    left, number, currency = -move.base, 0, move.unit.terms.deal.currency
    for year, (base, converted) in sorted(account.stocks[move.unit.key].items(), reverse=True):
        taken = min(left, base)
        if taken > 0:
            back = converted - rounded(converted * (base - taken) / base, currency)
            number += _back(account, move, year, taken, back, number)
            left -= taken


def _back(account: Account, move: Move, year: int, taken: Decimal, back: Decimal, number: int) -> int:
    """What is taken back of one year, highest tier first; how many accruals that makes."""
    unit = move.unit
    scope, currency = unit.schedule.scope, unit.terms.deal.currency
    cut = parts(unit.schedule.tiers, account.counted.get((scope, year), ZERO), -back)
    bases = _shared(taken, [-part.amount for part in cut], unit.sale.currency)
    for turn, (part, base) in enumerate(zip(cut, bases, strict=True)):
        amount = rounded(part.amount * part.tier.rate, currency)
        account.keep(Accrual(move, currency, -base, part.amount, amount, part.tier, year, number + turn))
    account.add(unit.key, scope, year, -taken, -back)
    return len(cut)


def _undo(account: Account, move: Move, line: Stated) -> None:
    """A line is reversed as it stands: its sums with the other sign."""
    tier = Tier(line.up_to, line.rate)
    why = "" if line.amount else "reversed"
    made = Accrual(move, line.currency, -line.base, -line.converted, -line.amount, tier, line.year, why=why)
    account.keep(made)
    account.add(move.unit.key, line.scope, line.year, -line.base, -line.converted)


def _tell(account: Account, move: Move) -> None:
    """A credit note or a loss that moves nothing: said once, with the base that it is about."""
    step, unit = move.step, move.unit
    why = {
        (CREDITED, False): "credited",
        (CREDITED, True): "credit_kept",
        (LOST, False): "lost",
        (LOST, True): "loss_kept",
    }
    tier = _tier_now(account, unit.schedule, step.on.year)
    account.keep(
        Accrual(
            move, unit.terms.deal.currency, step.said, ZERO, ZERO, tier, step.on.year, counted=False,
            why=why[step.kind, step.kept],
        )
    )  # fmt: skip


def _tier_now(account: Account, follows: Schedule, year: int) -> Tier:
    return tier_at(follows.tiers, account.counted.get((follows.scope, year), ZERO))


def _withhold(account: Account, move: Move) -> None:
    """No rate of that day is told: this thing, and what happens to it afterwards, waits for it."""
    unit, on = move.unit, move.step.on
    account.withheld.add(unit.key)
    tier = _tier_now(account, unit.schedule, on.year)
    why = nothing_of(unit.schedule) or "rate_missing"
    waits = Waiting(unit.sale, unit.terms, unit.schedule.rule, why, move.base, tier, move.step.invoice, on)
    account.drawn.waiting.append(waits)


def _awaited(account: Account, one: Followed) -> Iterator[Waiting]:
    """What a sale may still earn: what its invoices are not paid of, then what awaits an invoice."""
    follows = one.schedule

    def waits(why: str, base: Decimal, last_day: date | None = None, invoice: Any = None) -> Waiting:
        tier = _tier_now(account, follows, (last_day or one.sale.accepted_on).year)
        said = nothing_of(follows) or why
        return Waiting(one.sale, one.terms, follows.rule, said, base, tier, invoice, last_day)

    for unit in one.units:
        if unit.rest > 0 and unit.key not in account.withheld:
            yield waits("not_paid", unit.rest, unit.last_day, unit.invoice)
    if one.sale.part and not one.sale.part.holds:
        yield replace(waits("", one.uninvoiced), why="split_waits")
    elif one.uninvoiced > 0:
        yield waits("not_invoiced", one.uninvoiced)

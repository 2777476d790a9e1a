"""Random years of sales under random terms, as plain data: drawn by hypothesis in tests, by a seed in the proof.

Sums are whole numbers of the currency's smallest unit, rates hundred-thousandths. `pick(low, high)` gives a number of that
span, both ends included.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

Pick = Callable[[int, int], int]
UNITS = {"EUR": 2, "JPY": 0, "JOD": 3, "PLN": 2}
FIRST = date(2024, 1, 1)
DAYS = 730
CUSTOMERS = [("Kosmetyka Wisła", "Płock"), ("Zielarnia Lublin", "Lublin"), ("Hurtownia Odra", "Opole")]


@dataclass
class Bill:
    """An invoice with what became of it: facts are (day, "paid", sum) | (day, "credit", {product: net}, total, lowers) |
    (day, "lost")."""

    on: date
    due_on: date
    lines: dict[int, int]
    total: int
    facts: list[tuple] = field(default_factory=list)


@dataclass
class Sold:
    """An order with its invoices."""

    customer: int
    currency: str
    received_on: date
    accepted_on: date
    direct: bool
    lines: dict[int, int]
    bills: list[Bill] = field(default_factory=list)


@dataclass
class Story:
    """Terms and sales. Tiers are [(bound in whole units of currency or None, rate)]."""

    currency: str
    event: str
    lawful: bool
    exclusive: bool
    rate: int
    general: list[tuple[int | None, int]]
    own: list[tuple[int | None, int]]
    reserved: list[tuple[str, str, int]]
    ends_on: date | None
    rates: dict[tuple[str, date], int]
    orders: list[Sold] = field(default_factory=list)


def story(pick: Pick, *, orders: int = 6) -> Story:
    """A contract and up to so many orders in two years. Rates of exchange are in ten-thousandths, of every third day; now and
    then one currency has none for months."""
    currency = ["EUR", "JPY", "JOD"][pick(0, 2)]
    told = Story(
        currency=currency,
        event=["accepted", "invoiced", "paid"][pick(0, 2)],
        lawful=pick(0, 3) > 0,
        exclusive=pick(0, 2) > 0,
        rate=pick(1, 20) * 500 + pick(0, 1) * 33,
        general=tiers(pick),
        own=tiers(pick),
        reserved=[(*CUSTOMERS[2], pick(0, 1) * 1000)] if pick(0, 1) else [],
        ends_on=FIRST + timedelta(days=pick(300, DAYS)) if pick(0, 3) == 0 else None,
        rates={},
    )
    for other in UNITS:
        if other != currency:
            silent = pick(0, DAYS) if pick(0, 3) == 0 else DAYS * 2
            days = [day for day in range(0, DAYS + 400, 3) if not silent <= day <= silent + 120]
            told.rates |= {(other, FIRST + timedelta(days=day)): pick(1, 90_000) for day in days}
    for _turn in range(pick(1, orders)):
        told.orders.append(order(pick, told))
    return told


def tiers(pick: Pick) -> list[tuple[int | None, int]]:
    """None, or up to three: bounds on round numbers, so that sums meet them exactly."""
    count = pick(0, 2)
    if not count:
        return []
    bounds = sorted({pick(1, 9) * 10 ** pick(1, 4) for _turn in range(count)})
    return [*((bound, pick(0, 12) * 1000) for bound in bounds), (None, pick(0, 12) * 750)]


def order(pick: Pick, told: Story) -> Sold:
    currency = told.currency if pick(0, 2) else list(UNITS)[pick(0, 3)]
    received = FIRST + timedelta(days=pick(0, DAYS - 60))
    lines = {product: amount(pick, currency) for product in range(3) if pick(0, 1)} or {0: amount(pick, currency)}
    sold = Sold(pick(0, 2), currency, received, received + timedelta(days=pick(0, 5)), pick(0, 5) == 0, lines)
    left = dict(lines)
    for _turn in range(pick(0, 2)):
        billed = {product: net if pick(0, 1) else pick(1, net) for product, net in left.items() if net and pick(0, 3)}
        if billed:
            left = {product: net - billed.get(product, 0) for product, net in left.items()}
            sold.bills.append(bill(pick, sold, billed))
    sold.bills.sort(key=lambda one: one.on)
    return sold


def amount(pick: Pick, currency: str) -> int:
    """A round sum in whole units of the currency, or any small number of cents."""
    return pick(1, 9) * 10 ** (pick(1, 4) + UNITS[currency]) if pick(0, 2) else pick(1, 99_999)


def bill(pick: Pick, sold: Sold, lines: dict[int, int]) -> Bill:
    on = sold.accepted_on + timedelta(days=pick(0, 90))
    made = Bill(on, on + timedelta(days=pick(0, 90)), lines, sum(lines.values()) + pick(0, 1) * pick(0, 5000))
    day, owed, left, lost = on, made.total, dict(lines), False
    for _turn in range(pick(0, 4)):
        day += timedelta(days=pick(0, 60))
        kind = pick(0, 5)
        if kind <= 2 and owed:
            paid = owed if pick(0, 1) else pick(1, owed)
            made.facts.append((day, "paid", paid))
            owed -= paid
        elif kind <= 4 and (taken := credited(pick, left)):
            total = min(sum(taken.values()), made.total - sum(fact[3] for fact in made.facts if fact[1] == "credit"))
            if total:
                made.facts.append((day, "credit", taken, total, pick(0, 1) == 1))
                owed = max(owed - total, 0)
                left = {product: net - taken.get(product, 0) for product, net in left.items()}
        elif not lost and owed:
            made.facts.append((day, "lost"))
            lost = True
    return made


def credited(pick: Pick, left: dict[int, int]) -> dict[int, int]:
    return {product: net if pick(0, 1) else pick(1, net) for product, net in left.items() if net and pick(0, 1)}

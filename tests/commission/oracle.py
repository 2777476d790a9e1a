"""The rules of commission said a second time: whole numbers of cents, fractions, and vessels that are filled and emptied.

Shares no code with portage/commission. What is earned is asked anew, from all that has happened, after each thing that
happens; a year's tiers are a row of vessels, each of which holds what its tier covers: what is earned is poured in from the
lowest, what is taken back is drawn from the highest. Slow and plain on purpose; the property tests and the proof compare.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tests.commission.stories import CUSTOMERS, UNITS, Bill, Sold, Story

LAST_OF_DAY = {"accepted": 0, "invoiced": 1, "paid": 2, "credit": 3, "lost": 4, "due": 5}


@dataclass
class Vessels:
    """The tiers of one year: [rate, capacity in cents (None: no end), content]."""

    rows: list[list]

    def pour(self, cents: int) -> list[tuple[int, int]]:
        """(rate, cents) of each vessel that takes some."""
        taken = []
        for row in self.rows:
            room = cents if row[1] is None else min(cents, row[1] - row[2])
            if room:
                row[2] += room
                cents -= room
                taken.append((row[0], room))
        return taken

    def draw(self, cents: int) -> list[tuple[int, int]]:
        taken = []
        for row in reversed(self.rows):
            out = min(cents, row[2])
            if out:
                row[2] -= out
                cents -= out
                taken.append((row[0], -out))
        assert cents == 0
        return taken


@dataclass
class Thing:
    """A sold product: its vessels by year, and what it has earned so far: {year: [cents sold, cents converted]}."""

    sold: Sold
    product: int
    bill: Bill | None
    place: tuple
    base: int = 0
    years: dict[int, list[int]] = field(default_factory=dict)
    stopped: bool = False


def nearest(value: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def accruals(told: Story) -> list[tuple[date, int]]:
    """(day, cents of commission) of everything that ever happens, in order."""
    vessels: dict[tuple, Vessels] = {}
    found = []
    for day, _rank, _accepted, _place, thing, happened in sorted(everything(told), key=lambda row: row[:4]):
        if thing.stopped:
            continue
        now = earned(told, thing, happened)
        move, thing.base = now - thing.base, now
        if move > 0:
            found += [(day, cents) for cents in earn(told, vessels, thing, day, move)]
        elif move < 0:
            found += [(day, cents) for cents in give_back(told, vessels, thing, -move)]
    return found


def everything(told: Story) -> list[tuple]:
    """Each thing that happens to each sold product, with all that has happened to it by then."""
    rows = []
    for number, sold in enumerate(told.orders):
        for product in sold.lines:
            bills = [bill for bill in sold.bills if product in bill.lines]
            if told.event == "accepted":
                rows += listed(Thing(sold, product, None, (number, product, -1)), of_order(sold, bills))
            else:
                for turn, bill in enumerate(bills):
                    rows += listed(Thing(sold, product, bill, (number, product, turn)), of_one(told, bill))
    return rows


def of_order(sold: Sold, bills: list[Bill]) -> list[tuple]:
    facts = [(fact[0], fact[1], (bill, fact)) for bill in bills for fact in bill.facts]
    return [(sold.accepted_on, "accepted", None), *facts]


def of_one(told: Story, bill: Bill) -> list[tuple]:
    happens = [(fact[0], fact[1], (bill, fact)) for fact in bill.facts]
    if told.event == "invoiced":
        return [(bill.on, "invoiced", None), *happens]
    return [*happens, (bill.due_on, "due", None)] if told.lawful else happens


def listed(thing: Thing, happens: list[tuple]) -> list[tuple]:
    ordered = sorted(enumerate(happens), key=lambda row: (row[1][0], LAST_OF_DAY[row[1][1]], row[0]))
    steps = [happened for _turn, happened in ordered]
    return [
        (day, LAST_OF_DAY[kind], thing.sold.accepted_on, (*thing.place, turn), thing, steps[: turn + 1])
        for turn, (day, kind, _what) in enumerate(steps)
    ]


def earned(told: Story, thing: Thing, happened: list[tuple]) -> int:
    """The cents of base that are earned once all this has happened."""
    if thing.bill is not None:
        return of_bill(told, thing.bill, thing.product, happened, told.event)
    lost = sum(
        bill.lines[thing.product] - of_bill(told, bill, thing.product, happened, "invoiced")
        for bill in thing.sold.bills
        if thing.product in bill.lines
    )
    return thing.sold.lines[thing.product] - lost


def of_bill(told: Story, bill: Bill, product: int, happened: list[tuple], event: str) -> int:
    facts = [what[1] for _day, _kind, what in happened if what and what[0] is bill]
    live, owed, paid = bill.lines[product], bill.total, 0
    for fact in facts:
        if fact[1] == "paid":
            paid += fact[2]
        if fact[1] == "credit":
            owed -= fact[3]
            live -= fact[2].get(product, 0) if fact[4] else 0
    lost = told.lawful and any(fact[1] == "lost" for fact in facts)
    due = any(kind == "due" for _day, kind, _what in happened)
    if not lost and (event == "invoiced" or due):
        return live
    return nearest(Fraction(live) * (1 if owed <= 0 else min(Fraction(1), Fraction(paid, owed))))


def tiers_of(told: Story, thing: Thing) -> tuple[str, list[tuple[int | None, int]]]:
    """(name of the vessels, none where no year is counted; the tiers)."""
    sold = thing.sold
    if told.ends_on and sold.received_on > told.ends_on:
        return "", [(None, 0)]
    if sold.direct and not told.exclusive:
        return "", [(None, 0)]
    for name, place, rate in told.reserved:
        if (name, place) == CUSTOMERS[sold.customer]:
            return "", [(None, rate)]
    if thing.product == 0 and told.own:
        return "own", told.own
    return "all", told.general or [(None, told.rate)]


def filled(told: Story, vessels: dict, thing: Thing, year: int) -> Vessels:
    name, rows = tiers_of(told, thing)
    if name and (name, year) in vessels:
        return vessels[name, year]
    floor, made = 0, []
    for bound, rate in rows:
        made.append([rate, None if bound is None else bound * 10 ** UNITS[told.currency] - floor, 0])
        floor = 0 if bound is None else bound * 10 ** UNITS[told.currency]
    found = Vessels(made)
    if name:
        vessels[name, year] = found
    else:
        found.rows[0][2] = 10**12  # never counted: as much as one likes may be drawn from it
    return found


def earn(told: Story, vessels: dict, thing: Thing, day: date, move: int) -> list[int]:
    cents = move
    if thing.sold.currency != told.currency:
        rate = rate_of(told, thing.sold.currency, day)
        if rate is None:
            thing.stopped = True
            return []
        units = UNITS[told.currency] - UNITS[thing.sold.currency]
        cents = nearest(Fraction(move) * Fraction(rate, 10_000) * Fraction(10) ** units)
    year = thing.years.setdefault(day.year, [0, 0])
    year[0] += move
    year[1] += cents
    return [commission(part, rate) for rate, part in filled(told, vessels, thing, day.year).pour(cents)]


def give_back(told: Story, vessels: dict, thing: Thing, move: int) -> list[int]:
    found = []
    for year in sorted(thing.years, reverse=True):
        held = thing.years[year]
        taken = min(move, held[0])
        if taken:
            stays = nearest(Fraction(held[1]) * Fraction(held[0] - taken, held[0]))
            drawn = filled(told, vessels, thing, year).draw(held[1] - stays)
            found += [commission(part, rate) for rate, part in drawn]
            held[0], held[1], move = held[0] - taken, stays, move - taken
    assert move == 0
    return found


def commission(cents: int, rate: int) -> int:
    return nearest(Fraction(cents) * Fraction(rate, 100_000))


def rate_of(told: Story, currency: str, day: date) -> int | None:
    """The rate of the day, or of the nearest of the seven days before it."""
    for back in range(8):
        found = told.rates.get((currency, day - timedelta(days=back)))
        if found is not None:
            return found
    return None

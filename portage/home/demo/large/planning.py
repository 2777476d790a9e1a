"""Who has how many contracts with whom, and how each goes: pure, the same for the same seed. No database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from contracts.law.chain import Chain
from contracts.law.dates import add_months
from contracts.law.notice import NoticeScale
from portage.core import references

YEARS = 10
SCALE = (1, 2, 3)
SMALL = 5

#: How a pair's last contract stands, and how often in a hundred.
LAST = {
    "in_force": 78, "left": 8, "late": 3, "signed": 1, "awaiting_signature": 2, "approved": 1, "negotiating": 3, "draft": 2, "withdrawn": 2,
}  # fmt: skip
NATURES = {"renewable": 90, "moral": 6, "indefinite": 4}


@dataclass(frozen=True)
class Going:
    """One contract: its nature, first day, and how it goes. `served_on`: the day of a notice, if one is given."""

    nature: str
    status: str
    first_day: date
    served_on: date | None = None

    @property
    def binds(self) -> bool:
        """Whether it was concluded."""
        return self.status in {"in_force", "left", "late", "signed"}


def counts(contracts: int, *, share: float, light: int) -> dict[str, int]:
    """Contracts of the wide group, of the light one, of the small SME and of everybody else."""
    wide = round(contracts * share)
    few = min(light, contracts - wide)
    small = min(SMALL, contracts - wide - few)
    return {"wide": wide, "light": few, "small": small, "rest": contracts - wide - few - small}


def pairs(rng: Random, subsidiaries: list[int], smes: list[int], count: int) -> Iterator[tuple[int, int, int]]:
    """(subsidiary, SME, how many contracts one after the other), `count` in all, spread evenly."""
    every = [(subsidiary, sme) for subsidiary in subsidiaries for sme in smes]
    if not every:
        return
    rng.shuffle(every)
    each, more = divmod(count, len(every))
    for place, (subsidiary, sme) in enumerate(every):
        number = each + (place < more)
        if number:
            yield subsidiary, sme, number


def goings(rng: Random, today: date, number: int) -> Iterator[Going]:
    """`number` contracts between the same two parties, one after the other; the last may still live."""
    months = YEARS * 12 - 1
    room = months // number
    cursor = add_months(today, -months + rng.randrange(max(1, room // 2)))
    for _ in range(number - 1):
        first = _day(rng, cursor)
        years = rng.randint(1, max(1, (room - 3) // 12))
        ends = Chain(first, 12).last_day_of(years)
        yield Going("renewable", "left", first, add_months(ends, -4) - timedelta(days=rng.randrange(20)))
        cursor = add_months(ends, rng.randint(1, 3))
    yield _last(
        rng, today, min(cursor, add_months(today, -1)) if number > 1 else add_months(today, -rng.randint(1, months))
    )


def _day(rng: Random, about: date) -> date:
    """A first day in that month: mostly the first, sometimes one that short months do not have."""
    day = rng.choices([1, rng.randint(2, 28), 31], [60, 37, 3])[0]
    return add_months(about.replace(day=1), 1) - timedelta(days=1) if day == 31 else about.replace(day=day)


def _last(rng: Random, today: date, about: date) -> Going:
    status = rng.choices(list(LAST), list(LAST.values()))[0]
    nature = rng.choices(list(NATURES), list(NATURES.values()))[0]
    if status not in {"in_force", "left", "late"}:
        return Going("renewable", status, today + timedelta(days=rng.randint(8, 90)))
    first = min(_day(rng, about), today - timedelta(days=1))
    if status == "in_force" or nature == "moral":
        return Going(nature, "in_force", first)
    served = today - timedelta(days=rng.randint(1, 200))
    return Going(nature, status, first, served) if served > first else Going(nature, "in_force", first)


def chain_and_scale(going: Going) -> tuple[Chain | None, NoticeScale]:
    """What gives the contract's dates. An indefinite contract has no chain; French law rounds its notice to a month's end."""
    if going.nature != "renewable":
        return None, NoticeScale(SCALE, to_month_end=True)
    return Chain(going.first_day, 12, 12), NoticeScale(SCALE)


def identifier(rng: Random, at: datetime) -> UUID:
    """A version 7 identifier of that moment, from the seed and not from chance."""
    head = int(at.timestamp() * 1000) << 80 | 7 << 76 | rng.getrandbits(12) << 64
    return UUID(int=head | 2 << 62 | rng.getrandbits(62))


def reference(rng: Random, taken: set[str]) -> str:
    """A reference of the usual form, from the seed."""
    while True:
        body = "".join(rng.choices(references.ALPHABET[: references.PRIME], k=references.LENGTH))
        if body not in taken:
            taken.add(body)
            return f"PC-{body}-{references.check_character(body)}"

"""The attention mirror: what an agency spent on one contract beside what the SME did for it, and one next useful gesture. Pure.

Everything is of one contract, and both its parties can read each thing that is counted. Nothing is compared with another
SME, nothing is an average over several, nothing is a grade. Attention is scarce: who shows initiative is given more of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from contracts.law.dates import add_months

MONTHS = 12
# What each side can do for a contract; the first of the agent's is a visit, a call or a fair that was told.
AGENT = ("told", "wrote", "recorded", "done")
PRINCIPAL = ("read", "wrote", "answered", "done", "renewed")
KINDS = {"agent": AGENT, "principal": PRINCIPAL}
# The gestures in the order in which they help most: customers first, then the agency, then what brings more of both.
GESTURES = ("order", "question", "action", "section", "name", "silence")
UNANSWERED = timedelta(days=5)  # so long a question waits before it is a gesture
UNREAD = timedelta(days=3)
FORGOTTEN = timedelta(days=60)  # a question of that age has passed by
SILENT = timedelta(days=60)


@dataclass(frozen=True)
class Deed:
    """One thing that a side did for the contract. `minutes`: spent on what was told, when its author said so. Of an answer
    to an order, `took`: the days from its receipt; `in_time`: whether it came within the contract's clock, None without."""

    side: str
    kind: str
    on: date
    minutes: int | None = None
    took: int | None = None
    in_time: bool | None = None


@dataclass(frozen=True)
class Month:
    """How many deeds each side did in one month."""

    first: date
    agent: int
    principal: int


@dataclass(frozen=True)
class Mirror:
    """One contract over `MONTHS` calendar months, the present one last. `counts`: {(side, kind): how many}; `minutes`, told of
    `timed` visits; `in_time` of `clocked` answers to orders; `took`: the median of their days, None without any; `last`:
    {side: the last day on which it did something}."""

    months: Sequence[Month]
    counts: Mapping[tuple[str, str], int]
    minutes: int
    timed: int
    in_time: int
    clocked: int
    took: float | None
    last: Mapping[str, date]

    def of(self, side: str, kind: str) -> int:
        return self.counts.get((side, kind), 0)


def first_day(today: date) -> date:
    """The first day of the months that a mirror shows."""
    return add_months(today.replace(day=1), 1 - MONTHS)


def mirror(deeds: Iterable[Deed], today: date) -> Mirror:
    """The mirror of one contract's deeds; what lies outside its months is left out."""
    since = first_day(today)
    found = [deed for deed in deeds if since <= deed.on <= today]
    by_month = Counter((deed.on.replace(day=1), deed.side) for deed in found)
    firsts = [add_months(since, number) for number in range(MONTHS)]
    timed = [deed.minutes for deed in found if deed.minutes is not None]
    clocked = [deed.in_time for deed in found if deed.in_time is not None]
    took = [deed.took for deed in found if deed.took is not None]
    return Mirror(
        months=[Month(first, by_month[first, "agent"], by_month[first, "principal"]) for first in firsts],
        counts=Counter((deed.side, deed.kind) for deed in found),
        minutes=sum(timed),
        timed=len(timed),
        in_time=sum(clocked),
        clocked=len(clocked),
        took=median(took) if took else None,
        last={side: max(on) for side in KINDS if (on := [deed.on for deed in found if deed.side == side])},
    )


@dataclass(frozen=True)
class Open:
    """Something that the SME could do for the contract. `on`: since when, or by when, it waits; `thing`: what it is about."""

    code: str
    on: date
    thing: Any = None


def silence(last: date | None, since: date, thing: Any = None) -> Open:
    """The SME's silence since its last deed, or since `since` (the first day that is known of) when it did nothing."""
    return Open("silence", max(last or since, since), thing)


def is_due(one: Open, today: date) -> bool:
    """Whether it is a gesture today: an order at once; what the agency wrote after five days, and for two months; what is to
    be done once its day has passed; a report unread for three days; a product without a name; silence after two months."""
    waited = today - one.on
    return {
        "order": True,
        "question": UNANSWERED <= waited <= FORGOTTEN,
        "action": waited > timedelta(0),
        "section": waited >= UNREAD,
        "name": True,
        "silence": waited >= SILENT,
    }[one.code]


def gesture(found: Iterable[Open], today: date) -> Open | None:
    """The one next useful gesture: the first kind of `GESTURES` of which something is due, of that kind what waits longest;
    None when nothing is."""
    due = [one for one in found if is_due(one, today)]
    return min(due, key=lambda one: (GESTURES.index(one.code), one.on, str(one.thing)), default=None)

"""What the daily run owes a contract on a local day: terms to open, reminders, its coming into force, its end.

A pure function from where a contract stands to what must be written, so that it can be held against a second
formulation written day by day. Renewals follow the computed end, never the status: a contract whose end is known
opens every term up to that end and none after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contracts.law.chain import Chain
from contracts.law.notice import NoticeScale
from contracts.law.terms import Term, term

ONE_DAY = timedelta(days=1)
REMIND_BEFORE = (90, 60, 30, 7)


@dataclass(frozen=True)
class Standing:
    """Where a contract stands. `chain` is None when it has no terms (indefinite); `ends_on` when no end is known.

    `term` is the last term opened (None before the first), `reminded` the distances already told for its last day
    for notice.
    """

    status: str
    first_day: date
    chain: Chain | None = None
    scale: NoticeScale | None = None
    term: Term | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Plan:
    """What to write. `remind` is the distance in days to tell about, `next_day` the day to look again (None: never)."""

    begins: bool
    terms: tuple[Term, ...]
    remind: int | None
    ended_on: date | None
    standing: Standing
    due_on: date | None


def plan(standing: Standing, today: date, *, reminded: frozenset[int] = frozenset()) -> Plan:
    """All that is owed up to `today`, however many days went by since the last run."""
    begins = standing.status == "signed" and standing.first_day <= today
    if begins:
        standing = replace(standing, status="in_force" if standing.ends_on is None else "notice_given")
    opened = tuple(_terms_to_open(standing, today))
    if opened:
        standing, reminded = replace(standing, term=opened[-1]), frozenset()
    if standing.ends_on is not None and standing.ends_on < today and standing.status != "ended":
        ended = replace(standing, status="ended")
        return Plan(begins, opened, None, standing.ends_on, ended, None)
    return Plan(begins, opened, _reminder(standing, today, reminded), None, standing, due_on(standing, today))


def _terms_to_open(standing: Standing, today: date) -> Iterator[Term]:
    """The terms whose first day has come and that no notice stopped."""
    if standing.chain is None or standing.status not in {"in_force", "notice_given"}:
        return
    number = standing.term.number + 1 if standing.term else 1
    first_day = standing.term.last_day + ONE_DAY if standing.term else standing.chain.first_day
    while first_day <= today and not (standing.ends_on and standing.ends_on < first_day):
        opened = term(standing.chain, standing.scale, number)
        yield opened
        number, first_day = number + 1, opened.last_day + ONE_DAY


def _reminder(standing: Standing, today: date, reminded: frozenset[int]) -> int | None:
    """The nearest distance that has come and was not told; those that an outage skipped are not told late."""
    last = standing.term.last_notice_day if standing.term else None
    if last is None or standing.ends_on is not None or today > last:
        return None
    come = [days for days in REMIND_BEFORE if last - timedelta(days=days) <= today]
    nearest = min(come, default=None)
    return nearest if nearest is not None and nearest not in reminded else None


def due_on(standing: Standing, today: date) -> date | None:
    """The next local day on which something is owed; already past when the daily run is behind.

    What a term, an end or a first day owes stays owed until it is written; reminders whose day went by are not.
    """
    owed, told = [], []
    if standing.status == "signed":
        owed.append(standing.first_day)
    if standing.ends_on is not None and standing.status != "ended":
        owed.append(standing.ends_on + ONE_DAY)
    if standing.term and standing.status in {"in_force", "notice_given"}:
        owed.append(standing.term.last_day + ONE_DAY)
        last = standing.term.last_notice_day
        if last and standing.ends_on is None:
            told = [last - timedelta(days=n) for n in REMIND_BEFORE] + [last + ONE_DAY]
    return min(owed + [day for day in told if day > today], default=None)


def next_binding(standing: Standing, today: date) -> tuple[date | None, str]:
    """The next date that binds and its kind: starts, notice (possible until), renews (certain), ends."""
    if standing.status == "signed":
        return standing.first_day, "starts"
    if standing.ends_on is not None and standing.status in {"in_force", "notice_given"}:
        return standing.ends_on, "ends"
    if standing.term is None or standing.status != "in_force":
        return None, ""
    last = standing.term.last_notice_day
    if last is not None and today <= last:
        return last, "notice"
    return standing.term.last_day + ONE_DAY, "renews"

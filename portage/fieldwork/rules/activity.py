"""The month of a portage manager: its days, when a report of a visit is late, since when a contract is silent. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from .orders import answer_by

VISIT_DAYS = 5  # working days within which a visit is reported, when the contract does not say
SILENT_DAYS = 90  # without a report, unless another number is asked for
SILENCES = (30, 60, 90, 180)
OLDEST = date(1990, 1, 1)
LAST_ZONE = timedelta(hours=12)  # a day is over everywhere on earth twelve hours after it is over in UTC


@dataclass(frozen=True)
class Month:
    """One calendar month. `until`: its last day, or today when it is not over; silence is counted back from there."""

    first: date
    last: date
    until: date

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def month_of(typed: str, today: date) -> Month:
    """The month typed as 2026-11; the present one when it is none, has not begun, or is before all that is kept."""
    try:
        first = datetime.strptime(typed, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        first = today.replace(day=1)
    if not OLDEST <= first <= today:
        first = today.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Month(first, last, min(last, today))


def reported_by(visited_on: date, working_days: int) -> datetime:
    """The first instant at which a report of a visit is late: the working days that the contract gives after the day of the
    visit are over everywhere on earth, so that nobody is late for living in the west."""
    over = answer_by(visited_on, working_days) + timedelta(days=1)
    return datetime.combine(over, time(), tzinfo=UTC) + LAST_ZONE


def working_days_of(clauses: Mapping[str, Any]) -> int:
    """Within how many working days a contract asks for the report of a visit."""
    given = clauses.get("visit_days")
    return given if isinstance(given, int) and 0 < given <= 365 else VISIT_DAYS


@dataclass
class Figures:
    """What happened under some contracts in a month: reports of visits (and fairs), of calls (and video calls), minutes told of
    `timed` reports, reports `late`, not `unread`: acknowledged by their SME; orders recorded; then of the contracts in force at
    the month's end, how many there are and how many are silent. `last`: the last day of a visit, as far as it was asked."""

    visits: int = 0
    calls: int = 0
    minutes: int = 0
    timed: int = 0
    late: int = 0
    unread: int = 0
    orders: int = 0
    contracts: int = 0
    silent: int = 0
    last: date | None = field(default=None, compare=False)

    @property
    def reports(self) -> int:
        return self.visits + self.calls


COUNTED = tuple(one.name for one in fields(Figures) if one.name != "last")


def total(rows: Iterable[Figures]) -> Figures:
    """The sum of rows of which no two tell of the same thing."""
    found = list(rows)
    return Figures(**{name: sum(getattr(row, name) for row in found) for name in COUNTED})

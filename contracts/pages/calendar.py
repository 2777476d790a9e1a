"""The calendar of renewals, ready for its template: twelve months of load, and groups by last day for notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from babel.dates import format_date
from django.urls import reverse
from django.utils.http import urlencode

from portage.core import binding, words
from portage.core.drawings.track import Scale

from ..queries.calendar import Together

MONTHS = 12
MANY_DAYS = 40  # more last days than this are grouped by month
TALL = 84  # pixels of the highest bar


@dataclass
class Group:
    """Contracts with the same last day for notice, or, when there are many, with a last day in the same month."""

    first: date
    last: date
    count: int
    renewals: list[date]
    lines: list[Any] = field(default_factory=list)

    @property
    def one_day(self) -> bool:
        return self.first == self.last

    @property
    def days(self) -> list[date]:
        """What the small drawing ticks."""
        return sorted({self.first, self.last})

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def months_from(first: date) -> list[date]:
    """The first days of twelve months, and of the one after."""
    return [add_months(first, n) for n in range(MONTHS + 1)]


def add_months(first: date, n: int) -> date:
    """The first day of the month that comes `n` months after the month of `first`."""
    index = first.year * 12 + first.month - 1 + n
    return date(index // 12, index % 12 + 1, 1)


def month_in_short(month: date) -> str:
    return format_date(month, "MMM", locale=words.locale()).rstrip(".")


@dataclass
class Month:
    """One month of the load: its last days for notice and its renewals; `bars` draws them."""

    month: date
    number: int
    notices: int = 0
    renewals: int = 0
    bars: list[dict[str, Any]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Its name in short, without the dot that some languages add."""
        return month_in_short(self.month)

    @property
    def x(self) -> str:
        """Where it begins, in percent."""
        return f"{self.number * 100 / MONTHS:.2f}"


def load(found: Iterable[Together], months: Sequence[date]) -> list[Month]:
    """For each month its last days for notice and its renewals, with the height of their bars."""
    figures = [Month(month, number) for number, month in enumerate(months[:-1])]
    for one in found:
        for name, day in (("notices", one.last_notice_day), ("renewals", one.renews_on)):
            if day and months[0] <= day < months[-1]:
                figure = figures[(day.year - months[0].year) * 12 + day.month - months[0].month]
                setattr(figure, name, getattr(figure, name) + one.count)
    highest = max(max(figure.notices, figure.renewals) for figure in figures) or 1
    for figure in figures:
        figure.bars = [
            _bar("notices", figure.notices, figure, highest),
            _bar("renewals", figure.renewals, figure, highest),
        ]
    return figures


def _bar(name: str, value: int, figure: Month, highest: int) -> dict[str, Any]:
    """One bar of the drawing: sideways in percent, so that text keeps its size; upwards in pixels."""
    height = max(2, round(value * TALL / highest)) if value else 0
    left = figure.number * 100 / MONTHS + (1.0 if name == "notices" else 4.3)
    return {
        "name": name,
        "value": value,
        "height": height,
        "y": TALL + 18 - height,
        "x": f"{left:.2f}",
        "middle": f"{left + 1.5:.2f}",
        "above": TALL + 13 - height,
    }


def groups(found: Iterable[Together], *, first: date, before: date) -> list[Group]:
    """By last day for notice, or by month when the days are many."""
    dated = [(one.last_notice_day, one) for one in found if one.last_notice_day]
    possible = [(day, one) for day, one in dated if first <= day < before]
    by_month = len({day for day, _one in possible}) > MANY_DAYS
    made = []
    for _key, same in groupby(possible, key=lambda pair: pair[0].strftime("%Y-%m" if by_month else "%Y-%m-%d")):
        members = list(same)
        days = [day for day, _one in members]
        renewals = sorted({one.renews_on for _day, one in members})
        made.append(Group(min(days), max(days), sum(one.count for _day, one in members), renewals))
    return made


def sure(found: Iterable[Together], *, first: date, before: date) -> Group | None:
    """Those that renew for certain inside the year: no notice came in time."""
    members = [one for one in found if one.last_notice_day is None and first <= one.renews_on < before]
    if not members:
        return None
    days = sorted({one.renews_on for one in members})
    return Group(days[0], days[-1], sum(one.count for one in members), days)


def fill(made: Sequence[Group], lines: Iterable[Any]) -> None:
    """Put each line in the group of its last day."""
    for line in lines:
        day = line.contract.next_day
        group = next((one for one in made if one.first <= day <= one.last), None)
        if group:
            group.lines.append(line)


def ticks(group: Group, start: date, css: str, days: Sequence[date]) -> list[dict[str, str]]:
    scale = Scale(start)
    return [{"css": css, "x": f"{scale(day):.2f}"} for day in days if scale.shows(day)]


def drawn(group: Group, start: date, *, certain: bool = False) -> list[dict[str, str]]:
    """The ticks of a group's small drawing."""
    renewals = ticks(group, start, "renew", group.renewals)
    return renewals if certain else renewals + ticks(group, start, "last", group.days)


def told(group: Group) -> str:
    """30 November 2026, or November 2026 for a month of several days."""
    return words.day(group.first) if group.one_day else words.day(group.first, "month")


def address_of_rows(group: Group, start: date, *, certain: bool = False) -> str:
    query: dict[str, Any] = {"first": group.first, "last": group.last, "from": start.strftime("%Y-%m")}
    return f"{reverse('contracts:calendar_rows')}?{urlencode(query | ({'certain': 1} if certain else {}))}"


def address_of_list(group: Group, *, certain: bool = False) -> str:
    """The same contracts in the portfolio."""
    query: dict[str, Any] = {"notice_until": group.first}
    if certain or not group.one_day:
        query = {"kind": "renews" if certain else "notice", "next_from": group.first, "next_to": group.last}
    return f"{reverse('contracts:portfolio')}?{urlencode(query)}"


def shown(group: Group, *, start: date, today: date, certain: bool = False) -> dict[str, Any]:
    """One group as the template draws it."""
    return {
        "group": group, "says": told(group), "left": words.away(group.last, today), "near": binding.nearness(group.last, today),
        "ticks": drawn(group, start, certain=certain), "rows_url": address_of_rows(group, start, certain=certain),
        "list_url": address_of_list(group, certain=certain), "open": bool(group.lines),
        "decide_url": reverse("contracts:renewals", args=[group.first]) if group.one_day and not certain and group.first >= today else "",
    }  # fmt: skip

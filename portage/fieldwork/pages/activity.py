"""The manager's month: its rows as a table and as a file, the switch of groups, the menu of months, what each word means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.law.dates import add_months
from portage.core import words
from portage.core.words import alphabetical
from portage.network.models import Person

from ..queries.activity import GROUPS, Activity, Asked, Row, last_told
from ..rules.activity import OLDEST, VISIT_DAYS, Figures, Month
from ..words.pages import time_spent

Words = str | Promise
MOST = 300  # lines of the page; the file has them all
MENU = 24  # months
NONE = "–"
LABELS: Mapping[str, Words] = {
    "subsidiary": gettext_lazy("By subsidiary"),
    "contract": gettext_lazy("By contract"),
    "country": gettext_lazy("By country"),
}
NAMES: Mapping[str, Words] = {
    "subsidiary": gettext_lazy("Subsidiary"),
    "contract": gettext_lazy("Principal and agent"),
    "country": gettext_lazy("Country"),
}
# The columns after the name: figure, words; the order is by the largest first.
COLUMNS: Mapping[str, Words] = {
    "contracts": gettext_lazy("Contracts in force"),
    "visits": gettext_lazy("Visits"),
    "calls": gettext_lazy("Calls"),
    "minutes": gettext_lazy("Time told"),
    "late": gettext_lazy("Late reports"),
    "unread": gettext_lazy("Not acknowledged"),
    "orders": gettext_lazy("Orders"),
    "silent": gettext_lazy("Silent contracts"),
}
KEPT = ("month", "by", "q", "subsidiary", "country", "silent_days", "sort")


@dataclass(frozen=True)
class Cell:
    """One figure of a line: as it is read, what it is made of, and whether it asks for attention."""

    label: str
    value: str
    says: str = ""
    near: bool = False


@dataclass(frozen=True)
class Line:
    """One row of the page."""

    name: str
    sub: str
    url: str
    cells: Sequence[Cell]


def shown(
    found: Activity, month: Month, by: str, asked: Asked, *, params: QueryDict, person: Person, today: date
) -> dict[str, Any]:
    """All that the page draws but for its form; one query for the last visits under contracts."""
    sort, keep = sort_of(params), kept(params)
    ordered, labels = in_order(found.rows, by, sort), columns(by)
    last = last_told(person, [row.key for row in ordered[:MOST]], month.until) if by == "contract" else {}
    return {
        "month": month,
        "name": month_name(month.first),
        "running": month.until < month.last,
        "by": by,
        "switch": [(LABELS[one], _with(keep, by=one, sort=""), one == by) for one in GROUPS],
        "heads": [(label, _with(keep, sort=code), code == sort) for code, label in labels.items()],
        "name_head": (NAMES[by], _with(keep, sort=""), not sort),
        "lines": [line(row, by, month, cells(row.figures, labels, last.get(row.key))) for row in ordered[:MOST]],
        "more": max(0, len(ordered) - MOST),
        "total": total_cells(found.total),
        "figures": found.total,
        "before": _with(keep, month=_month(month.first, -1)) if month.first > OLDEST else "",
        "after": _with(keep, month=_month(month.first, 1)) if month.first < today.replace(day=1) else "",
        "months": menu(month, today),
        "visit_days": VISIT_DAYS,
        "silent_days": asked.silent_days,
        "carried": [(name, value) for name, value in (("by", by), ("sort", sort)) if value],
        "query": keep.urlencode(),
    }


def columns(by: str) -> Mapping[str, str]:
    """{figure: words}, in the reader's language, once a page. A contract is one: in its own line it is silent or not, and is not
    counted."""
    return {code: str(label) for code, label in COLUMNS.items() if by != "contract" or code != "contracts"}


def sort_of(params: QueryDict) -> str:
    """The figure by which lines are put in order, "" for their names."""
    return params.get("sort", "") if params.get("sort", "") in COLUMNS else ""


def in_order(rows: Sequence[Row], by: str, sort: str) -> list[Row]:
    """By name; or the largest figure first, by name where it is the same."""
    named = sorted(rows, key=lambda row: (alphabetical(" ".join(title(row, by))), str(row.key)))
    return sorted(named, key=lambda row: -getattr(row.figures, sort)) if sort else named


def title(row: Row, by: str) -> tuple[str, str]:
    """(name, what stands below it)."""
    if by == "subsidiary":
        return row.names[0], ""
    if by == "country":
        return (words.country(str(row.key)) if row.key else _("Country not known")), ""
    reference, principal, agent, _confidential = row.names
    both = {"principal": principal, "agent": agent}
    return _("%(principal)s and %(agent)s") % both, reference


def line(row: Row, by: str, month: Month, drawn: Sequence[Cell]) -> Line:
    """One row, with where it leads: a subsidiary and a country to their contracts, a contract to its attention mirror."""
    name, sub = title(row, by)
    return Line(name, sub, leads_to(row, by, month), drawn)


def leads_to(row: Row, by: str, month: Month) -> str:
    """The contracts of a subsidiary or of a country in the same month; the mirror of a contract."""
    if by == "contract":
        return reverse("fieldwork:mirror", args=[row.key])
    query = QueryDict(mutable=True)
    query.update({"month": str(month), "by": "contract", by: str(row.key or "")})
    return f"{reverse('fieldwork:activity')}?{query.urlencode()}"


def cells(found: Figures, labels: Mapping[str, str], last: date | None = None) -> list[Cell]:
    """The figures of one line, in the order of the columns. `last`: the last visit under a contract, beside its silence."""
    shown = {code: words.number(count) if (count := getattr(found, code)) else NONE for code in labels}
    shown["minutes"] = time_spent(found.minutes) if found.timed else NONE
    made_of = {}
    if found.reports:
        told = {"timed": words.number(found.timed), "n": words.number(found.reports)}
        made_of["minutes"] = _("%(timed)s of %(n)s say") % told
    if found.silent and "contracts" not in labels:
        shown["silent"] = _("silent")
        made_of["silent"] = _("last visit %(day)s") % {"day": words.day(last, "short")} if last else _("no visit told")
    return [
        Cell(label, shown[code], made_of.get(code, ""), code in {"late", "silent"} and getattr(found, code) > 0)
        for code, label in labels.items()
    ]


def total_cells(found: Figures) -> list[Cell]:
    """The sum of all lines: nothing is nought there."""
    drawn = cells(found, columns(""))
    return [replace(cell, value="0") if cell.value == NONE else cell for cell in drawn]


def month_name(first: date) -> str:
    """November 2026, with a capital in every language: it stands alone."""
    told = words.day(first, "month")
    return told[:1].upper() + told[1:]


def menu(month: Month, today: date) -> list[tuple[str, str, bool]]:
    """The last months, the newest first, and the one that is shown."""
    firsts = {add_months(today.replace(day=1), -number) for number in range(MENU)} | {month.first}
    return [(f"{first:%Y-%m}", month_name(first), first == month.first) for first in sorted(firsts, reverse=True)]


def kept(params: QueryDict) -> QueryDict:
    """The parameters that mean something here, without empty ones."""
    found = QueryDict(mutable=True)
    for name in KEPT:
        if params.get(name, "").strip():
            found[name] = params.get(name, "")
    return found


def _with(query: QueryDict, **changed: str) -> str:
    """The page's address with some parameters changed, "" to leave one out."""
    found = query.copy()
    for name, value in changed.items():
        found.pop(name, None)
        if value:
            found[name] = value
    return f"?{found.urlencode()}"


def _month(first: date, months: int) -> str:
    return f"{add_months(first, months):%Y-%m}"


def header(by: str) -> list[str]:
    """The columns of the file: figures as such, minutes and how many reports told them apart."""
    named = [_("Reference"), _("Principal"), _("Agent")] if by == "contract" else [str(NAMES[by])]
    figures = {
        **COLUMNS,
        "minutes": _("Minutes told"),
        "timed": _("Reports that tell their time"),
        "last": _("Last visit of the month"),
    }
    return [*named, *(str(label) for label in figures.values())]  # fmt: skip


def export(found: Activity, by: str, sort: str) -> Iterator[list[Any]]:
    """The header, then every row."""
    yield header(by)
    for row in in_order(found.rows, by, sort):
        named = list(row.names[:3]) if by == "contract" else [title(row, by)[0]]
        yield [*named, *(getattr(row.figures, code) for code in (*COLUMNS, "timed", "last"))]


def secret(found: Activity, by: str) -> list[Any]:
    """The identifiers of confidential contracts of which a line tells by itself."""
    return [row.key for row in found.rows if by == "contract" and row.names[3]]

"""What stands around the lists of reports and of sections: menus of filters, tabs, empty states."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.forms import Select
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.queries import portfolio
from portage.core import words
from portage.core.lists import paging
from portage.network.access import Acting
from portage.network.roles import Kind

from ..forms.filters import ReportFilter, SectionFilter
from ..models import Draft
from ..queries import menus, reports, waiting, writing
from .tables import ReportLine

EVERY = {
    "subsidiary": gettext_lazy("All subsidiaries"),
    "author": gettext_lazy("All authors"),
    "principal": gettext_lazy("All principals"),
}
NEW, ALL = "new", "all"
Options = Sequence[tuple[Any, str]]


def report_filter(params: Any, queryset: QuerySet, acting: Acting) -> ReportFilter:
    """The filters of the visit book, each with a menu of what the reader sees; what offers one choice is no filter."""
    found = ReportFilter(params, queryset=queryset, acting=acting)
    offered = menus.of_reports(acting)
    for name, every in EVERY.items():
        as_menu(found, name, offered[name], str(every))
    return found


def section_filter(params: Any, queryset: QuerySet, acting: Acting) -> SectionFilter:
    """The same for sections: an SME chooses among its agents. What was acknowledged is chosen by the tabs."""
    found = SectionFilter(params, queryset=queryset)
    agents = [(UUID(pk), name) for pk, name in portfolio.parties(acting.person, "agent")]
    as_menu(found, "agent", agents, _("All agents"))
    for name in ("contract", "acknowledged"):
        del found.form.fields[name]
    return found


def as_menu(found: Any, name: str, options: Options, every: str) -> None:
    """Offer these by name; with fewer than two, or too many for a menu, the field goes."""
    field = found.form.fields[name]
    if not 1 < len(options) <= menus.MOST and not found.form.data.get(name):
        del found.form.fields[name]
        return
    field.choices = options
    field.widget = Select(choices=[("", every), *options])


def view_of(params: Mapping[str, str], acting: Acting) -> str:
    """Which tab: an SME's directors see first what they have not acknowledged."""
    asked = params.get("view", "")
    if asked in {NEW, ALL}:
        return asked
    return NEW if waiting.side_of(acting) == "principal" and acting.may(waiting.ACKNOWLEDGE) else ALL


def tabs(params: QueryDict, view: str, new: int) -> list[dict[str, Any]]:
    """Not acknowledged, with how many; all of them."""
    base = reverse("fieldwork:sections")
    found: list[dict[str, Any]] = []
    for key, label, count in ((NEW, _("Not acknowledged"), new), (ALL, _("All"), None)):
        query = params.copy()
        for name in (*paging.CURSORS, "view"):
            query.pop(name, None)
        query["view"] = key
        told = None if count is None else f"{paging.MOST}+" if count > paging.MOST else str(count)
        found.append({"label": label, "url": f"{base}?{query.urlencode()}", "count": told, "current": key == view})
    return found


def report_lines(person: Any, rows: Sequence[Any]) -> list[ReportLine]:
    """The rows with the sections that this person may read; one query, whatever their number."""
    told = reports.sections_of(person, list(rows)) if rows else {}
    return [ReportLine(row, told[row.pk]) for row in rows]


def draft_rows(drafts: Iterable[Draft], acting: Acting) -> list[dict[str, str]]:
    """Reports that are begun, the newest first; each leads to where it is written."""
    chosen = [(one, customer_of(one)) for one in drafts]
    names = writing.names_of_customers(acting.membership, [key for _draft, key in chosen])
    return [
        {
            "title": names.get(key) or _("Customer not chosen yet"),
            "says": _("last typed %(at)s") % {"at": words.moment(one.at)},
            "url": f"{reverse('fieldwork:write_report')}?draft={one.key}",
        }
        for one, key in chosen
    ]


def customer_of(draft: Draft) -> str:
    """The customer that a draft names, as it was kept: a device may have kept anything."""
    head = draft.content.get("head")
    return str(head.get("customer", "")) if isinstance(head, dict) else ""


def empty_reports(may_file: bool) -> dict[str, str]:
    """No report yet: what comes here, and from where."""
    url = reverse("fieldwork:write_report") if may_file else ""
    text = (
        _("A report of a visit, a call or a fair stands here as soon as it is filed.")
        if may_file
        else _("Reports stand here as soon as the people of a subsidiary file one.")
    )
    return {
        "icon": "note", "title": _("No visit report yet"), "text": text, "url": url, "label": _("Write the first report"),
    }  # fmt: skip


def empty_sections(view: str, acting: Acting) -> dict[str, str]:
    """Nothing to acknowledge, or nothing told yet."""
    if view == NEW:
        return {
            "icon": "circle-check",
            "title": _("Everything is acknowledged"),
            "text": _("What your agents tell you next stands here first."),
            "url": f"{reverse('fieldwork:sections')}?view={ALL}",
            "label": _("Show all reports"),
        }
    text = _("As soon as an agent reports on a visit, what concerns your products stands here.")
    if acting.organisation.kind != Kind.CARRIED_SME:
        text = _("As soon as a visit is reported, what each principal is told stands here.")
    return {"icon": "note", "title": _("No visit report yet"), "text": text, "url": "", "label": ""}


def kept(params: QueryDict) -> str:
    """Filters and order without the place in the list: what a file is asked with."""
    query = params.copy()
    for name in paging.CURSORS:
        query.pop(name, None)
    return query.urlencode()

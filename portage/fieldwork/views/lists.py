"""The lists: a subsidiary's visit book, and what its agents told an SME; on a page and as files."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.lists import paging, sheets
from portage.core.lists.streams import download, spoken
from portage.network import access
from portage.network.access import Acting
from portage.network.actions.readings import note_readings
from portage.network.doors import Request, still, who
from portage.network.roles import Kind

from ..models import Report
from ..pages import exports
from ..pages import listing as page
from ..pages.tables import AllSectionTable, OwnReportTable, ReportTable, SectionTable
from ..queries import reports as queries
from ..queries import waiting

MOST_IN_XLSX = 10_000
MOST_DRAFTS = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE = "fieldwork.file_report"


def acting_of(request: Request) -> Acting:
    """For whom this person acts. Who belongs to no organisation sees no list: Http404."""
    if request.acting is None:
        raise Http404
    return request.acting


@login_required
@require_safe
def reports(request: Request) -> HttpResponse:
    """The reports that I may see, mine that are begun above them. An SME reads sections instead."""
    acting = acting_of(request)
    if acting.organisation.kind == Kind.CARRIED_SME:
        return redirect("fieldwork:sections")
    may_file = acting.may(FILE) and acting.organisation.kind == Kind.SUBSIDIARY
    grouped = acting.organisation.kind == Kind.CARRIER_GROUP
    return lists.answer(
        request,
        visible_reports(request),
        filters=lambda params, queryset: page.report_filter(params, queryset, acting),
        table=ReportTable if grouped else OwnReportTable,
        orders=queries.ORDERS,
        template="fieldwork/reports.html",
        prepare=lambda rows: page.report_lines(request.user, rows),
        title=_("Visit reports"),
        empty=page.empty_reports(may_file),
        drafts=page.draft_rows(queries.drafts(acting.membership)[:MOST_DRAFTS], acting) if may_file else [],
        write=reverse("fieldwork:write_report") if may_file else "",
        file=reverse("fieldwork:export_reports", args=["csv"]),
        workbook=reverse("fieldwork:export_reports", args=["xlsx"]),
        query=page.kept(request.GET),
    )


@login_required
@require_safe
def sections(request: Request) -> HttpResponse:
    """What I am told, section by section: an SME by its agents; an agent and its group read what they told."""
    acting = acting_of(request)
    view = page.view_of(request.GET, acting)
    own = acting.organisation.kind == Kind.CARRIED_SME
    return lists.answer(
        request,
        narrowed_to(visible_sections(request), view),
        filters=lambda params, queryset: page.section_filter(params, queryset, acting),
        table=SectionTable if own else AllSectionTable,
        orders=queries.OF_SECTIONS,
        template="fieldwork/sections.html",
        title=_("Visit reports received") if own else _("Sections of visit reports"),
        empty=page.empty_sections(view, acting),
        views=page.tabs(request.GET, view, waiting.unacknowledged(acting, paging.MOST + 1)) if own else [],
        carried=[("view", view)],
        crumbs=[] if own else crumbs((_("Visit reports"), "fieldwork:reports"), here=_("Sections")),
        own=own,
        file=reverse("fieldwork:export_sections", args=["csv"]),
        workbook=reverse("fieldwork:export_sections", args=["xlsx"]),
        query=page.kept(request.GET),
    )


def visible_reports(request: Any) -> QuerySet[Report]:
    return access.visible(request.user, queries.reports())


def visible_sections(request: Any) -> QuerySet[Any]:
    """Of the contracts that I see: the group's own products are read with their report."""
    told = queries.sections().filter(contract__isnull=False)
    return access.visible(request.user, told).select_related("contract__agent")


def narrowed_to(found: QuerySet[Any], view: str) -> QuerySet[Any]:
    return found.filter(is_acknowledged=False) if view == page.NEW else found


@login_required
@require_safe
def export_reports(request: Request, form: str) -> HttpResponseBase:
    """The visit book as a file, with the scope, filters and order of the page."""
    acting = acting_of(request)
    _sort, order = lists.order_of(request.GET.get("sort", ""), queries.ORDERS)

    def find() -> QuerySet:
        return page.report_filter(request.GET, visible_reports(request), acting).qs

    return as_file(
        request,
        form,
        name=_("visit-reports"),
        title=_("Visit reports"),
        make=lambda most: exports.rows(
            still(request, find), order, header=exports.report_header, row=exports.report_row, most=most,
            prepare=lambda rows: page.report_lines(request.user, rows),
            note=noting(request, lambda report: report.book.contract),
        ),
    )  # fmt: skip


@login_required
@require_safe
def export_sections(request: Request, form: str) -> HttpResponseBase:
    """The sections as a file, with the scope, filters and order of the page."""
    acting = acting_of(request)
    _sort, order = lists.order_of(request.GET.get("sort", ""), queries.OF_SECTIONS)

    def find() -> QuerySet:
        found = narrowed_to(visible_sections(request), page.view_of(request.GET, acting))
        return page.section_filter(request.GET, found, acting).qs

    return as_file(
        request,
        form,
        name=_("visit-reports"),
        title=_("Visit reports"),
        make=lambda most: exports.rows(
            still(request, find), order, header=exports.section_header, row=exports.section_row, most=most,
            prepare=lambda rows: rows,
            note=noting(request, lambda section: section.contract if section.contract.confidential else None),
        ),
    )  # fmt: skip


def noting(request: Request, secret: Callable[[Any], Any]) -> Callable[[Sequence[Any]], None]:
    """What is told of a confidential contract and leaves in a file was read."""

    def note(written: Sequence[Any]) -> None:
        opened = {contract.pk: contract for row in written if (contract := secret(row)) is not None}
        door = request.resolver_match.view_name if request.resolver_match else ""
        note_readings(opened.values(), door=door, by=who(request), at=clock.now())

    return note


def as_file(request: Request, form: str, *, name: str, title: str, make: Callable[[int], Any]) -> HttpResponseBase:
    """`csv`, streamed and whole, or `xlsx`, up to ten thousand rows."""
    file_name = f"portage-{name}-{clock.day_in(request.user.time_zone, clock.now()).isoformat()}.{form}"
    if form == "csv":
        language = get_language() or "en"
        lines = sheets.csv_lines(make(0), delimiter=";" if language.startswith("fr") else ",")
        return download(request, spoken(lines, language), name=file_name, media_type="text/csv; charset=utf-8")
    if form == "xlsx":
        sheet = sheets.xlsx(make(MOST_IN_XLSX), title=title)
        return FileResponse(sheet, as_attachment=True, filename=file_name, content_type=XLSX)
    raise Http404

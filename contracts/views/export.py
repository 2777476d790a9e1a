"""The portfolio as a file, with the same scope, filters and order as the page."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.lists import sheets
from portage.core.lists.streams import download, spoken
from portage.network.actions.readings import note_readings
from portage.network.doors import Request, still, who

from ..models import Contract
from ..pages import exports
from .portfolio import acting_of, narrowed, ordered, today_of

MOST_IN_XLSX = 10_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    """`csv`, streamed and whole, or `xlsx`, up to ten thousand rows."""
    name = f"portage-{_('contracts')}-{today_of(request).isoformat()}.{form}"
    _rows, _sort, order = ordered(narrowed(request, request.GET), request.GET.get("sort", ""))
    if form == "csv":
        rows = exports.rows(again(request), order, at=clock.now(), note=logged(request))
        language = get_language() or "en"
        lines = sheets.csv_lines(rows, delimiter=";" if language.startswith("fr") else ",")
        return download(request, spoken(lines, language), name=name, media_type="text/csv; charset=utf-8")
    if form == "xlsx":
        rows = exports.rows(again(request), order, at=clock.now(), note=logged(request), most=MOST_IN_XLSX)
        return FileResponse(
            sheets.xlsx(rows, title=_("Contracts")), as_attachment=True, filename=name, content_type=XLSX
        )
    raise Http404


def again(request: Request) -> Callable[[], QuerySet | None]:
    """The rows as they may be seen at this instant: membership and grants are asked anew for each piece."""
    acting_of(request)
    return still(request, lambda: ordered(narrowed(request, request.GET), request.GET.get("sort", ""))[0])


def logged(request: Request) -> Callable[[list[Contract]], None]:
    """A confidential contract that leaves in a file was read."""

    def note(written: list[Contract]) -> None:
        secret = [contract for contract in written if contract.confidential]
        note_readings(secret, door="contracts:export", by=who(request), at=clock.now())

    return note

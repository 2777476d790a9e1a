"""The journal of a scope as the doors of several domains show it: a page with filters, and files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portage.core import clock, lists
from portage.core.journal import reading
from portage.core.journal.reading import JournalForm, Told
from portage.core.lists import paging, sheets
from portage.core.lists.streams import download, spoken
from portage.core.models import Entry

from .doors import Request, still
from .models import Membership, Organisation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_XLSX = 10_000
Says = Callable[[Entry, "Names"], str]
Names = Mapping[UUID, str]  # of the members that facts name by their membership


def answer(
    request: Request,
    find: Callable[[], QuerySet[Entry]],
    *,
    says: Says,
    origins: bool,
    template: str,
    **more: Any,
) -> HttpResponseBase:
    """The page, or the file that `as=csv` or `as=xlsx` asks for.

    `find` gives the entries through `access`, and is asked again for each piece of a file. `origins`: this reader may
    know from where the people of their own organisation acted; never those of another.
    """
    form = JournalForm(find(), request.GET)
    tell = teller(request, says, origins=origins)
    zone = request.user.time_zone
    if request.GET.get("as"):
        return _file(request, lambda: reading.narrowed(find(), form, zone), tell)
    page = paging.read(reading.narrowed(find(), form, zone), request.GET, order=reading.NEWEST)
    query = request.GET.copy()
    for name in paging.CURSORS:
        query.pop(name, None)
    context = {
        "entries": tell(page.rows), "page": page, "pager": page.links(request), "filter_form": form, "chips": lists.chips(request, form),
        "query": query.urlencode(), **more,
    }  # fmt: skip
    return render(request, template, context, status=200 if form.is_valid() else 422)


def teller(request: Request, says: Says, *, origins: bool) -> reading.Tell:
    """Puts a page of entries in words, in two queries whatever their number."""
    own = request.acting.organisation.pk if request.acting else None

    def tell(entries: Sequence[Entry]) -> list[Told]:
        houses = names_of_organisations(entry.on_behalf_of for entry in entries)
        people = names_of_members(entries)
        return [_told(entry, houses, says(entry, people), origins and entry.on_behalf_of == own) for entry in entries]

    return tell


def _told(entry: Entry, houses: Mapping[UUID, str], what: str, origin: bool) -> Told:
    text = entry.text.content if origin and hasattr(entry, "text") else {}
    behalf = houses.get(entry.on_behalf_of, "") if entry.on_behalf_of else ""
    who = str(entry.actor) if entry.actor else "Portage"
    if entry.facts.get("by_token"):
        what = _("%(what)s By an API token.") % {"what": what}
    return Told(entry.at, who, behalf, what, text.get("address", ""), text.get("agent", ""))


def names_of_organisations(pks: Iterable[UUID | None]) -> dict[UUID, str]:
    """The present names; one query, none for none."""
    wanted = {pk for pk in pks if pk}
    return dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def names_of_members(entries: Iterable[Entry]) -> dict[UUID, str]:
    """The names of the members that facts name; one query, none for none. Erased with the person, not with the entry."""
    wanted = {entry.facts[key] for entry in entries for key in ("membership", "successor") if entry.facts.get(key)}
    if not wanted:
        return {}
    return dict(Membership.objects.filter(pk__in=wanted).values_list("pk", "person__name"))


def _file(request: Request, find: Callable[[], QuerySet[Entry]], tell: reading.Tell) -> HttpResponseBase:
    """The whole journal as it is narrowed, in the order of the page."""
    form = request.GET["as"]
    name = f"portage-{_('journal')}-{clock.day_in(request.user.time_zone, clock.now()).isoformat()}.{form}"
    rows = reading.rows(still(request, find), tell)
    if form == "csv":
        language = get_language() or "en"
        lines = sheets.csv_lines(rows, delimiter=";" if language.startswith("fr") else ",")
        return download(request, spoken(lines, language), name=name, media_type="text/csv; charset=utf-8")
    if form == "xlsx":
        sheet = sheets.xlsx(islice(rows, MOST_IN_XLSX), title=_("Journal"))
        return FileResponse(sheet, as_attachment=True, filename=name, content_type=XLSX)
    raise Http404

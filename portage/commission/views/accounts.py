"""The export for accountants: a period, then its file."""

from datetime import timedelta
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.lists import sheets
from portage.core.lists.streams import download, spoken
from portage.network.doors import Request

from ..forms.invoices import AccountsForm
from ..pages import accounts as pages
from ..queries.accounts import entries
from .doors import LIST
from .statements import XLSX

MOST_IN_XLSX = 10_000


@login_required
@require_safe
def accounts(request: Request) -> HttpResponseBase:
    """The form; with a period and `as=csv` or `as=xlsx`, the file of one's own organisation."""
    form = AccountsForm(request.GET if request.GET else None, initial=quarter(request))
    if request.GET and form.is_valid():
        return file(request, form, "xlsx" if request.GET.get("as") == "xlsx" else "csv")
    shown = {"form": form, "columns": pages.header(), "crumbs": crumbs(LIST, here=_("Export for accountants"))}
    answer: HttpResponse = render(request, "commission/accounts.html", shown, status=422 if form.errors else 200)
    return answer


def quarter(request: Request) -> dict[str, object]:
    """The quarter before this one, which is what is booked."""
    today = clock.day_in(request.user.time_zone, clock.now())
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    last = first - timedelta(days=1)
    return {"first_day": last.replace(month=last.month - 2, day=1), "last_day": last}


def file(request: Request, form: AccountsForm, kind: str) -> HttpResponseBase:
    """The rows of the period as a spreadsheet, or as CSV with the separator of the reader's language."""
    given = form.cleaned_data
    found = entries(request.user, given["first_day"], given["last_day"])
    rows = pages.rows(found, request.acting.organisation.pk)
    name = f"portage-{_('commission')}-{given['first_day']}-{given['last_day']}.{kind}"
    if kind == "xlsx":
        made = sheets.xlsx(islice(rows, MOST_IN_XLSX), title=_("Commission"))
        return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)
    language = get_language() or "en"
    lines = sheets.csv_lines(rows, delimiter=";" if language.startswith("fr") else ",")
    return download(request, spoken(lines, language), name=name, media_type="text/csv; charset=utf-8")

"""The manager's month: activity by subsidiary, contract or country, of the contracts that one may see; as a page and as a file."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.network import access
from portage.network.actions.readings import note_readings
from portage.network.doors import Request, who

from ..forms.activity import ActivityForm
from ..pages import activity as page
from ..queries import activity as queries
from ..queries.activity import GROUPS, Asked
from ..rules.activity import SILENT_DAYS, Month, month_of
from .lists import acting_of, as_file


def month_asked(request: Any) -> Month:
    """The month in the address; the reader's present one without."""
    return month_of(request.GET.get("month", ""), today_of(request))


def today_of(request: Any) -> date:
    return clock.day_in(request.user.time_zone, clock.now())


def asked_of(params: QueryDict) -> tuple[str, Asked]:
    """(by what the rows are, which rows); what cannot be read narrows nothing."""
    given: dict[str, Any] = ActivityForm(params).asked()
    subsidiary: Any = given.get("subsidiary")
    words, country = given.get("q", ""), given.get("country", "")
    return given.get("by") or GROUPS[0], Asked(words, subsidiary, country, given.get("silent_days") or SILENT_DAYS)


@login_required
@require_safe
def activity(request: Request) -> HttpResponse:
    """One page, whatever the number of contracts; with htmx, the piece of it that stands on the page of today."""
    acting_of(request)
    month, (by, asked) = month_asked(request), asked_of(request.GET)
    found = queries.activity(request.user, month, by, asked)
    context = {
        "title": _("Activity of the month"),
        **page.shown(found, month, by, asked, params=request.GET, person=request.user, today=today_of(request)),
        "form": ActivityForm(request.GET),
        "asked": asked,
        "file": reverse("fieldwork:export_activity", args=["csv"]),
        "workbook": reverse("fieldwork:export_activity", args=["xlsx"]),
    }
    if getattr(request, "htmx", False):
        return render(request, "fieldwork/_activity_short.html", context)
    context["subsidiaries"] = queries.subsidiaries(request.user)
    return render(request, "fieldwork/activity.html", context)


@login_required
@require_safe
def export_activity(request: Request, form: str) -> HttpResponseBase:
    """The month as a file, with the filters and the order of the page."""
    acting_of(request)
    month, (by, asked) = month_asked(request), asked_of(request.GET)

    def rows(_most: int) -> Any:
        """Read when the file begins: it is one answer of the database, however many rows."""
        found = queries.activity(request.user, month, by, asked)
        note_secret(request, page.secret(found, by))
        yield from page.export(found, by, page.sort_of(request.GET))

    return as_file(request, form, name=f"{_('activity')}-{month}", title=_("Activity of the month"), make=rows)


def note_secret(request: Request, pks: list[Any]) -> None:
    """A confidential contract whose line leaves in a file was read."""
    if pks:
        read = access.visible(request.user, queries.contracts_of(pks))
        note_readings(list(read), door="fieldwork:export_activity", by=who(request), at=clock.now())

"""Renewals of the same last day, decided together: a table, its effects, one confirmation, the outcome of each row."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who

from ..actions.deciding import NOTICE, decide_each
from ..forms import deciding as forms
from ..forms.deciding import Row
from ..pages.letters import effect
from ..queries import decisions as queries
from . import typed
from .doors import identify, identify_address, is_sure
from .portfolio import acting_of, today_of

MOST = 200
GIVE = "contracts.give_notice"


def day_of(text: str) -> date:
    """The last day in the address; 404 for anything else."""
    try:
        day = parse_date(text)
    except ValueError as error:
        raise Http404 from error
    if day is None:
        raise Http404
    return day


@login_required
def renewals(request: Request, day: str) -> HttpResponse:
    """Choose a row at a time, read the effects, confirm once. Nothing is done before the confirmation."""
    last_day, acting = day_of(day), acting_of(request)
    if request.method == "POST":
        access.demand(request.user, GIVE)
    kept = uuid5(NAMESPACE_URL, f"renewals:{last_day}")
    sent = request.POST or typed.kept(request, kept, "renewals") or QueryDict()
    found = list(queries.of_day(acting, last_day)[: MOST + 1])
    table = forms.rows(found[:MOST], sent)
    confirming = request.method == "POST" and "confirm" in request.POST
    if confirming:
        table = with_overtaken(request, table)
    with_effects(table)
    stage, status, fault = ("effects" if sent else "choose"), 200, ""
    notices = [row for row in table if row.choice == NOTICE]
    if confirming and notices and not is_sure(request):
        typed.keep(request, kept, "renewals")
        return identify(request, request.path)
    if confirming and notices and "agree" not in request.POST:
        fault, status = _("Tick the box to give these notices, or choose otherwise."), 422
    elif confirming:
        status = carry_out(request, table)
        stage = "done"
        typed.forget(request, kept, "renewals")
    context = {
        "day": last_day, "today": today_of(request), "rows": table, "stage": stage, "fault": fault, "more": len(found) > MOST,
        "notices": notices, "renewing": [row for row in table if row.choice == "renew"], "may_decide": acting.may(GIVE),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path), **outcome(table),
    }  # fmt: skip
    return render(request, "contracts/renewals.html", context, status=status)


def with_overtaken(request: Request, table: list[Row]) -> list[Row]:
    """The rows of the form that left the table meanwhile: a notice of the first sending, the other side's, a day gone by.
    They are told with the others, so that nothing sent is passed over."""
    here = {row.contract.pk for row in table}
    gone = [pk for pk in forms.named(request.POST) if pk not in here]
    if not gone:
        return table
    return table + forms.rows(queries.chosen(request.acting, gone[:MOST]).values(), request.POST)


def with_effects(table: list[Row]) -> None:
    """What a notice served now does, for the rows that ask for one; or why it cannot be given."""
    for row in table:
        if row.choice != NOTICE:
            continue
        today = clock.day_in(row.contract.time_zone, clock.now())
        try:
            row.effect = effect(row.contract, today, today)
        except Refused as refusal:
            row.why_not = str(refusal.message)


def carry_out(request: Request, table: list[Row]) -> int:
    """Do each row by itself and tell each; 409 when some were refused, though the others are done: the page says which."""
    done: dict[Any, Any] = {
        outcome.contract.pk: outcome for outcome in decide_each(forms.wishes(table), by=who(request), at=clock.now())
    }
    for row in table:
        row.outcome = done.get(row.contract.pk)
    return 200 if all(one.done for one in done.values()) else 409


def outcome(table: list[Row]) -> dict[str, int]:
    """How many were done and how many were refused."""
    told = [row.outcome for row in table if row.outcome]
    return {"done": sum(one.done for one in told), "refused": sum(not one.done for one in told)}

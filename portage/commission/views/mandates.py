"""The agent's mandate to the principal: given, read by both, ended by either."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.queries.people import side_of
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import mandates
from ..forms.invoices import MandateEndForm, MandateForm
from ..models import Mandate
from ..queries import invoices as queries
from ..words.billing import REASONS
from .doors import LIST, contract_of, identify, identify_address, is_sure, posted

GIVE, END = "commission.give_mandate", "commission.end_mandate"


@login_required
def mandate(request: Request, pk: UUID) -> HttpResponse:
    """The mandate that holds, those before, and giving one."""
    row = contract_of(request, pk, GIVE if request.method == "POST" else None)
    today = clock.day_in(row.agent.time_zone, clock.now())
    form = MandateForm(posted(request), initial={"from_day": today})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def done(given: Mapping[str, Any]) -> object:
        told = {name: given[name] for name in ("from_day", "until_day", "contest_days")}
        return mandates.give_mandate(row, **told, by=who(request), at=clock.now())

    if submit(request, form, done):
        messages.success(request, _("The mandate is given; the principal is told."))
        return redirect("commission:mandate", pk)
    shown = {"form": form, **mandate_page(request, row, today)}
    return render(request, "commission/mandate.html", shown, status=form.status)


def mandate_page(request: Request, row: Any, today: Any) -> dict[str, Any]:
    """What the page shows, whoever reads it."""
    side = side_of(row, request.acting.organisation.pk)
    found = list(row.billing_mandates.select_related("end__membership__person", "membership__person").order_by("-turn"))
    open_one = next((one for one in found if not hasattr(one, "end") and not _over(one, today)), None)
    return {
        "contract": row, "side": side, "mandates": found, "current": open_one, "today": today,
        "holds": open_one is not None and queries.mandate_holds(open_one, today),
        "refused": why_not(request, row, side, today), "may_end": bool(side) and access.may(request.user, END),
        "is_sure": is_sure(request), "identify_url": identify_address(request),
        "crumbs": crumbs(LIST, (row.reference, "contracts:contract", row.pk), here=_("Mandate")),
    }  # fmt: skip


def _over(one: Mandate, today: Any) -> bool:
    return one.until_day is not None and one.until_day < today


def why_not(request: Request, row: Any, side: str, today: Any) -> Any:
    """Why this person gives no mandate now; "" when they can."""
    if side != "agent":
        return _("The agent gives this mandate.")
    if not access.may(request.user, GIVE):
        return REASONS["role"]
    return "" if queries.may_mandate(request.acting.membership, row, today) else REASONS["not_signatory"]


@login_required
def end(request: Request, pk: UUID) -> HttpResponse:
    """Either party ends the mandate that holds."""
    row = contract_of(request, pk, END)
    today = clock.day_in(row.agent.time_zone, clock.now())
    current = mandate_page(request, row, today)["current"]
    if current is None:
        raise Http404
    form = MandateEndForm(posted(request), initial={"from_day": today})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def done(given: Mapping[str, Any]) -> object:
        return mandates.end_mandate(current, **given, by=who(request), at=clock.now())

    if submit(request, form, done):
        messages.success(request, _("The mandate ends; the other side is told."))
        return redirect("commission:mandate", pk)
    title = _("End the mandate")
    shown = {
        "contract": row, "current": current, "form": form, "title": title, "is_sure": is_sure(request),
        "identify_url": identify_address(request),
        "crumbs": crumbs(LIST, (_("Mandate"), "commission:mandate", row.pk), here=title),
    }  # fmt: skip
    return render(request, "commission/end_mandate.html", shown, status=form.status)

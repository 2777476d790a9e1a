"""One prospect: its life, and the verbs that add and move it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import Request, who

from .. import queries
from ..actions.prospects import add_prospect, move_prospect
from ..forms.prospects import AddForm, MoveForm
from ..models import Prospect
from ..pages import board as page
from ..pages.prospects import MOVE, why_not
from .prospects import columns, contract_of, name_of, today_of


def above(request: Request, prospect: Prospect, *more: tuple, here: str) -> list[dict[str, str]]:
    contract = prospect.contract
    name = name_of(contract, request.acting.organisation.pk)
    return crumbs((_("Prospecting"), "fieldwork:prospects"), (name, "fieldwork:board", contract.pk), *more, here=here)


@login_required
@require_safe
def prospect(request: Request, pk: UUID) -> HttpResponse:
    """Where it stands, what was said of it under this contract, and how it came there."""
    found = access.fetch(request.user, None, queries.prospects.listed(), pk=pk)
    told = queries.reports.sections().filter(contract=found.contract, report__customer=found.customer)
    sections = list(access.visible(request.user, told))
    refused = why_not(found.contract, request.acting)
    context = {
        "prospect": found,
        "card": page.card(found, today_of(found.contract)),
        "stage": page.stage_label(found.stage),
        "life": queries.prospects.life(found, sections),
        "form": None if refused else MoveForm(found),
        "why_not": refused,
        "crumbs": above(request, found, here=found.customer.name),
    }
    return render(request, "fieldwork/prospect.html", context)


@login_required
def add(request: Request, pk: UUID) -> HttpResponse:
    """One of the agent's customers becomes a prospect of the contract."""
    contract = contract_of(request, pk)
    access.demand(request.user, MOVE)
    if refused := why_not(contract, request.acting):
        raise Forbidden("not_the_agent", refused)
    customers = access.visible(request.user, queries.prospects.may_be_added(contract))
    form = AddForm(customers, request.POST if request.method == "POST" else None)
    if submit(request, form, lambda given: add_prospect(contract, **given, by=who(request), at=clock.now())):
        messages.success(request, _("%(name)s is a prospect now.") % {"name": form.done.customer.name})
        return redirect("fieldwork:board", contract.pk)
    name = name_of(contract, request.acting.organisation.pk)
    above = ((_("Prospecting"), "fieldwork:prospects"), (name, "fieldwork:board", contract.pk))
    title = _("Add a prospect")
    context = {"form": form, "title": title, "contract": contract, "crumbs": crumbs(*above, here=title)}
    return render(request, "fieldwork/prospect_add.html", context, status=form.status)


@login_required
def move(request: Request, pk: UUID) -> HttpResponse:
    """A form, which works without script; the board sends the same and is answered by a board.

    Whatever is refused (somebody moved it meanwhile) is told, and the board shows where things stand.
    """
    sent = request.method == "POST"
    found = access.fetch(request.user, MOVE if sent else None, queries.prospects.listed(), pk=pk)
    if refused := why_not(found.contract, request.acting):
        raise Forbidden("not_the_agent", refused)
    form = MoveForm(found, request.POST if sent else None, stage=request.GET.get("stage", ""))
    done = submit(request, form, lambda given: move_prospect(found, **given, by=who(request), at=clock.now()))
    if getattr(request, "htmx", False):
        return board_again(request, found, form, done=done)
    if done:
        messages.success(request, told(form.done))
        return redirect("fieldwork:board", found.contract_id)
    title = _("Move %(name)s") % {"name": found.customer.name}
    here = (found.customer.name, "fieldwork:prospect", found.pk)
    context = {
        "form": form, "title": title, "prospect": found, "stage": page.stage_label(found.stage),
        "crumbs": above(request, found, here, here=_("Move")),
    }  # fmt: skip
    return render(request, "fieldwork/prospect_move.html", context, status=form.status)


def told(prospect: Prospect) -> str:
    words = {"name": prospect.customer.name, "stage": page.stage_label(prospect.stage)}
    return _("%(name)s moved to %(stage)s.") % words


def board_again(request: Request, prospect: Prospect, form: Any, *, done: bool) -> HttpResponse:
    """The board as it is now, with what became of the move."""
    refusals = [str(error) for errors in form.errors.values() for error in errors]
    said = told(form.done) if done else " ".join(refusals)
    context = {"said": said, "moved": prospect.pk, "is_refused": not done, **columns(request, prospect.contract)}
    return render(request, "fieldwork/_board.html", context, status=form.status)

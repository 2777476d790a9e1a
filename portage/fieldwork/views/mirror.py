"""The attention mirror: of one contract for both its parties, of all an SME's contracts for its people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.queries.people import side_of
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import Request
from portage.network.roles import Kind

from ..pages import mirror as page
from ..queries import mirror as queries
from ..words.refusals import REFUSALS
from .lists import acting_of

TITLE = gettext_lazy("Attention mirror")


@login_required
@require_safe
def mirror(request: Request, pk: UUID) -> HttpResponse:
    """One contract: what the agency spent, what the SME did, and one next useful gesture. Both parties read the same."""
    one = read_one(request, pk, at=clock.now())
    own = request.acting.organisation.kind == Kind.CARRIED_SME
    parts = ((str(TITLE), "fieldwork:mirrors"),) if own else ((_("Activity of the month"), "fieldwork:activity"),)
    context = {
        "title": TITLE,
        "crumbs": crumbs(*parts, here=one.contract.agent.name if own else one.contract.principal.name),
        **page.shown(one, side_of(one.contract, request.acting.organisation.pk) or ""),
    }
    return render(request, "fieldwork/mirror.html", context)


def read_one(request: Any, pk: UUID, *, at: datetime) -> page.Read:
    """The mirror of one contract that this person sees and that binds, or did; else 404."""
    contract = access.fetch(request.user, None, queries.contracts(), pk=pk)
    return page.read([contract], at=at)[0]


@login_required
@require_safe
def mirrors(request: Request) -> HttpResponse:
    """All running contracts of the SME; with htmx, the piece of it that stands on the page of today."""
    found = read_all(request, at=clock.now())
    context = {"title": TITLE, **page.overview(found, request.acting.organisation.name)}
    piece = bool(getattr(request, "htmx", False))
    template = "fieldwork/_gesture.html" if piece else "fieldwork/mirrors.html"
    return render(request, template, context | {"several": True, "overview": piece})


def read_all(request: Any, *, at: datetime) -> list[page.Read]:
    """The mirrors of the running contracts of the SME that one acts for, as far as one sees them."""
    acting = acting_of(request)
    if acting.organisation.kind != Kind.CARRIED_SME:
        raise Forbidden("not_an_sme", REFUSALS["not_an_sme"])
    contracts = list(access.visible(request.user, queries.of_sme(acting)))
    access.note_read(request.user, contracts)
    return page.read(contracts, at=at)

"""What happened to an organisation that is a party to contracts: read by its house, recorded with what it will change."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portage.core import clock, files
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.journal import By
from portage.core.models import StoredFile
from portage.network import access
from portage.network import queries as network
from portage.network.actions.readings import note_readings
from portage.network.doors import Request, who
from portage.network.models import Organisation

from ..actions import succession as verbs
from ..forms.amending import SuccessionForm
from ..queries import changes as queries
from .doors import identify, identify_address, is_sure
from .law import operator

ABOVE = (gettext_lazy("Organisations"), "network:organisations")


@login_required
def successions(request: Request, pk: UUID) -> HttpResponse:
    """What is recorded, the contracts that a new event would touch (those that I may see), and the form that records one."""
    found = house(request, pk)
    form = SuccessionForm(queries.successors(request.user, found), request.POST or None, request.FILES or None)
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: record(request, found, given)):
        messages.success(request, _("It is recorded, on the organisation and on each contract concerned."))
        return redirect("contracts:successions", pk)
    shown = {
        "organisation": found, "form": form, "rows": queries.recorded(found), "touched": queries.touched_seen(request.user, found),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
        "crumbs": crumbs(ABOVE, (found.name, "network:organisation", found.pk), here=_("Succession")),
    }  # fmt: skip
    return render(request, "contracts/successions.html", shown, status=form.status)


@login_required
@require_safe
def document(request: Request, pk: UUID) -> FileResponse:
    """The document that an event was recorded with, under its name; in the page with `?view=1`."""
    return files.file_response(ground(request, pk, door="contracts:succession_document"), inline="view" in request.GET)


def ground(request: Request, pk: UUID, *, door: str) -> StoredFile:
    """The document of an event, for whoever reads the event itself: it says more than the event does, so each reading of it
    stands in the organisation's journal."""
    found = queries.succession(pk)
    if found is None:
        raise Http404
    note_readings([house(request, found.organisation_id)], door=door, by=recorder(request), at=clock.now())
    return found.proof


def house(request: Request, pk: UUID) -> Organisation:
    """The organisation, if it is one's own or of one's group; the platform's administrator, who sees no contract: any."""
    if request.user.is_platform_administrator:
        found = queries.organisation(pk)
        if found is None:
            raise Http404
        return found
    found = access.fetch(request.user, None, network.organisations(), pk=pk)
    if not network.of_my_house(found, request.acting):
        raise Http404
    return found


def recorder(request: Request) -> By:
    """The member, or the platform's administrator, who acts for no organisation."""
    return operator(request) if request.user.is_platform_administrator else who(request)


def record(request: Request, found: Organisation, given: Mapping[str, Any]) -> object:
    """The verb with what was typed."""
    facts = {name: value for name, value in given.items() if name not in {"agree", "proof"}}
    proof = given["proof"]
    return verbs.record_succession(
        found, **facts, proof=proof.read(), proof_name=proof.name, by=recorder(request), at=clock.now()
    )

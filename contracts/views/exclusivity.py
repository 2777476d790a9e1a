"""A side confirms exclusivity; who is named on a confidential contract says that it keeps what is claimed elsewhere."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.network.doors import Request, who

from ..actions import exclusivity
from ..models import Contract, PlaceAsked
from ..queries.exclusivity import asked_of
from ..queries.people import side_of
from .doors import contract_of, demand_now

NEGOTIATE = "contracts.negotiate_contract"


@login_required
@require_POST
def clear(request: Request, pk: UUID) -> HttpResponse:
    """Nothing of our side's stands in the way. The answer is the same whatever else there is."""
    row = contract_of(request, pk, NEGOTIATE)
    demand_now(request, row, "clear")
    exclusivity.clear(row, by=who(request), at=clock.now())
    messages.success(
        request, _("Your side's confirmation is recorded. Both sides are told once everything is confirmed.")
    )
    return redirect("contracts:contract", pk)


@login_required
@require_POST
def keep_places(request: Request, pk: UUID, asked: int) -> HttpResponse:
    """The contract keeps its places. What is asked of the other side does not exist here: 404."""
    _row, found = asked_for(request, pk, asked)
    exclusivity.keep(found, by=who(request), at=clock.now())
    messages.success(request, _("It is recorded that this contract keeps what it holds. Nobody else is told."))
    return redirect("contracts:contract", pk)


def asked_for(request: Request, pk: UUID, asked: int) -> tuple[Contract, PlaceAsked]:
    """The contract, and what the reader's side is asked of it."""
    row = contract_of(request, pk, NEGOTIATE)
    here = asked_of(row, side_of(row, request.acting.organisation.pk))
    found = next((one for one in here if one.pk == asked), None)
    if found is None:
        raise Http404
    return row, found

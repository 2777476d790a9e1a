"""Orders: those of my contracts, one of them, recording one, and what either party declares of it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.network import access
from portage.network.doors import Request

from ..queries import orders as queries


@require_safe
@login_required
def order(request: Request, pk: UUID) -> HttpResponse:
    """One order, as either party of its contract reads it."""
    found = access.fetch(request.user, None, queries.orders(), pk=pk)
    return render(request, "fieldwork/order.html", {"order": found})

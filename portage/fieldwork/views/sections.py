"""Sections: what a report says to the two parties of one contract."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.network import access
from portage.network.doors import Request

from .. import queries


@require_safe
@login_required
def section(request: Request, pk: UUID) -> HttpResponse:
    """One section, as either party of its contract reads it."""
    found = access.fetch(request.user, None, queries.reports.sections(), pk=pk)
    return render(request, "fieldwork/section.html", {"section": found})

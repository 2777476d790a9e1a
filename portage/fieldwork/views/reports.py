"""Reports: what the subsidiary and its group read of one visit, section by section."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.network import journals
from portage.network.doors import Request

from ..pages import report as page
from ..queries import reading
from ..words.journal import says
from .doors import report_of


@login_required
@require_safe
def report(request: Request, pk: UUID) -> HttpResponse:
    """The head, who was met, the sections that I may read, the private note, files."""
    read = reading.read_report(report_of(request, pk), request.acting)
    tell = journals.teller(request, says, origins=False)
    return render(request, "fieldwork/report.html", page.shown(read, request.acting) | {"entries": tell(read.entries)})

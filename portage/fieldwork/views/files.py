"""Photos and documents of sections and of reports, as they were stored, to those who see what they belong to."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from portage.core import files
from portage.network import access
from portage.network.doors import Request

from ..queries import reading


@login_required
@require_safe
def section_file(request: Request, pk: UUID) -> HttpResponse:
    """Under its name; in the page with `?view=1`."""
    found = access.fetch(request.user, None, reading.section_files(), pk=pk)
    return files.file_response(found.file, inline=request.GET.get("view") == "1")


@login_required
@require_safe
def report_file(request: Request, pk: UUID) -> HttpResponse:
    """The same for what the subsidiary and its group alone read."""
    found = access.fetch(request.user, None, reading.report_files(), pk=pk)
    return files.file_response(found.file, inline=request.GET.get("view") == "1")

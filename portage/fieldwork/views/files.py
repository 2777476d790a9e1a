"""Photos and documents of sections and of reports, as they were stored, to those who see what they belong to."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from portage.core import files
from portage.network import access
from portage.network.doors import Request

from ..models import ReportFile, SectionFile
from ..queries import reading


def section_file_of(request: Any, pk: UUID) -> SectionFile:
    """A file of a section; what belongs to the group's own products is seen with its report."""
    try:
        return access.fetch(request.user, None, reading.section_files(), pk=pk)
    except Http404:
        own = reading.own_section_files(request.user).filter(pk=pk).first()
        if own is None:
            raise
        return own


def report_file_of(request: Any, pk: UUID) -> ReportFile:
    return access.fetch(request.user, None, reading.report_files(), pk=pk)


@login_required
@require_safe
def section_file(request: Request, pk: UUID) -> HttpResponseBase:
    """Under its name; in the page with `?view=1`."""
    return files.file_response(section_file_of(request, pk).file, inline=request.GET.get("view") == "1")


@login_required
@require_safe
def report_file(request: Request, pk: UUID) -> HttpResponseBase:
    """The same for what the subsidiary and its group alone read."""
    return files.file_response(report_file_of(request, pk).file, inline=request.GET.get("view") == "1")

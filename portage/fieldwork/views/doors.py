"""What the doors of sections and reports do first: fetch through access; and how a file of theirs is served."""

from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict

from portage.core import clock
from portage.network import access
from portage.network.doors import Request

from ..models import NextAction, Report
from ..queries import reading, reports

FILE, ANSWER, ACKNOWLEDGE = "fieldwork.file_report", "fieldwork.answer_section", "fieldwork.acknowledge_section"


def section_of(request: Any, pk: UUID, permission: str | None = None) -> Any:
    """One section of a contract that this person sees (else 404), if their role gives `permission` (else 403)."""
    return access.fetch(request.user, permission, reading.sections(), pk=pk)


def correctable(request: Any, pk: UUID) -> Any:
    """A section to correct: one of a contract, or the group's own, which is seen with its report."""
    try:
        return section_of(request, pk)
    except Http404:
        found = reading.own_sections(request.user).filter(pk=pk).first()
        if found is None:
            raise
        return found


def report_of(request: Any, pk: UUID, permission: str | None = None) -> Report:
    return access.fetch(request.user, permission, reports.reports(), pk=pk)


def action_of(request: Any, pk: UUID, permission: str | None = None) -> NextAction:
    return access.fetch(request.user, permission, reading.actions(), pk=pk)


def today_of(section: Any) -> Any:
    """The contract's own local day."""
    return clock.day_in(section.contract.time_zone, clock.now())


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: a POST, even an empty one; nothing on a GET."""
    return request.POST if request.method == "POST" else None

"""Sections: what a report says to the two parties of one contract, and what each of them does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts.documents.pool import RenderFailed, render_pdf
from contracts.words.pages import reader_language
from portage.core import clock
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access, journals
from portage.network.doors import Request, who

from ..actions import following as verbs
from ..documents import section_html
from ..forms.following import ActionForm, DropForm, MoveForm, RemarkForm
from ..pages import section as page
from ..queries import reading
from ..words.journal import says
from .doors import ACKNOWLEDGE, ANSWER, action_of, section_of, today_of


@login_required
@require_safe
def section(request: Request, pk: UUID) -> HttpResponse:
    """One section, as either party of its contract reads it."""
    return shown(request, section_of(request, pk))


def shown(request: Request, found: Any, **forms: Any) -> HttpResponse:
    """The page; `forms` are those that were refused."""
    read = reading.read_section(found, request.acting)
    told = page.shown(read, request.acting, at=clock.now(), today=today_of(found))
    tell = journals.teller(request, says, origins=False)
    empty = {"remark_form": RemarkForm(), "action_form": ActionForm(parties(found)), "refused_action": None}
    context = told | {"entries": tell(read.entries)} | empty | forms
    statuses = [form.status for form in forms.values() if hasattr(form, "status")]
    return render(request, "fieldwork/section.html", context, status=statuses[0] if statuses else 200)


def parties(found: Any) -> dict[str, str]:
    """{side: the name of its party}."""
    return {"principal": found.contract.principal.name, "agent": found.contract.agent.name}


@login_required
@require_safe
def print_section(request: Request, pk: UUID) -> HttpResponse:
    """The same on paper, in the reader's language. Not kept: it is made of what stands now."""
    return printed(request, pk)


def printed(request: Any, pk: UUID) -> HttpResponse:
    """The PDF of a section that this person reads."""
    found = section_of(request, pk)
    read = reading.read_section(found, request.acting)
    told = page.shown(read, request.acting, at=clock.now(), today=today_of(found))
    return pdf(section_html(told, reader_language()), f"{found.reference}.pdf")


def pdf(html: str, name: str) -> HttpResponse:
    """The bytes as an answer that no program of the browser runs. Raises Refused when no process makes them now."""
    try:
        content = render_pdf(html, created=clock.now(), language=reader_language())
    except RenderFailed as error:
        raise Refused("no_pdf", _("The PDF cannot be made yet: %(why)s") % {"why": error}) from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response


@login_required
@require_POST
def acknowledge_section(request: Request, pk: UUID) -> HttpResponse:
    """The SME says that it has read it."""
    found = section_of(request, pk, ACKNOWLEDGE)
    verbs.acknowledge(found, by=who(request), at=clock.now())
    messages.success(request, _("Acknowledged: your agent sees that you have read it."))
    return redirect("fieldwork:section", pk)


@login_required
@require_POST
def section_remarks(request: Request, pk: UUID) -> HttpResponse:
    """Words to the other party."""
    found = section_of(request, pk, ANSWER)
    form = RemarkForm(request.POST)
    if submit(request, form, lambda given: verbs.remark(found, **given, by=who(request), at=clock.now())):
        messages.success(request, _("Sent: the other party is told."))
        return redirect("fieldwork:section", pk)
    return shown(request, found, remark_form=form)


@login_required
@require_POST
def section_actions(request: Request, pk: UUID) -> HttpResponse:
    """Something to do, for either side."""
    found = section_of(request, pk, ANSWER)
    form = ActionForm(parties(found), request.POST)
    if submit(request, form, lambda given: verbs.ask_action(found, **given, by=who(request), at=clock.now())):
        messages.success(request, _("It stands among the next actions: both parties read it."))
        return redirect("fieldwork:section", pk)
    return shown(request, found, action_form=form)


@login_required
@require_POST
def take_action(request: Request, pk: UUID) -> HttpResponse:
    """I do it."""
    return _done(request, pk, verbs.take_action, _("You take it upon you: the other party sees it."))


@login_required
@require_POST
def finish_action(request: Request, pk: UUID) -> HttpResponse:
    """It is done."""
    return _done(request, pk, verbs.finish_action, _("Done: the other party sees it."))


def _done(request: Request, pk: UUID, verb: Callable[..., Any], says_so: str) -> HttpResponse:
    action = action_of(request, pk, ANSWER)
    verb(action, by=who(request), at=clock.now())
    messages.success(request, says_so)
    return redirect("fieldwork:section", action.section_id)


@login_required
@require_POST
def move_action(request: Request, pk: UUID) -> HttpResponse:
    """Another day."""
    return _typed(request, pk, MoveForm, verbs.move_action, _("Moved: the other party sees the new day."))


@login_required
@require_POST
def drop_action(request: Request, pk: UUID) -> HttpResponse:
    """It will not be done, and why."""
    return _typed(request, pk, DropForm, verbs.drop_action, _("Dropped: the other party reads why."))


def _typed(request: Request, pk: UUID, kind: Any, verb: Callable[..., Any], says_so: str) -> HttpResponse:
    action = action_of(request, pk, ANSWER)
    form = kind(request.POST)
    if submit(request, form, lambda given: verb(action, **given, by=who(request), at=clock.now())):
        messages.success(request, says_so)
        return redirect("fieldwork:section", action.section_id)
    found = access.fetch(request.user, None, reading.sections(), pk=action.section_id)
    return shown(request, found, refused_action=action.pk, event_form=form)

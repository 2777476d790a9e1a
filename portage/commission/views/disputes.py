"""One dispute: read by both sides, answered by the principal, withdrawn by the agent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.queries.people import side_of
from portage.core import clock
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import answering
from ..forms.statements import AnswerForm, WithdrawForm
from ..pages.lines import row as line_row
from ..pages.statement import reading_of
from ..rules.verbs import PERMISSIONS
from .doors import dispute_of, identify, identify_address, is_sure, posted, trail


@login_required
def answer(request: Request, pk: UUID) -> HttpResponse:
    """The principal upholds or refuses; the agent withdraws. Once, then it is only read."""
    row = dispute_of(request, pk)
    statement = row.line.statement
    side = side_of(statement.contract, request.acting.organisation.pk)
    permission = PERMISSIONS["dispute" if side == "agent" else "answer"]
    if request.method == "POST":
        access.demand(request.user, permission)
    form: Any = (
        WithdrawForm(posted(request))
        if side == "agent"
        else AnswerForm(posted(request), initial={"base": row.base, "rate": row.rate})
    )
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: answered(request, row, side, given)):
        messages.success(request, _("The dispute is closed; the other side is told."))
        return redirect("commission:statement", statement.pk)
    shown = {
        "dispute": row, "statement": statement, "contract": statement.contract, "form": form, "side": side,
        "row": line_row(row.line, reading_of(statement)), "open": not hasattr(row, "answer"),
        "may": bool(side) and access.may(request.user, permission), "is_sure": is_sure(request),
        "identify_url": identify_address(request),
        "crumbs": trail(statement, _("Dispute of line %(number)s") % {"number": row.line.number}),
    }  # fmt: skip
    return render(request, "commission/answer.html", shown, status=form.status)


def answered(request: Request, row: Any, side: str, given: Mapping[str, Any]) -> object:
    """The verb of the side that acts."""
    verb: Any = answering.withdraw_dispute if side == "agent" else answering.answer_dispute
    return verb(row, **given, by=who(request), at=clock.now())

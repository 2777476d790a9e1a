"""Questions that the law leaves open, answered in place with a reason."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import versions
from ..forms.binding import ChoiceForm
from ..words.codes import QUESTIONS
from .creation import reviewed
from .doors import contract_of

# Legal review is counsel's; the others are recorded by whoever negotiates, with a reason.
COUNSEL = {"legal_review": "contracts.review_contract"}


@login_required
@require_POST
def choices(request: Request, pk: UUID) -> HttpResponse:
    """Record one answer; the newest one holds."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    question = request.POST.get("question", "")
    if question not in QUESTIONS:
        raise Http404
    access.demand(request.user, COUNSEL.get(question, "contracts.negotiate_contract"))
    form = ChoiceForm(question, QUESTIONS[question], request.POST)

    def answer(given: Mapping[str, Any]) -> object:
        return versions.record_choice(
            row, question=question, answer=given["answer"], reason=given["reason"], by=who(request), at=clock.now()
        )

    if submit(request, form, answer):
        messages.success(request, _("The answer is recorded with its reason."))
        return redirect("contracts:review", pk)
    return render(request, "contracts/review.html", reviewed(request, row, answering=form), status=form.status)

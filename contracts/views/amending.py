"""Amendments: starting one, and the chain of a contract with its terms as they stood on any day."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.network.doors import Request, who

from ..actions.amending import start_amendment
from ..forms.amending import AmendForm
from ..forms.binding import AskDayForm
from ..pages import amending as pages
from .doors import contract_of, demand_now, posted, today_of


@login_required
def amend(request: Request, pk: UUID) -> HttpResponse:
    """What can be amended and what cannot; then the steps, each filled with what is agreed."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "amend")
    form = AmendForm(posted(request))
    if submit(request, form, lambda given: start_amendment(row, by=who(request), at=clock.now())):
        messages.success(
            request,
            _("Amendment %(number)s is started, with what is agreed. Change what shall differ.")
            % {"number": form.done.amendment_number},
        )
        return redirect("contracts:step", form.done.pk, "products")
    return render(request, "contracts/amend.html", {"contract": row, "form": form}, status=form.status)


@login_required
@require_safe
def amendments(request: Request, pk: UUID) -> HttpResponse:
    """The chain: contract, amendments, renewals; and the terms as they stood on a day."""
    row = contract_of(request, pk)
    if row.amends_id:
        return redirect("contracts:amendments", row.amends_id)
    today = today_of(row)
    form = AskDayForm(request.GET if "day" in request.GET else None, initial={"day": today})
    day = form.day_or(today)
    shown = {
        "contract": row, "form": form, "day": day, "today": today, "chain": pages.chain(row), "stood": pages.stood(row, day),
    }  # fmt: skip
    return render(request, "contracts/amendments.html", shown)

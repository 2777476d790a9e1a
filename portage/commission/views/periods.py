"""The period that comes next under one contract: what it holds so far, issuing it, the rates of exchange it rests on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.queries.people import side_of
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import issuing
from ..actions import rates as rate_verbs
from ..forms.statements import IssueForm, RatesForm
from ..pages.statement import MOST_LINES, draft_page, period_words
from ..queries import statements as queries
from ..queries.account import drafts, next_period
from ..queries.terms import AsTheyStood
from ..words.pages import REASONS, VAT
from .doors import LIST, contract_of, identify, identify_address, is_sure, posted, today_of

ISSUE, RATE = "commission.issue_statement", "commission.tell_rate"
SHOWN = 60


@login_required
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The statement that would be issued now, line by line; once the period is over, its principal issues it here."""
    row = contract_of(request, pk, ISSUE if request.method == "POST" else None)
    today, terms = today_of(row), AsTheyStood(row)
    period = next_period(row, terms)
    form = IssueForm(posted(request), initial={"last_day": period.last_day if period else None})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: issue(request, row, given)):
        messages.success(request, _("The statement is issued; the agent is told."))
        return redirect("commission:statement", form.done[0].pk)
    found = [draft_page(draft, MOST_LINES) for draft in drafts(row, period, terms)] if period else []
    refused = why_not(request, row, period is None, period is not None and today <= period.last_day)
    shown = {
        "contract": row, "period": period, "drafts": found, "form": form, "refused": refused, "today": today,
        "deadline": found[0]["draft"].deadline if found else None, "vat": VAT[found[0]["draft"].vat] if found else "",
        "says": period_words(period.first_day, period.last_day) if period else "",
        "is_sure": is_sure(request), "identify_url": identify_address(request),
        "crumbs": crumbs(LIST, (row.reference, "contracts:contract", row.pk), here=_("Next statement")),
    }  # fmt: skip
    return render(request, "commission/preview.html", shown, status=form.status)


def issue(request: Request, row: Contract, given: Mapping[str, Any]) -> object:
    """What was on the page is what is issued: the period by its last day."""
    return issuing.issue_statement(row, last_day=given["last_day"], by=who(request), at=clock.now())


def why_not(request: Request, row: Contract, nothing_told: bool, runs: bool) -> object:
    """Why this person cannot issue it now; "" when they can."""
    if side_of(row, request.acting.organisation.pk) != "principal":
        return REASONS["not_the_principal"]
    if not access.may(request.user, ISSUE):
        return REASONS["role"]
    return REASONS["nothing_told"] if nothing_told else REASONS["period_runs"] if runs else ""


@login_required
def rates(request: Request, pk: UUID) -> HttpResponse:
    """The rates recorded under a contract, the newest first; one more, or a file of them."""
    row = contract_of(request, pk, RATE if request.method == "POST" else None)
    form = RatesForm(posted(request), request.FILES or None)

    def verb(given: Mapping[str, Any]) -> object:
        told = form.rates()
        return rate_verbs.tell_rates(row, rates=told, source=given["source"], by=who(request), at=clock.now())

    if submit(request, form, verb):
        messages.success(request, _("%(count)s recorded.") % {"count": len(form.done)})
        return redirect("commission:rates", pk)
    found = access.visible(request.user, queries.rates(row))
    may_tell = side_of(row, request.acting.organisation.pk) == "principal" and access.may(request.user, RATE)
    shown = {
        "contract": row, "form": form, "rates": found[:SHOWN], "may_tell": may_tell,
        "crumbs": crumbs(LIST, (row.reference, "contracts:contract", row.pk), here=_("Rates of exchange")),
    }  # fmt: skip
    return render(request, "commission/rates.html", shown, status=form.status)

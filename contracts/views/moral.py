"""The moral contract: what was declared, and the confirmation of each side."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.forms import submit
from portage.core.words import day
from portage.network.doors import Request, who

from ..actions.moral import confirm_moral
from ..forms.binding import Statement
from ..models import Contract
from ..pages import checks as panel
from ..pages import stages
from ..queries import checks, covered, people
from ..queries.page import facts_now
from ..rules.verbs import verdict
from ..words.pages import REASONS, reader_language
from . import typed
from .doors import contract_of, demand_now, identify, identify_address, is_sure, posted, today_of


@login_required
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Parties, products, territory and first day, then one box. With both confirmations it is in force."""
    row = contract_of(request, pk, "contracts.confirm_moral_contract")
    facts = facts_now(row, request.acting, today=today_of(row))
    waits = verdict(facts, "confirm").reason in {"exclusivity_waits", "overlap"}
    if request.method == "POST" or not waits:
        demand_now(request, row, "confirm")
    party = row.principal if people.side_of(row, request.acting.organisation.pk) == "principal" else row.agent
    words = _("I confirm, for %(party)s, this contract without paper, from %(day)s.") % {
        "party": party,
        "day": day(row.first_day) if row.first_day else "…",
    }
    form = Statement(words, posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: confirm_moral(row, by=who(request), at=clock.now())):
        messages.success(request, outcome(row))
        return redirect("contracts:contract", pk)
    gaps, side = checks.gaps(row, today_of(row)), people.side_of(row, request.acting.organisation.pk)
    every = stages.states(row, typed.names(request, pk), gaps)
    findings = [stages.finding(one, row) for step in every for one in step.findings]
    shown = {
        "contract": row, "form": form, "covered": covered.of_rows(row, reader_language()), "acts": people.acts(row), "today": today_of(row),
        "missing": stages.missing(row, gaps, side), "findings": findings,
        "questions": stages.questions(row, findings), "overlaps": stages.overlaps(row, request.user),
        "waits": REASONS["exclusivity_waits"] if waits else "", "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
        "stages": stages.bar(row, every, current="review") if not people.acts(row) else [],
    }  # fmt: skip
    shown |= panel.of_reader(row, request.acting, facts, today_of(row))
    return render(request, "contracts/moral.html", shown, status=form.status)


def outcome(row: Contract) -> str:
    """What the confirmation did."""
    row.refresh_from_db()
    if row.status == Contract.Status.DRAFT:
        return _("Your side has confirmed. The other side's confirmation is awaited.")
    return _("Both sides have confirmed: the contract binds.")

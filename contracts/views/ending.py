"""Other ends: by agreement of both sides, or at once for serious default."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.law.ending import consequences
from contracts.law.pay import DEFAULT, MUTUAL, End
from portage.core import clock
from portage.core.forms import submit
from portage.core.words import day
from portage.network.doors import Request, who

from ..actions import ending as verbs
from ..forms.binding import DefaultForm, ProposeEndForm, Statement
from ..leaving import held_by, pay_of
from ..models import Contract
from ..pages import leaving as page
from ..queries import page as queries
from ..queries import people
from ..queries.law import law_of
from ..standing import end_of
from . import typed
from .doors import contract_of, demand_now, identify, identify_address, is_sure, posted, today_of


def party_of(request: Request, row: Contract) -> str:
    """The party that this person acts for."""
    return str(row.principal if people.side_of(row, request.acting.organisation.pk) == "principal" else row.agent)


def what_follows(request: Request, row: Contract, end: End) -> list[dict[str, Any]]:
    """What follows by law, the compensation first, for core/_sum.html: as this person's side may know it."""
    law, today = law_of(row), today_of(row)
    side = people.side_of(row, request.acting.organisation.pk)
    pay = pay_of(row, law, held_by(row, side), end, today)
    return [page.pay_row(pay), *page.follows(consequences(law, end))]


@login_required
def propose(request: Request, pk: UUID) -> HttpResponse:
    """A day is proposed; nothing changes until the other side accepts."""
    row = contract_of(request, pk, "contracts.end_contract")
    demand_now(request, row, "propose_end")
    words = _("I propose, for %(party)s, to end contract %(reference)s on that day.") % {
        "party": party_of(request, row),
        "reference": row.reference,
    }
    trying = request.method == "POST" and "compute" in request.POST
    form = ProposeEndForm(words, posted(request))

    def verb(given: Mapping[str, Any]) -> object:
        return verbs.propose_end(
            row, last_day=given["last_day"], reason=given["reason"], by=who(request), at=clock.now()
        )

    if not trying and submit(request, form, verb):
        messages.success(request, _("The end is proposed. Nothing changes until the other side accepts."))
        return redirect("contracts:contract", pk)
    if trying:
        for name in set(form.errors) - {"last_day"}:
            del form.errors[name]
    last_day = form.cleaned_data.get("last_day") if form.is_bound and hasattr(form, "cleaned_data") else None
    follows = what_follows(request, row, end_of(row, kind=MUTUAL, by="", ends_on=last_day)) if last_day else []
    shown = {"contract": row, "form": form, "today": today_of(row), "last_day": last_day, "follows": follows}
    return render(request, "contracts/propose_end.html", shown, status=form.status)


@login_required
def accept(request: Request, pk: UUID) -> HttpResponse:
    """The proposal on the table, what follows, and one box."""
    row = contract_of(request, pk, "contracts.end_contract")
    demand_now(request, row, "accept_end")
    proposal = queries.proposal_of(row)
    assert proposal is not None  # noqa: S101  # nosec: accept_end was allowed, so there is one
    words = _("I accept, for %(party)s, that contract %(reference)s ends on %(day)s.") % {
        "party": party_of(request, row), "reference": row.reference, "day": day(proposal.last_day),
    }  # fmt: skip
    form = Statement(words, posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: verbs.accept_end(proposal, by=who(request), at=clock.now())):
        messages.success(
            request, _("The end is agreed: the contract ends on %(day)s.") % {"day": day(form.done.ends_on)}
        )
        return redirect("contracts:contract", pk)
    shown = {
        "contract": row, "form": form, "proposal": proposal, "follows": what_follows(request, row, end_of(row, kind=MUTUAL, by="", ends_on=proposal.last_day)), "today": today_of(row),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/accept_end.html", shown, status=form.status)


@login_required
def default(request: Request, pk: UUID) -> HttpResponse:
    """At once, with its facts stated now."""
    row = contract_of(request, pk, "contracts.end_contract")
    demand_now(request, row, "default")
    today = today_of(row)
    side = people.side_of(row, request.acting.organisation.pk)
    words = _("I end contract %(reference)s today, %(day)s, for %(party)s, for the serious default stated above.") % {
        "reference": row.reference, "day": day(today), "party": party_of(request, row),
    }  # fmt: skip
    form = DefaultForm(words, request.POST or typed.kept(request, pk, "default"))
    if request.method == "POST" and not is_sure(request):
        typed.keep(request, pk, "default")
        return identify(request, request.path)

    def verb(given: Mapping[str, Any]) -> object:
        return verbs.end_for_serious_default(row, grounds=given["grounds"], by=who(request), at=clock.now())

    if submit(request, form, verb):
        typed.forget(request, pk, "default")
        messages.success(request, _("The contract is ended. Its documents stay readable to both sides."))
        return redirect("contracts:contract", pk)
    shown = {
        "contract": row, "form": form, "today": today, "follows": what_follows(request, row, end_of(row, kind=DEFAULT, by=side, ends_on=today)), "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/default.html", shown, status=form.status)

"""Other ends: by agreement of both sides, or at once for serious default."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.law.ending import consequences
from portage.core import clock
from portage.core.forms import submit
from portage.core.words import day
from portage.network.doors import Request, who

from ..actions import ending as verbs
from ..forms.binding import DefaultForm, ProposeEndForm, Statement
from ..models import Contract
from ..queries import page as queries
from ..queries import people
from ..queries.law import law_of
from ..words.pages import CONSEQUENCES
from . import typed
from .doors import contract_of, demand_now, identify, identify_address, is_sure, posted, today_of


def party_of(request: Request, row: Contract) -> str:
    """The party that this person acts for."""
    return str(row.principal if people.side_of(row, request.acting.organisation.pk) == "principal" else row.agent)


def follows(row: Contract, last_day: date) -> list[dict[str, Any]]:
    """What follows by law, for core/_sum.html."""
    found = consequences(law_of(row), last_day)
    return [
        {
            "label": CONSEQUENCES[c.code][0],
            "value": _("until %(day)s") % {"day": day(c.last_day)} if c.last_day else _("no day in the law"),
            "why": f"{CONSEQUENCES[c.code][1]} ({c.rule.jurisdiction} {c.rule.source})",
        }
        for c in found
    ]


@login_required
def propose(request: Request, pk: UUID) -> HttpResponse:
    """A day is proposed; nothing changes until the other side accepts."""
    row = contract_of(request, pk, "contracts.end_contract")
    demand_now(request, row, "propose_end")
    words = _("I propose, for %(party)s, to end contract %(reference)s on that day.") % {
        "party": party_of(request, row),
        "reference": row.reference,
    }
    form = ProposeEndForm(words, posted(request))

    def verb(given: Mapping[str, Any]) -> object:
        return verbs.propose_end(
            row, last_day=given["last_day"], reason=given["reason"], by=who(request), at=clock.now()
        )

    if submit(request, form, verb):
        messages.success(request, _("The end is proposed. Nothing changes until the other side accepts."))
        return redirect("contracts:contract", pk)
    return render(
        request,
        "contracts/propose_end.html",
        {"contract": row, "form": form, "today": today_of(row)},
        status=form.status,
    )


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
        "contract": row, "form": form, "proposal": proposal, "follows": follows(row, proposal.last_day), "today": today_of(row),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/accept_end.html", shown, status=form.status)


@login_required
def default(request: Request, pk: UUID) -> HttpResponse:
    """At once, with its facts stated now."""
    row = contract_of(request, pk, "contracts.end_contract")
    demand_now(request, row, "default")
    today = today_of(row)
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
        "contract": row, "form": form, "today": today, "follows": follows(row, today), "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/default.html", shown, status=form.status)

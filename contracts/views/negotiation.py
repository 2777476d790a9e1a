"""The negotiation of one contract: its points, one in full, and what each side does with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who

from ..actions import comments as talk
from ..actions import negotiation as verbs
from ..actions import unsent
from ..forms.negotiation import AnswerForm, CommentForm
from ..models import Contract, Proposal
from ..pages import negotiation as pages
from ..pages import panel_rows, stages
from ..queries import checks, people
from ..queries import negotiation as queries
from ..queries import page as contract_queries
from ..rules.verbs import verdict
from ..words.pages import REASONS
from .doors import contract_of, today_of

NEGOTIATE = "contracts.negotiate_contract"
DONE = {
    "accept": lambda: _("Accepted: version %(number)s holds it."),
    "refuse": lambda: _("Refused: the other side reads why."),
    "withdraw": lambda: _("Withdrawn: the text stays as it is."),
}


@login_required
@require_safe
def negotiation(request: Request, pk: UUID, subject: str = "") -> HttpResponse:
    """Every point with its state, and one in full: the one asked for, else what waits for me longest."""
    row = contract_of(request, pk)
    if not row.version_number:
        return redirect("contracts:contract", pk)
    return shown(request, row, subject)


def shown(request: Request, row: Any, subject: str = "", **forms: Any) -> HttpResponse:
    """The page; `forms` are an answer or a comment that was refused."""
    version = access.fetch(request.user, None, contract_queries.versions(), contract=row, number=row.version_number)
    page = pages.negotiation(row, version, request.acting)
    point = page.point(subject) if subject else page.first()
    if point is None:
        raise Http404
    facts = contract_queries.facts_now(row, request.acting, today=today_of(row))
    negotiate, approve = verdict(facts, "negotiate"), verdict(facts, "approve")
    told = {
        "contract": row, "page": page, "point": point, "is_named": bool(subject), "now": clock.now(),
        "verdict": negotiate, "why": REASONS.get(negotiate.reason, ""),
        "approve": approve, "approve_why": REASONS.get(approve.reason, ""), **_point(page, point), **_beside(request, row), **forms,
    }  # fmt: skip
    refused = [form.status for form in forms.values() if form.status != 200]
    return render(request, "contracts/negotiation.html", told, status=refused[0] if refused else 200)


def _point(page: pages.Negotiation, point: pages.Point) -> dict[str, Any]:
    """One point in full: its text or its terms, its rounds, its comments, what closing it leaves open."""
    step = point.subject.removeprefix("terms-") if not point.number else ""
    left = page.tally["open"] - 1
    return {
        "columns": [] if step else pages.columns(page, point),
        "step": step,
        "lines": pages.term_lines(page, step) if step else [],
        "changes": pages.term_changes(point.proposal, page.language) if step and point.proposal else [],
        "accepted": pages.accepted_on(page, point.subject),
        "rounds": pages.rounds(page, point.subject),
        "said": pages.said(page, point.subject),
        "typed": page.typings.get(point.subject),
        "left": ngettext("One point stays open.", "%(count)d points stay open.", left) % {"count": left}
        if left > 0
        else _("Nothing stays open: the version can be approved."),
        "answer_form": AnswerForm(),
        "comment_form": CommentForm(),
    }


def _beside(request: Request, row: Contract) -> dict[str, Any]:
    """Approvals of the version on the table, what the law says, all versions."""
    acts = people.acts(row)
    awaited = people.awaited(row, acts) if row.status == "negotiating" else []
    return {
        "acts": [act for act in acts if act.act == "approved"],
        "awaited": [(side, panel_rows.roles_of(roles)) for side, roles in awaited],
        "findings": [stages.finding(one) for one in checks.findings(row)] if row.status == "negotiating" else [],
        "overlaps": stages.overlaps(row, request.user) if row.status == "negotiating" else [],
        "versions": list(queries.versions_of(row)),
    }


@login_required
@require_POST
def answer(request: Request, pk: UUID, subject: str) -> HttpResponse:
    """Accept, refuse or withdraw the proposal that was on the page."""
    row = contract_of(request, pk, NEGOTIATE)
    form = AnswerForm(request.POST)

    def respond(given: Mapping[str, Any]) -> Any:
        proposal = access.fetch(request.user, None, queries.proposals(row), pk=given["proposal"])
        return answered(proposal, given["answer"], given["reason"], request)

    if submit(request, form, respond):
        number = getattr(form.done, "number", row.version_number)
        messages.success(request, DONE[form.cleaned_data["answer"]]() % {"number": number})
        return _after(request, row, subject)
    return shown(request, contract_of(request, pk), subject, answer_form=form)


def _after(request: Request, row: Contract, subject: str) -> HttpResponse:
    """To what waits for this side next; where nothing does, the point that was answered stays on the page."""
    side = people.side_of(row, request.acting.organisation.pk)
    waiting = queries.open_ones(list(queries.proposals(row)))
    if any(one.side != side for one in waiting.values()):
        return redirect("contracts:negotiation", row.pk)
    return redirect("contracts:point", row.pk, subject)


def answered(proposal: Proposal, answer: str, reason: str, request: Any) -> Any:
    """The verb of an answer: the version of an acceptance, else the answer."""
    me, at = who(request), clock.now()
    if answer == "accept":
        return verbs.accept(proposal, by=me, at=at)
    if answer == "refuse":
        return verbs.refuse(proposal, reason=reason, by=me, at=at)
    return verbs.withdraw_proposal(proposal, by=me, at=at, reason=reason)


@login_required
@require_POST
def comment(request: Request, pk: UUID, subject: str) -> HttpResponse:
    """Say something of one point, or say it better."""
    row = contract_of(request, pk, NEGOTIATE)
    form = CommentForm(request.POST)
    if submit(request, form, lambda given: say(row, request, subject, given)):
        both = form.done.audience == "both"
        messages.success(request, _("Said to both sides.") if both else _("Said to your side only."))
        return redirect("contracts:point", pk, subject)
    return shown(request, row, subject, comment_form=form)


def say(row: Contract, request: Any, subject: str, given: Mapping[str, Any]) -> Any:
    """A new comment, or the correction of one's own."""
    me, at = who(request), clock.now()
    if not given.get("corrects"):
        audience = given.get("audience") or "own"
        return talk.comment(row, subject=subject, text=given["text"], audience=audience, by=me, at=at)
    former = queries.own_comment(row, request.acting, given["corrects"])
    if former is None:
        raise Http404
    return talk.correct(former, text=given["text"], by=me, at=at)


@login_required
@require_POST
def keep(request: Request, pk: UUID, subject: str) -> HttpResponse:
    """What is being typed, kept as it is typed; or thrown away, when its author says so."""
    row = contract_of(request, pk, NEGOTIATE)
    if "drop" in request.POST:
        unsent.forget(row, membership=request.acting.membership, subject=subject)
        messages.success(request, _("What you had typed is thrown away."))
        return redirect("contracts:point", pk, subject)
    base = request.POST.get("base", "0")
    texts = {tag: request.POST[tag].replace("\r\n", "\n") for tag in ("fr", "en") if tag in request.POST}
    told: dict[str, Any] = {}
    try:
        kept = unsent.keep(
            row, subject=subject[:48], texts=texts, base=int(base) if base.isdecimal() and len(base) < 6 else 0,
            reason=request.POST.get("reason", ""), by=who(request), at=clock.now(),
        )  # fmt: skip
        told["kept"] = kept.at
    except Refused as refusal:
        told["why"] = refusal.message
    return render(request, "contracts/_kept.html", told)

"""Notice: its effect before anybody commits, then given, received, and annulling the renewal that a late typing let run."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.law.chain import BeforeFirstDay
from contracts.law.dates import OutOfCalendar
from contracts.law.pay import DEFAULT, NOTICE, End
from portage.core import clock
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.core.words import day
from portage.network import access
from portage.network.doors import Request, who

from ..actions import notice as verbs
from ..forms.binding import ReceiptForm
from ..forms.notice import AnnulForm, NoticeForm
from ..models import Contract, Notice
from ..pages import panels
from ..pages.letters import effect
from ..queries import page as queries
from ..queries import people
from ..standing import end_of
from ..words import steps
from ..words.pages import reader_language
from . import typed
from .doors import contract_of, demand_now, identify, identify_address, is_piece, is_sure, posted, today_of
from .ending import party_of, what_follows


@login_required
def notice(request: Request, pk: UUID) -> HttpResponse:
    """The computation for today or for the day of a letter; confirmed, the notice is given."""
    row = contract_of(request, pk, "contracts.give_notice")
    demand_now(request, row, "notice")
    today = today_of(row)
    asked = request.GET if "form" in request.GET else None
    trying = request.method != "POST" or "compute" in request.POST
    form = NoticeForm(request.POST or asked or typed.kept(request, pk, "notice"), today=today)
    told = effect_of(row, form.day, today)
    form.says(told, party_of(request, row), row.reference)
    if not trying and not is_sure(request):
        typed.keep(request, pk, "notice")
        return identify(request, request.path)
    if not trying and submit(request, form, lambda given: give(request, row, form, told)):
        typed.forget(request, pk, "notice")
        messages.success(
            request, _("The notice is served. The contract ends on %(day)s.") % {"day": day(form.done.ends_on)}
        )
        return redirect("contracts:served", form.done.pk)
    if trying and form.is_bound:
        form.tell_only_days()
    piece = "contracts/_notice_effect.html" if is_piece(request) else "contracts/notice.html"
    return render(request, piece, shown_with(request, row, form, told, today), status=form.status)


def effect_of(row: Contract, served_on: date, today: date) -> Any:
    """The effect of that day; of today when no notice can be served on it (the form says why)."""
    try:
        return effect(row, served_on, today)
    except (BeforeFirstDay, OutOfCalendar):
        return effect(row, today, today)


def give(request: Request, row: Contract, form: NoticeForm, told: Any) -> Notice:
    """What was confirmed is what is done: another end than the one shown is refused."""
    given = form.cleaned_data
    if given["ends_on"] != told.ends_on:
        raise Refused(
            "other_end",
            _("The day changed, and the end with it: it is now %(day)s. Read it and confirm again.")
            % {"day": day(told.ends_on)},
            field="agree",
        )
    return verbs.give_notice(
        row,
        form=given["form"],
        served_on=form.day,
        sent_on=given["sent_on"],
        grounds=given["grounds"],
        by=who(request),
        at=clock.now(),
    )


def shown_with(request: Request, row: Contract, form: NoticeForm, told: Any, today: date) -> dict[str, Any]:
    """What the notice's page shows besides the effect: the date that binds, the chain, what follows by law."""
    page = queries.page(row, request.acting, today=today, language=reader_language())
    other = row.agent if page.side == "principal" else row.principal
    return {
        "contract": row, "form": form, "effect": told, "today": today, "follows": what_follows(request, row, end_of(row, kind=NOTICE, by=page.side, ends_on=told.ends_on)), "other": other,
        "binding": panels.binding(page), "terms": panels.terms(page), "upcoming": panels.upcoming_term(page), "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path), "law_says": panels.law_of(page),
    }  # fmt: skip


@login_required
def served(request: Request, pk: UUID) -> HttpResponse:
    """One notice: what it does, its letter, and the receipt of the other side."""
    row = access.fetch(
        request.user, "contracts.acknowledge_notice" if request.method == "POST" else None, queries.notices(), pk=pk
    )
    contract = row.contract
    today = today_of(contract)
    form = ReceiptForm(posted(request), initial={"received_on": today})
    if submit(
        request,
        form,
        lambda given: verbs.acknowledge_notice(row, received_on=given["received_on"], by=who(request), at=clock.now()),
    ):
        messages.success(request, _("The receipt is recorded."))
        return redirect("contracts:served", pk)
    side = people.side_of(contract, request.acting.organisation.pk)
    letter = next(
        (d for d in queries.documents_of(contract) if d.kind == "notice" and d.number == number_of(row)), None
    )
    rows: list[dict[str, Any]] = [
        {"label": label, "value": value, "why": why} for label, value, why in steps.rows(row.explanation)
    ]
    if rows:
        rows[-1]["result"] = True
    shown = {
        "contract": contract, "notice": row, "receipt": getattr(row, "receipt", None), "form": form, "rows": rows, "letter": letter, "today": today,
        "follows": what_follows(request, contract, end_by(row)), "may_acknowledge": side and side != row.side and access.may(request.user, "contracts.acknowledge_notice"),
        "annullable": verbs.comes_too_late_to_be_typed(contract, row) and side,
    }  # fmt: skip
    return render(request, "contracts/served.html", shown, status=form.status)


def end_by(row: Notice) -> End:
    """The end that this notice brings, as the law asks about it."""
    kind = DEFAULT if row.serious_default else NOTICE
    return end_of(row.contract, kind=kind, by=row.side, ends_on=row.ends_on)


def number_of(row: Notice) -> int:
    """Its place among the contract's notices, which numbers its letter."""
    return sum(1 for other in queries.notices_of(row.contract) if other.at <= row.at)


@login_required
def annul(request: Request, pk: UUID) -> HttpResponse:
    """The renewal did not happen: the other side confirms, or the one who gave notice proves the presentation."""
    row = contract_of(request, pk, "contracts.give_notice")
    demand_now(request, row, "annul")
    late = next(n for n in queries.notices_of(row) if verbs.comes_too_late_to_be_typed(row, n))
    mine = people.side_of(row, request.acting.organisation.pk) == late.side
    words = _("I confirm, for %(party)s, that the letter was presented on %(day)s and that the renewal it refused did not happen.") % {
        "party": party_of(request, row), "day": day(late.served_on),
    }  # fmt: skip
    form = AnnulForm(words, mine, posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def verb(given: Mapping[str, Any]) -> object:
        proof = given.get("proof")
        return verbs.annul_renewals(
            late,
            proof=proof.read() if proof else None,
            proof_name=proof.name if proof else "",
            by=who(request),
            at=clock.now(),
        )

    if submit(request, form, verb):
        messages.success(
            request, _("The renewal is annulled: the contract ends on %(day)s.") % {"day": day(late.ends_on)}
        )
        return redirect("contracts:contract", pk)
    shown = {
        "contract": row, "notice": late, "mine": mine, "form": form, "today": today_of(row), "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "contracts/annul.html", shown, status=form.status)

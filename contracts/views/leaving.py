"""What leaving costs: the four ways of one contract, the figures they rest on, what a person says where the law is silent."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import answering
from ..actions import commission as verbs
from ..forms.leaving import AmountForm, DueForm, FigureForm
from ..leaving import cost, counted_until, held_by, known_end
from ..models import Contract
from ..pages import leaving as page
from ..queries import commission as queries
from ..queries.checks import findings
from ..queries.held import PAY_AMOUNT, PAY_DUE
from ..queries.page import notices_of
from ..queries.people import SIDES, side_of
from .doors import contract_of, posted, today_of
from .ending import what_follows

TELL = "contracts.tell_commission"
FORMS = {PAY_AMOUNT: AmountForm, PAY_DUE: DueForm}


@login_required
@require_safe
def leaving(request: Request, pk: UUID) -> HttpResponse:
    """The four columns, for the side that would leave: mine, unless the other one is asked for."""
    row = contract_of(request, pk)
    return render(request, "contracts/leaving.html", shown_with(request, row))


def shown_with(request: Request, row: Contract, answering_form: Any = None, question: str = "") -> dict[str, Any]:
    """The page, with the form of an answer that was refused if there is one."""
    today, side = today_of(row), side_of(row, request.acting.organisation.pk)
    asked = request.GET.get("by", "")
    by = asked if asked in SIDES else side or "principal"
    held = held_by(row, side)
    found = cost(row, held, by=by, today=today)
    may_tell = bool(side) and access.may(request.user, TELL)
    asks = {ask for way in found.ways if way.pay for ask in way.pay.asks} if may_tell else set()
    forms = {f"pay_{code}": FORMS[f"pay_{code}"](prefix=code) for code in sorted(asks)}
    if answering_form is not None:
        forms[question] = answering_form
    end = known_end(row, notices_of(row))
    return {
        "follows": what_follows(request, row, end) if end else [],
        "contract": row, "today": today, "by": by, "side": side, "cost": found, "columns": page.columns(found),
        "may_tell": may_tell and row.status in verbs.TELLING, "known": held.known, "forms": forms.items(),
        "overriding": [one for one in findings(row) if one.code == "overriding_termination_pay"] if row.first_day else [],
    }  # fmt: skip


@login_required
@require_POST
def answer(request: Request, pk: UUID, question: str) -> HttpResponse:
    """What counsel says, with the reason; only this side reads it."""
    row = contract_of(request, pk, TELL)
    if question not in FORMS:
        raise Http404
    form: Any = FORMS[question](request.POST, prefix=question.removeprefix("pay_"))

    def verb(given: Mapping[str, Any]) -> object:
        return answering.answer_after_end(
            row, question=question, answer=str(given["answer"]), reason=given["reason"], by=who(request), at=clock.now()
        )

    if submit(request, form, verb):
        messages.success(request, _("The answer is recorded with its reason. Only your side reads it."))
        return redirect("contracts:leaving", pk)
    return render(request, "contracts/leaving.html", shown_with(request, row, form, question), status=form.status)


@login_required
def commission(request: Request, pk: UUID) -> HttpResponse:
    """The yearly figures that this side knows, and what the other side shared; a year more, or a correction."""
    row = contract_of(request, pk, TELL if request.method == "POST" else None)
    today, side = today_of(row), side_of(row, request.acting.organisation.pk)
    years = years_of(row, today)
    form = FigureForm(years, row.currency, posted(request), initial={"year": asked_year(request, years)})

    def verb(given: Mapping[str, Any]) -> object:
        return verbs.tell_commission(row, **given, by=who(request), at=clock.now())

    if submit(request, form, verb):
        words = _("The commission of %(year)s is kept.")
        messages.success(request, words % {"year": form.done.year})
        return redirect("contracts:commission", pk)
    may_tell = bool(side) and bool(years) and access.may(request.user, TELL) and row.status in verbs.TELLING
    shown = {
        "contract": row, "form": form, "side": side, "figures": page.figures(queries.figures(row, side), side),
        "may_tell": may_tell, "total": sum((one.amount for one in queries.known_of(row, side)), Decimal(0)),
    }  # fmt: skip
    return render(request, "contracts/commission.html", shown, status=form.status)


def years_of(row: Contract, today: date) -> list[int]:
    """The years in which the contract has earned, the newest first."""
    if row.first_day is None or row.first_day > today:
        return []
    return list(range(counted_until(row, today)[0].year, row.first_day.year - 1, -1))


def asked_year(request: Request, years: list[int]) -> int | None:
    """The year that a link asks for, if it is one of these; else the newest."""
    asked = request.GET.get("year", "")
    return next((year for year in years if str(year) == asked), years[0] if years else None)

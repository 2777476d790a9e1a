"""The page of one contract, its journal, and the two verbs confirmed from it: reopen and withdraw."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.core.models import Entry
from portage.network import access, journals
from portage.network.doors import Request, who

from ..actions import drafting, versions
from ..forms.binding import ReopenForm, WithdrawForm
from ..pages import amending, panel_rows, panels
from ..pages import checks as panel
from ..pages import duties as duties_page
from ..pages.review_file import BOUND
from ..queries import duties
from ..queries import page as queries
from ..queries.exclusivity import asked_of
from ..words.journal import all_told, what
from ..words.pages import reader_language
from ..words.signing import CAUSES
from .doors import confidential, contract_of, demand_now, is_piece, posted, today_of


@login_required
@require_safe
def contract(request: Request, pk: UUID) -> HttpResponse:
    """One contract: its next date that binds, its terms, what it covers, its papers, its life, and what I may do."""
    row = contract_of(request, pk)
    page = queries.page(row, request.acting, today=today_of(row), language=reader_language())
    shown = {
        "page": page, "contract": row, "today": page.today, "binding": panels.binding(page), "terms": panels.terms(page),
        "upcoming": panels.upcoming_term(page), "documents": panel_rows.documents(page), "people": panel_rows.people(page),
        "entries": all_told(page.entries, row, most=queries.NEWEST), "notices": [panel_rows.notice_row(n) for n in page.notices],
        "any_day": panels.any_day(page), "stopped": CAUSES[page.stopped.cause] if page.stopped else "",
        "changes": amending.panel(row, request.acting, page.today), **panels.offers(page),
        "before_signature": row.status in queries.BEFORE_SIGNATURE,
        "places_asked": [panel.asked(one, reader_language()) for one in asked_of(row, page.side)],
        "duties": duties_page.duties(duties.of_contract(row), page.today) if row.status in BOUND else [], "is_bound": row.status in BOUND,
    }  # fmt: skip
    return render(request, "contracts/contract.html", shown)


@login_required
@require_safe
def checks(request: Request, pk: UUID) -> HttpResponse:
    """The checks before approval, a page of their own and a piece of others, which ask for it once they are read."""
    row = contract_of(request, pk)
    facts = queries.facts_now(row, request.acting, today=today_of(row))
    shown = {"contract": row, **panel.of_reader(row, request.acting, facts, today_of(row))}
    return render(request, "contracts/_checks.html" if is_piece(request) else "contracts/checks.html", shown)


@login_required
@require_safe
def journal(request: Request, pk: UUID) -> HttpResponseBase:
    """What was done with the contract; for who names people on a confidential one, who of their organisation read it."""
    row = contract_of(request, pk)
    own, keeps = request.acting.organisation.pk, row.confidential and access.may(request.user, "contracts.name_people")
    if is_readings := request.GET.get("what") == "readings":
        confidential(request, pk, "contracts.name_people")

    def find() -> QuerySet[Entry]:
        found = contract_of(request, pk)
        return queries.readings(found, own) if is_readings else queries.entries(found, own)

    return journals.answer(
        request,
        find,
        says=what,
        origins=keeps or request.acting.is_administrator,
        template="contracts/journal.html",
        contract=row,
        keeps=keeps,
        readings=is_readings,
    )


@login_required
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Back to negotiation, after reading what it costs."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "reopen")
    form = ReopenForm(posted(request))
    if submit(request, form, lambda given: versions.reopen(row, by=who(request), at=clock.now())):
        messages.success(
            request,
            _("The text is open again: the approvals of version %(number)s count no more.")
            % {"number": row.version_number},
        )
        return redirect("contracts:negotiation", pk)
    return render(request, "contracts/reopen.html", {"contract": row, "form": form}, status=form.status)


@login_required
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Nobody is bound; the draft stays readable to those who saw it."""
    row = contract_of(request, pk, "contracts.withdraw_contract")
    demand_now(request, row, "withdraw")
    form = WithdrawForm(posted(request))
    if submit(
        request, form, lambda given: drafting.withdraw(row, by=who(request), at=clock.now(), reason=given["reason"])
    ):
        done = _("The amendment is withdrawn.") if row.amends_id else _("The contract is withdrawn.")
        messages.success(request, done + " " + _("It stays readable here."))
        return redirect("contracts:contract", pk)
    return render(request, "contracts/withdraw.html", {"contract": row, "form": form}, status=form.status)

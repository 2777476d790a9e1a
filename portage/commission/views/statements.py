"""The statements of my contracts, and one of them: read, accepted, disputed, paid."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock, files, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.lists import sheets
from portage.core.money import rounded
from portage.network import access
from portage.network.doors import Request, who
from portage.network.roles import Kind

from ..actions import answering, paying
from ..actions.together import ISSUE
from ..filters import StatementFilter
from ..forms.statements import AcceptForm, DisputeForm, PaymentForm
from ..models import Line
from ..pages import invoice as invoice_pages
from ..pages import sheet as sheet_page
from ..pages.awaited import to_issue
from ..pages.statement import MOST_LINES, statement_page
from ..queries import statements as queries
from ..rules.verbs import PERMISSIONS
from ..tables import StatementTable
from .doors import LIST, demand_now, identify, identify_address, is_sure, posted, statement_of, today_of, trail

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def listing(request: Request) -> HttpResponse:
    """The statements that I may see, and the periods whose statement is to come."""
    found = access.visible(request.user, queries.statements())
    empty = {
        "icon": "receipt",
        "title": _("No statement yet"),
        "text": _("The principal issues one at the end of each period in which orders were recorded under a contract."),
        "url": reverse("contracts:portfolio"),
        "label": _("See the contracts"),
    }
    awaited = to_issue(queries.awaiting(request.user), clock.now())
    return lists.answer(
        request, found, filters=StatementFilter, table=StatementTable, orders=queries.ORDERS,
        template="commission/statements.html", title=_("Commission"), empty=empty, awaited=awaited,
        may_issue=access.may(request.user, ISSUE) and request.acting.organisation.kind == Kind.CARRIED_SME,
    )  # fmt: skip


@login_required
@require_safe
def statement(request: Request, pk: UUID) -> HttpResponse:
    """One statement: its lines, where it stands, what I may do."""
    row = statement_of(request, pk)
    return render(request, "commission/statement.html", shown_with(request, row))


def shown_with(request: Request, row: Any, **more: Any) -> dict[str, Any]:
    """The page; with the form of a line in dispute, or of acceptance."""
    page = statement_page(row, request.acting, today_of(row.contract), page=page_of(request, more.get("open_line")))
    sure = {"is_sure": is_sure(request), "identify_url": identify_address(request)}
    accept = AcceptForm() if page["verdicts"].get("accept") == "" else None
    invoicing = invoice_pages.of_statement(row, request.acting, today_of(row.contract))
    return {
        "crumbs": crumbs(LIST, here=row.reference),
        "accept": accept,
        "invoicing": invoicing,
        **sure,
        **page,
        "may": [*page["may"], *invoicing["may"]],
        **more,
    }


def page_of(request: Request, open_line: int | None) -> int:
    """The page of lines that is asked for; the one that holds the line whose form is open."""
    if open_line is not None:
        return (open_line - 1) // MOST_LINES
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


@login_required
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Every line but those in dispute."""
    row = statement_of(request, pk, PERMISSIONS["accept"])
    demand_now(request, row, "accept")
    form = AcceptForm(posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, reverse("commission:statement", args=[pk]))
    if submit(request, form, lambda _given: answering.accept_statement(row, by=who(request), at=clock.now())):
        messages.success(request, _("The statement is accepted, but for the lines in dispute."))
        return redirect("commission:statement", pk)
    return render(request, "commission/statement.html", shown_with(request, row, accept=form), status=form.status)


@login_required
def dispute(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The form stands below the line; the statement does not change."""
    row = statement_of(request, pk, PERMISSIONS["dispute"])
    demand_now(request, row, "dispute")
    line = line_of(row, number)
    form = DisputeForm(
        posted(request), initial={"base": rounded(line.converted or line.base, row.currency), "rate": line.rate}
    )

    def verb(given: Mapping[str, Any]) -> object:
        return answering.dispute_line(line, **given, by=who(request), at=clock.now())

    if submit(request, form, verb):
        messages.success(request, _("Line %(number)s is in dispute; the principal is told.") % {"number": number})
        return redirect("commission:statement", pk)
    shown = shown_with(request, row, dispute_form=form, open_line=number)
    return render(request, "commission/statement.html", shown, status=form.status)


def line_of(row: Any, number: int) -> Line:
    """A line by its number; 404 for one that the statement never had."""
    found = queries.lines_of(row).filter(number=number).first()
    if found is None:
        raise Http404
    return found


@login_required
def pay(request: Request, pk: UUID) -> HttpResponse:
    """What was paid of it, and when."""
    row = statement_of(request, pk, PERMISSIONS["pay"])
    demand_now(request, row, "pay")
    today, left = today_of(row.contract), paying.left_to_settle(row)
    form = PaymentForm(row.currency, posted(request), initial={"amount": rounded(left, row.currency), "paid_on": today})

    def verb(given: Mapping[str, Any]) -> object:
        return paying.record_payment(row, **given, by=who(request), at=clock.now())

    if submit(request, form, verb):
        messages.success(request, _("The payment is recorded; both sides read it."))
        return redirect("commission:statement", pk)
    shown = {
        "statement": row, "contract": row.contract, "form": form, "left": left, "title": _("Record a payment"),
        "crumbs": trail(row, _("Record a payment")),
    }  # fmt: skip
    return render(request, "commission/pay.html", shown, status=form.status)


@login_required
@require_safe
def paper(request: Request, pk: UUID) -> HttpResponseBase:
    """The stored PDF, as it was made when the statement was issued."""
    row = statement_of(request, pk)
    made = getattr(row, "paper", None)
    if made is None:
        raise Http404
    return files.file_response(made.file, inline=request.GET.get("view") == "1")


@login_required
@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponseBase:
    """The lines as a spreadsheet, days and figures as such."""
    row = statement_of(request, pk)
    made = sheets.xlsx(sheet_page.rows(row), title=row.reference)
    return FileResponse(made, as_attachment=True, filename=f"{row.reference}.xlsx", content_type=XLSX)

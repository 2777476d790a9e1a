"""Commission invoices: the list, one of them, made from a statement, brought by the agent, contested, taken back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.queries.people import side_of
from portage.core import clock, files, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import billing, mandates, own_invoices
from ..filters import InvoiceFilter
from ..forms.invoices import ContestForm, CreditForm, InvoiceForm, OwnInvoiceForm
from ..models import CommissionInvoice
from ..pages import invoice as pages
from ..queries import invoices as queries
from ..rules import invoicing
from ..tables import InvoiceTable
from .doors import demand_invoice, identify, identify_address, invoice_of, is_sure, posted, statement_of, trail

LIST = (gettext_lazy("Commission invoices"), "commission:invoices")


@login_required
@require_safe
def listing(request: Request) -> HttpResponse:
    """The commission invoices of the contracts that I may see."""
    found = access.visible(request.user, queries.invoices())
    empty = {
        "icon": "receipt",
        "title": _("No commission invoice yet"),
        "text": _("Once a statement is accepted, its page leads to its invoice."),
        "url": reverse("commission:statements"),
        "label": _("See the statements"),
    }
    return lists.answer(
        request, found, filters=InvoiceFilter, table=InvoiceTable, orders=queries.ORDERS,
        template="commission/invoices.html", title=_("Commission invoices"), empty=empty,
    )  # fmt: skip


@login_required
@require_safe
def invoice(request: Request, pk: UUID) -> HttpResponse:
    """One invoice: what it says, its files, what became of it."""
    row = invoice_of(request, pk)
    shown = pages.invoice_page(row, request.acting, agents_day(row))
    return render(request, "commission/invoice.html", {"crumbs": below(row), **shown})


@login_required
def make(request: Request, pk: UUID) -> HttpResponse:
    """What the invoice of a statement will say; then it is issued, by the agent, or by the principal under a mandate."""
    row = statement_of(request, pk)
    verb = "self_bill" if side_of(row.contract, request.acting.organisation.pk) == "principal" else "make"
    demand_invoice(request, row, verb)
    today, self_billed = agents_day(row), verb == "self_bill"
    domestic = row.vat == "domestic"
    form = InvoiceForm(posted(request), domestic=domestic, initial={"rate": queries.last_rate(row.contract)})
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def done(given: Mapping[str, Any]) -> object:
        act = billing.self_bill if self_billed else billing.make_invoice
        tax = {"rate": given.get("rate"), "reason": given.get("reason", "")}
        return act(row, **tax, by=who(request), at=clock.now())

    if submit(request, form, done):
        messages.success(request, _("The invoice is made; the other side is told."))
        return redirect("commission:invoice", form.done.pk)
    shown = {
        "statement": row, "contract": row.contract, "form": form, "self_billed": self_billed, "today": today,
        "is_sure": is_sure(request), "identify_url": identify_address(request), "crumbs": trail(row, _("Invoice")),
        **pages.preview(row, today, self_billed=self_billed),
    }  # fmt: skip
    return render(request, "commission/make_invoice.html", shown, status=form.status)


@login_required
def bring(request: Request, pk: UUID) -> HttpResponse:
    """The agent's own invoice: its file is checked, or its number is recorded."""
    row = statement_of(request, pk)
    demand_invoice(request, row, "bring")
    form = OwnInvoiceForm(posted(request), request.FILES or None)

    def done(given: Mapping[str, Any]) -> object:
        if given["file"]:
            return own_invoices.bring_invoice(row, pdf=given["file"].read(), by=who(request), at=clock.now())
        told = {"number": given["number"], "day": given["day"], "vat": given["vat"] or 0}
        return own_invoices.record_own_invoice(row, **told, by=who(request), at=clock.now())

    if submit(request, form, done):
        messages.success(request, _("The invoice is recorded: its total is the statement's."))
        return redirect("commission:invoice", form.done.pk)
    shown = {"statement": row, "contract": row.contract, "form": form, "crumbs": trail(row, _("Your own invoice"))}
    return render(request, "commission/bring_invoice.html", shown, status=form.status)


@login_required
def credit(request: Request, pk: UUID) -> HttpResponse:
    """Its writer takes an invoice back whole."""
    row = invoice_of(request, pk)
    access.demand(request.user, invoicing.PERMISSIONS["self_bill" if row.origin == "self_billed" else "make"])
    form = CreditForm(posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda _given: billing.credit_invoice(row, by=who(request), at=clock.now())):
        messages.success(request, _("The credit note is made; the statement can be invoiced anew."))
        return redirect("commission:invoice", form.done.pk)
    return answered(request, row, form, _("Take it back by a credit note"), _("Make the credit note"))


@login_required
def contest(request: Request, pk: UUID) -> HttpResponse:
    """The agent contests what was written in its name."""
    row = invoice_of(request, pk, invoicing.PERMISSIONS["contest"])
    form = ContestForm(posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def done(given: Mapping[str, Any]) -> object:
        return mandates.contest_invoice(row, reason=given["reason"], by=who(request), at=clock.now())

    if submit(request, form, done):
        messages.success(request, _("The invoice is contested; the principal is told."))
        return redirect("commission:invoice", pk)
    return answered(request, row, form, _("Contest this invoice"), _("Contest this invoice"))


def answered(request: Request, row: CommissionInvoice, form: Any, title: str, verb: str) -> HttpResponse:
    """The page of one verb on an invoice."""
    shown = {
        "invoice": row, "form": form, "title": title, "verb": verb, "is_sure": is_sure(request),
        "identify_url": identify_address(request),
        "crumbs": crumbs(LIST, (row.number, "commission:invoice", row.pk), here=title),
    }  # fmt: skip
    return render(request, "commission/invoice_verb.html", shown, status=form.status)


@login_required
@require_safe
def paper(request: Request, pk: UUID) -> HttpResponseBase:
    """The stored PDF with the XML inside."""
    made = getattr(invoice_of(request, pk), "paper", None)
    if made is None:
        raise Http404
    return files.file_response(made.file, inline=request.GET.get("view") == "1")


@login_required
@require_safe
def xml(request: Request, pk: UUID) -> HttpResponseBase:
    """The XML alone, as programs read it."""
    row = invoice_of(request, pk)
    if row.xml is None:
        raise Http404
    return files.file_response(row.xml)


def agents_day(row: Any) -> Any:
    """An invoice is dated by the agent's day."""
    return clock.day_in(row.contract.agent.time_zone, clock.now())


def below(row: CommissionInvoice) -> list[dict[str, str]]:
    return crumbs(LIST, (row.statement.reference, "commission:statement", row.statement_id), here=row.number)

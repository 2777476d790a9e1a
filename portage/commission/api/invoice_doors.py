"""Doors of commission invoices, mandates and the export for accountants in the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from contracts.api.doors import check_sure
from contracts.api.papers import AsItIs
from contracts.api.signing import read
from contracts.queries.people import side_of
from portage.core import clock, files
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, problems, reads, writes
from portage.core.refusals import Invalid
from portage.network import access
from portage.network.doors import who

from ..actions import billing, mandates, own_invoices
from ..filters import InvoicesOfContractFilter
from ..forms.invoices import AccountsForm
from ..queries import invoices as queries
from ..rules import invoicing
from ..views import accounts as accounts_view
from ..views.doors import contract_of, demand_invoice, invoice_of, statement_of
from ..views.mandates import END, GIVE
from . import invoice_shapes as shapes


class CommissionInvoices(Door):
    @lists(shapes.CommissionInvoiceSerializer, filters=InvoicesOfContractFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The commission invoices of the contracts that I may see."""
        found = narrowed(request, InvoicesOfContractFilter, access.visible(request.user, queries.invoices()))
        return self.page(request, found, serializer=shapes.CommissionInvoiceSerializer, orders=queries.ORDERS)


class OneCommissionInvoice(Door):
    @reads(shapes.CommissionInvoiceSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One commission invoice."""
        return Response(shown(request, pk))


def shown(request: Asking, pk: UUID) -> Any:
    return shapes.CommissionInvoiceSerializer(invoice_of(plain(request), pk)).data


class MakeCommissionInvoice(Door):
    @writes(shapes.CommissionInvoiceAskedSerializer, shapes.CommissionInvoiceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Invoice an accepted statement: as its agent, or as its principal under the agent's mandate. With a recent proof of who
        I am: it never changes."""

        def respond() -> Response:
            row = statement_of(plain(request), pk)
            verb = "self_bill" if side_of(row.contract, request.acting.organisation.pk) == "principal" else "make"
            demand_invoice(plain(request), row, verb)
            check_sure(request)
            given = self.given(request, shapes.CommissionInvoiceAskedSerializer)
            act = billing.self_bill if verb == "self_bill" else billing.make_invoice
            made = act(row, **given, by=who(request), at=clock.now())
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


class OwnCommissionInvoice(Door):
    @writes(shapes.OwnInvoiceAskedSerializer, shapes.CommissionInvoiceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Bring the agent's own Factur-X file for a statement, or record its number and day."""

        def respond() -> Response:
            row = statement_of(plain(request), pk)
            demand_invoice(plain(request), row, "bring")
            given = self.given(request, shapes.OwnInvoiceAskedSerializer)
            made = _own(row, given, who(request))
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


def _own(row: Any, given: dict[str, Any], by: Any) -> Any:
    if given.get("file"):
        return own_invoices.bring_invoice(row, pdf=read(given["file"], "file"), by=by, at=clock.now())
    day: date | None = given.get("day")
    if day is None:
        raise Invalid("no_day", _("Give its date, or its file."), field="day")
    told = {"number": given.get("number", ""), "day": day, "vat": given.get("vat", 0)}
    return own_invoices.record_own_invoice(row, **told, by=by, at=clock.now())


class CreditCommissionInvoice(Door):
    @writes(None, shapes.CommissionInvoiceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Take an invoice back whole; the answer is its credit note. With a recent proof of who I am."""

        def respond() -> Response:
            row = invoice_of(plain(request), pk)
            verb = "self_bill" if row.origin == "self_billed" else "make"
            access.demand(request.user, invoicing.PERMISSIONS[verb])
            check_sure(request)
            made = billing.credit_invoice(row, by=who(request), at=clock.now())
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


class ContestCommissionInvoice(Door):
    @writes(shapes.ContestAskedSerializer, shapes.CommissionInvoiceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Contest an invoice that the principal wrote in my name. With a recent proof of who I am."""

        def respond() -> Response:
            row = invoice_of(plain(request), pk, invoicing.PERMISSIONS["contest"])
            check_sure(request)
            given = self.given(request, shapes.ContestAskedSerializer)
            mandates.contest_invoice(row, **given, by=who(request), at=clock.now())
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class CommissionInvoiceFile(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The stored PDF with the XML inside; absent for the moment that it is being made."""
        made = getattr(invoice_of(plain(request), pk), "paper", None)
        if made is None:
            raise Http404
        return files.file_response(made.file)


class CommissionInvoiceXml(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/xml"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The XML of Factur-X alone."""
        row = invoice_of(plain(request), pk)
        if row.xml is None:
            raise Http404
        return files.file_response(row.xml)


class BillingMandates(Door):
    @reads(shapes.MandateSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """The mandates of the agent to write its invoices under a contract, the newest first."""
        return Response(mandates_of(request, pk))

    @writes(shapes.MandateAskedSerializer, shapes.MandateSerializer(many=True), status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """As a signatory of the agent, let the principal write its invoices. With a recent proof of who I am."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, GIVE)
            check_sure(request)
            given = self.given(request, shapes.MandateAskedSerializer)
            mandates.give_mandate(row, **given, by=who(request), at=clock.now())
            return Response(mandates_of(request, pk), status=201)

        return self.write(request, respond)


def mandates_of(request: Asking, pk: UUID) -> Any:
    """Each with whether it holds today."""
    row = contract_of(plain(request), pk)
    today = clock.day_in(row.agent.time_zone, clock.now())
    found = list(row.billing_mandates.select_related("end").order_by("-turn"))
    for one in found:
        one.holds = queries.mandate_holds(one, today)  # type: ignore[attr-defined]
    return shapes.MandateSerializer(found, many=True).data


class EndBillingMandate(Door):
    @writes(shapes.MandateEndAskedSerializer, shapes.MandateSerializer(many=True), status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """End the mandate that is not ended yet. With a recent proof of who I am."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, END)
            check_sure(request)
            given = self.given(request, shapes.MandateEndAskedSerializer)
            current = row.billing_mandates.filter(end__isnull=True).order_by("-turn").first()
            if current is None:
                raise Http404
            mandates.end_mandate(current, **given, by=who(request), at=clock.now())
            return Response(mandates_of(request, pk), status=201)

        return self.write(request, respond)


class CommissionAccounts(Door):
    content_negotiation_class = AsItIs

    @extend_schema(
        parameters=[
            OpenApiParameter("first_day", OpenApiTypes.DATE, required=True),
            OpenApiParameter("last_day", OpenApiTypes.DATE, required=True),
        ],
        responses={(200, "text/csv"): OpenApiTypes.BINARY, **problems(422)},
    )
    def get(self, request: Asking) -> Any:
        """Statements, invoices and payments of a period, of my organisation's own contracts, as CSV."""
        form = AccountsForm(request.query_params)
        if not form.is_valid():
            field, errors = next(iter(form.errors.items()))
            raise Invalid("bad_period", str(errors[0]), field=field)
        return accounts_view.file(plain(request), form, "csv")

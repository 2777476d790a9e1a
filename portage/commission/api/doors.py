"""Doors of commission in the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts.api.doors import check_sure
from contracts.api.papers import AsItIs
from portage.core import clock, files
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, problems, reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions import answering, issuing, paying
from ..actions import rates as rate_verbs
from ..filters import StatementsOfContractFilter
from ..pages.lines import sections
from ..pages.statement import draft_page, facts, reading_of
from ..queries import statements as queries
from ..queries.account import drafts, next_period
from ..queries.invoices import standing_invoice
from ..queries.terms import AsTheyStood
from ..rules import verbs
from ..rules.verbs import PERMISSIONS
from ..views.doors import contract_of, demand_now, dispute_of, statement_of, today_of
from ..views.periods import ISSUE, RATE
from ..views.statements import line_of
from ..words.pages import REASONS
from . import shapes


class Statements(Door):
    @lists(shapes.StatementSerializer, filters=StatementsOfContractFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The commission statements of the contracts that I may see."""
        found = narrowed(request, StatementsOfContractFilter, access.visible(request.user, queries.statements()))
        return self.page(
            request, found, serializer=shapes.StatementSerializer, orders=queries.ORDERS, prepare=stood
        )  # fmt: skip


def stood(rows: Any) -> Any:
    """Each with where it stands on its contract's day."""
    for row in rows:
        row.standing = queries.standing_of(row, today_of(row.contract))
    return rows


class OneStatement(Door):
    @reads(shapes.StatementDetailSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One statement with its lines, and what I may do with it."""
        return Response(shown(request, pk))


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """The statement as this person reads it now."""
    row: Any = statement_of(plain(request), pk)
    stood([row])
    found = verbs.verdicts(facts(row, request.acting, row.standing))
    parts = sections(queries.lines_of(row), reading_of(row), queries.sums(row))
    invoice = standing_invoice(row)
    told = {
        **vars(row),
        "contract": row.contract,
        "invoice": invoice.pk if invoice else None,
        "lines": [one for part in parts for one in part.rows],
        "settlements": row.settlements.all(),
        "verbs": [
            {"verb": verb, "allowed": not why, "reason": why, "says": str(REASONS.get(why, ""))}
            for verb, why in found.items()
        ],
    }
    return shapes.StatementDetailSerializer(told).data


class Preview(Door):
    @reads(shapes.PreviewSerializer(many=True), statuses=(404,))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What the next statement of a contract would hold now, one for each currency; nothing while no order was told."""
        row = contract_of(plain(request), pk)
        terms = AsTheyStood(row)
        period = next_period(row, terms)
        found = [draft_page(draft) for draft in drafts(row, period, terms)] if period else []
        told = [{**one, "lines": [line for part in one["sections"] for line in part.rows]} for one in found]
        return Response(shapes.PreviewSerializer(told, many=True).data)

    @writes(shapes.IssueSerializer, shapes.StatementDetailSerializer(many=True), status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Issue the statement of the period that ends on that day. With a recent proof of who I am: it never changes."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, ISSUE)
            check_sure(request)
            given = self.given(request, shapes.IssueSerializer)
            made = issuing.issue_statement(row, **given, by=who(request), at=clock.now())
            return Response([shown(request, one.pk) for one in made], status=201)

        return self.write(request, respond)


class Accept(Door):
    @writes(None, shapes.StatementDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Accept every line but those in dispute. With a recent proof of who I am."""

        def respond() -> Response:
            row = statement_of(plain(request), pk, PERMISSIONS["accept"])
            demand_now(plain(request), row, "accept")
            check_sure(request)
            answering.accept_statement(row, by=who(request), at=clock.now())
            return Response(shown(request, pk))

        return self.write(request, respond)


class DisputeLine(Door):
    @writes(shapes.DisputeAskedSerializer, shapes.StatementDetailSerializer, status=201)
    def post(self, request: Asking, pk: UUID, number: int) -> Any:
        """Dispute one line by its number."""

        def respond() -> Response:
            row = statement_of(plain(request), pk, PERMISSIONS["dispute"])
            demand_now(plain(request), row, "dispute")
            given = self.given(request, shapes.DisputeAskedSerializer)
            answering.dispute_line(line_of(row, number), **given, by=who(request), at=clock.now())
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class AnswerDispute(Door):
    @writes(shapes.DisputeAnswerAskedSerializer, shapes.StatementDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Uphold or refuse a dispute. With a recent proof of who I am."""

        def respond() -> Response:
            row = dispute_of(plain(request), pk, PERMISSIONS["answer"])
            check_sure(request)
            given = self.given(request, shapes.DisputeAnswerAskedSerializer)
            answering.answer_dispute(row, **given, by=who(request), at=clock.now())
            return Response(shown(request, row.line.statement_id))

        return self.write(request, respond)


class WithdrawDispute(Door):
    @writes(shapes.WithdrawAskedSerializer, shapes.StatementDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent no longer disputes a line. With a recent proof of who I am."""

        def respond() -> Response:
            row = dispute_of(plain(request), pk, PERMISSIONS["dispute"])
            check_sure(request)
            given = self.given(request, shapes.WithdrawAskedSerializer)
            answering.withdraw_dispute(row, **given, by=who(request), at=clock.now())
            return Response(shown(request, row.line.statement_id))

        return self.write(request, respond)


class Settle(Door):
    @writes(shapes.SettlementAskedSerializer, shapes.StatementDetailSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record what was paid of a statement."""

        def respond() -> Response:
            row = statement_of(plain(request), pk, PERMISSIONS["pay"])
            demand_now(plain(request), row, "pay")
            given = self.given(request, shapes.SettlementAskedSerializer)
            paying.record_payment(row, **given, by=who(request), at=clock.now())
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class Rates(Door):
    @reads(shapes.ExchangeRateSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """The rates of exchange recorded under a contract, the newest day first; at most 5 000."""
        row = contract_of(plain(request), pk)
        found = access.visible(request.user, queries.rates(row))[: rate_verbs.MOST_RATES]
        return Response(shapes.ExchangeRateSerializer(found, many=True).data)

    @writes(shapes.RatesAskedSerializer, shapes.ExchangeRateSerializer(many=True), status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record rates; those known already are left out of the answer."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, RATE)
            given = self.given(request, shapes.RatesAskedSerializer)
            told = [(one["currency"].upper(), one["day"], one["rate"]) for one in given["rates"]]
            made = rate_verbs.tell_rates(row, rates=told, source=given["source"], by=who(request), at=clock.now())
            return Response(shapes.ExchangeRateSerializer(made, many=True).data, status=201)

        return self.write(request, respond)


class StatementFile(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The stored PDF; absent for the moment that it is being made."""
        made = getattr(statement_of(plain(request), pk), "paper", None)
        if made is None:
            raise Http404
        return files.file_response(made.file)

"""The negotiation in the API: points, proposals, answers, comments, versions and what changed between two of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import who

from ..actions import negotiation as verbs
from ..models import OF_TERMS, Contract, Proposal
from ..pages import compare as compared
from ..pages import negotiation as pages
from ..queries import negotiation as queries
from ..queries import page as contract_queries
from ..queries.steps import chosen_model, chosen_products
from ..views.compare import made, two
from ..views.doors import contract_of, demand_now
from ..views.negotiation import answered, say
from ..words.negotiation import REFUSALS
from . import told_points as told
from .asked_points import AnswerAskedSerializer, CommentAskedSerializer, ProposalAskedSerializer
from .papers import AsItIs
from .steps import BY_STEP
from .told_points import (
    CommentSerializer,
    ComparisonSerializer,
    NegotiationSerializer,
    ProposalSerializer,
    VersionRowSerializer,
)

NEGOTIATE = "contracts.negotiate_contract"


def negotiated(request: Asking, pk: UUID) -> pages.Negotiation:
    """The negotiation of one contract that has a version; 404 before."""
    row = contract_of(plain(request), pk)
    if not row.version_number:
        raise Http404
    version = access.fetch(request.user, None, contract_queries.versions(), contract=row, number=row.version_number)
    return pages.negotiation(row, version, request.acting)


class Negotiation(Door):
    @reads(NegotiationSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """Every article and every step of terms: how it stands, who must answer, and its words on the table."""
        return Response(told.negotiation(negotiated(request, pk)))


class Proposals(Door):
    @extend_schema(operation_id="proposals_list", responses={200: ProposalSerializer(many=True), **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Response:
        """Every proposal, oldest first, with its answer."""
        row = contract_of(plain(request), pk)
        return Response([told.proposal(one) for one in queries.proposals(row)])

    @writes(ProposalAskedSerializer, ProposalSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Propose other words of an article, or other terms of a step. An open proposal on it is answered by this one."""

        def respond() -> Response:
            row = self.fetch(request, pk)
            given = self.given(request, ProposalAskedSerializer)
            made = (
                self.terms(request, row, given) if given["subject"].startswith(OF_TERMS) else words(request, row, given)
            )
            return Response(told.proposal(queries.proposals(row).get(pk=made.pk)), status=201)

        return self.write(request, respond)

    def fetch(self, request: Asking, pk: UUID) -> Contract:
        row = contract_of(plain(request), pk, NEGOTIATE)
        demand_now(plain(request), row, "negotiate")
        return row

    def terms(self, request: Asking, row: Contract, given: dict[str, Any]) -> Proposal:
        """Read in the shape of the step, as when a draft is typed."""
        door = BY_STEP.get(step := given["subject"].removeprefix(OF_TERMS))
        if door is None:
            raise Refused("unknown_article", REFUSALS["unknown_subject"], field="subject")
        read = door.shape(
            data=given["terms"],
            context={"request": request, "chosen_products": chosen_products(row), "chosen_model": chosen_model(row)},
        )
        read.is_valid(raise_exception=True)
        return verbs.propose_terms(
            row, step=step, given=door().told(dict(read.validated_data)), base=given["base"], reason=given["reason"],
            by=who(request), at=clock.now(),
        )  # fmt: skip


def words(request: Asking, row: Contract, given: dict[str, Any]) -> Proposal:
    """Other words of an article."""
    return verbs.propose_article(
        row, key=given["subject"], texts=given["texts"], base=given["base"], reason=given["reason"], by=who(request),
        at=clock.now(),
    )  # fmt: skip


class AnswerPoint(Door):
    @writes(AnswerAskedSerializer, ProposalSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Accept, refuse (with a reason) or withdraw one proposal. By a person, never by a token."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, NEGOTIATE)
            given = self.given(request, AnswerAskedSerializer)
            proposal = access.fetch(request.user, None, queries.proposals(row), pk=given["proposal"])
            answered(proposal, given["answer"], given["reason"], request)
            return Response(told.proposal(queries.proposals(row).get(pk=proposal.pk)))

        return self.write(request, respond)


class Comments(Door):
    @extend_schema(operation_id="comments_list", responses={200: CommentSerializer(many=True), **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Response:
        """The comments that I may read: those for both sides, and my own side's."""
        row = contract_of(plain(request), pk)
        return Response([told.comment(one) for one in queries.comments(row, request.acting)])

    @writes(CommentAskedSerializer, CommentSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Say something of an article or of terms, to both sides or to mine; or correct what I said."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, NEGOTIATE)
            given = self.given(request, CommentAskedSerializer)
            made = say(row, request, given["subject"], given)
            return Response(told.comment(queries.comments(row, request.acting).get(pk=made.pk)), status=201)

        return self.write(request, respond)


class Versions(Door):
    @extend_schema(operation_id="versions_list", responses={200: VersionRowSerializer(many=True), **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Response:
        """All versions, newest first. One in full: `/contracts/{id}/versions/{number}/`."""
        row = contract_of(plain(request), pk)
        return Response(VersionRowSerializer(queries.versions_of(row), many=True).data)


class Compare(Door):
    @reads(ComparisonSerializer)
    def get(self, request: Asking, pk: UUID, older: int, newer: int) -> Response:
        """What differs between two versions: terms, then articles, in my language where the contract has it."""
        row = contract_of(plain(request), pk)
        first, second = two(request, row, older, newer)
        authors = compared.authors(row, queries.proposals(row), older, newer)
        return Response(told.comparison(first, second, authors, request.query_params.get("text", "")))


class Redline(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID, older: int, newer: int) -> Any:
        """The same as a PDF, in every language of the contract."""
        row = contract_of(plain(request), pk)
        response = HttpResponse(made(request, row, older, newer), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{row.reference}-{older}-{newer}.pdf"'
        return response

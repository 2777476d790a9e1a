"""Contracts: the list, one of them, its checks, its versions; starting a draft."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, reads, writes
from portage.core.refusals import Invalid
from portage.network import access
from portage.network.doors import who

from ..actions import drafting
from ..forms.filters import ContractFilter
from ..models import Contract
from ..queries import page as queries
from ..queries import parties, portfolio
from ..views.doors import contract_of, today_of
from . import told
from .asked import StartSerializer
from .doors import answer, shown
from .shapes import ChecksSerializer, ContractRowSerializer, ContractSerializer, VersionSerializer

DRAFT = "contracts.draft_contract"


class Contracts(Door):
    @lists(ContractRowSerializer, filters=ContractFilter, orders=portfolio.ORDERS)
    def get(self, request: Asking) -> Response:
        """The contracts that I may see, with the filters and orders of the portfolio."""
        rows = self.rows(request)
        return self.page(
            request,
            rows,
            serializer=ContractRowSerializer,
            orders=portfolio.ORDERS,
            prepare=lambda found: portfolio.lines(found, at=clock.now()),
        )

    def rows(self, request: Asking) -> QuerySet[Contract]:
        """Visible and narrowed; nothing for who acts for no organisation."""
        visible = access.visible(request.user, portfolio.contracts())
        if request.acting is None:
            return visible
        today: date = clock.day_in(request.user.time_zone, clock.now())
        return narrowed(request, ContractFilter, visible, acting=request.acting, today=today)

    @writes(StartSerializer, ContractSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """Start a draft between an SME and a subsidiary of my group."""

        def respond() -> Response:
            access.demand(request.user, DRAFT)
            given = self.given(request, StartSerializer)
            people = named(request, given, given.pop("people", None))
            made = drafting.start_draft(**given, confidential_to=people, by=who(request), at=clock.now())
            return Response(answer(request, made.pk), status=201)

        return self.write(request, respond)


def named(request: Asking, given: dict[str, Any], ids: list[UUID] | None) -> list:
    """The people named on a confidential draft, and who starts it; nobody when it is not confidential."""
    if ids is None:
        return []
    found = list(parties.nameable(request.acting, given["principal"], given["agent"]).filter(pk__in=ids))
    strangers = set(ids) - {one.pk for one in found} - {request.acting.membership.pk}
    if strangers:
        raise Invalid(
            "foreign_person", _("Only people of the two parties and of the group can be named."), field="people"
        )
    if not any(one.organisation_id == given["principal"].pk for one in found):
        raise Invalid(
            "nobody_of_principal",
            _("Name at least one person of the principal: nobody there would see the contract otherwise."),
            field="people",
        )
    return [request.acting.membership, *(one for one in found if one.pk != request.acting.membership.pk)]


class OneContract(Door):
    @reads(ContractSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One contract: what is agreed, its next date that binds and why, its terms, papers, and what I may do now."""
        return Response(shown(request, pk))


class Checks(Door):
    @reads(ChecksSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The checks before approval with state, rule and reason: gaps, what the law says, exclusivity as I may know it."""
        row = contract_of(plain(request), pk)
        return Response(told.checked(row, request.acting, today_of(row)))


class OneVersion(Door):
    @reads(VersionSerializer)
    def get(self, request: Asking, pk: UUID, number: int) -> Response:
        """One exact version."""
        row = contract_of(plain(request), pk)
        version = access.fetch(request.user, None, queries.versions(), contract=row, number=number)
        return Response(VersionSerializer(version).data)

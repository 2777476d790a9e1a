"""Doors of prospects in the API: same access and same verbs as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, reads, writes
from portage.network import access
from portage.network.api.shapes import CustomerSerializer
from portage.network.doors import who
from portage.network.queries import customers

from ..actions.merging import merge_customers
from ..actions.prospects import add_prospect, move_prospect
from ..forms.prospects import OfAnyContract
from ..models import Prospect
from ..pages import market as market_page
from ..queries import duplicates, market
from ..queries import prospects as queries
from ..rules.prospecting import funnel, through
from .prospect_shapes import (
    DuplicateSerializer,
    FunnelSerializer,
    MarketSerializer,
    MergeAskedSerializer,
    NewProspectSerializer,
    ProspectDetailSerializer,
    ProspectMoveAskedSerializer,
    ProspectSerializer,
    place_shape,
)

MOVE, MERGE = "fieldwork.move_prospect", "fieldwork.merge_customer"


class Prospects(Door):
    @lists(ProspectSerializer, filters=OfAnyContract, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The prospects of the contracts that I see."""
        found: QuerySet[Prospect] = access.visible(request.user, queries.listed())
        found = narrowed(request, OfAnyContract, found, today=clock.day_in(request.user.time_zone, clock.now()))
        return self.page(request, found, serializer=ProspectSerializer, orders=queries.ORDERS)

    @writes(NewProspectSerializer, ProspectDetailSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """Begin to prospect a customer of the agent's for a principal."""

        def respond() -> Response:
            access.demand(request.user, MOVE)
            given = self.given(request, NewProspectSerializer)
            made = add_prospect(given.pop("contract"), **given, by=who(request), at=clock.now())
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


def shown(request: Asking, pk: UUID) -> Any:
    """One prospect, as it now is."""
    found = access.fetch(request.user, None, queries.listed().prefetch_related("moves"), pk=pk)
    return ProspectDetailSerializer(found).data


class OneProspect(Door):
    @reads(ProspectDetailSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One prospect with its moves."""
        return Response(shown(request, pk))


class Move(Door):
    @writes(ProspectMoveAskedSerializer, ProspectDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Move a prospect. Refused when somebody moved it since you read it: read it again."""

        def respond() -> Response:
            found = access.fetch(request.user, MOVE, queries.plain(), pk=pk)
            given = self.given(request, ProspectMoveAskedSerializer)
            move_prospect(found, **given, by=who(request), at=clock.now())
            return Response(shown(request, pk))

        return self.write(request, respond)


class Funnel(Door):
    @reads(FunnelSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The funnel of one contract."""
        contract = access.fetch(request.user, None, queries.contracts(), pk=pk)
        counts, moves = queries.counts(contract), queries.moves(contract)
        steps = [
            {**vars(step), "share": step.share, "standing": counts.get((step.stage, ""), 0)} for step in funnel(moves)
        ]
        lost = {why: n for (stage, why), n in counts.items() if stage == Prospect.Stage.LOST}
        return Response(FunnelSerializer({"steps": steps, "lost": lost, "days": through(moves)}).data)


class MarketKnowledge(Door):
    @reads(
        MarketSerializer, statuses=(),
        parameters=[OpenApiParameter("country", str), OpenApiParameter("segment", str)],
    )  # fmt: skip
    def get(self, request: Asking) -> Response:
        """What the sections that I may read say of a country and a segment; without any named, of the last one visited."""
        places = market.places(request.user)
        asked = request.query_params
        place = market_page.chosen(places, asked.get("country", ""), asked.get("segment", ""))
        found = market.market(request.user, *place) if place else market.nothing()
        access.note_read(request.user, found.sections)
        country, segment = place or ("", "")
        told = {"places": [place_shape(one) for one in places], "country": country, "segment": segment}
        words = {name: found.said[name] for name in ("customs", "growth", "objections")}
        return Response(
            MarketSerializer(
                {**told, "competitors": found.rivals, **words, "opportunities": found.said["opportunity"]}
            ).data
        )


class Duplicates(Door):
    @reads(DuplicateSerializer(many=True), statuses=(), operation_id="duplicates_list")
    def get(self, request: Asking) -> Response:
        """Records of customers that look like one company, of those that I see."""
        return Response(DuplicateSerializer(duplicates.proposals(request.user), many=True).data)


class Merge(Door):
    @writes(MergeAskedSerializer, CustomerSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Merge another record of the same owner into this one, for good."""

        def respond() -> Response:
            kept = access.fetch(request.user, MERGE, customers(), pk=pk)
            gone = self.given(request, MergeAskedSerializer)["gone"]
            return Response(CustomerSerializer(merge_customers(kept, gone, by=who(request), at=clock.now())).data)

        return self.write(request, respond)

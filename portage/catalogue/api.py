"""Doors of the catalogue in the API: products and HS codes. Same access and same verbs as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, problems, reads, writes
from portage.network import access
from portage.network.doors import who

from . import actions, codes, queries
from .api_serializers import HsCodeSerializer, ProductDetailSerializer, ProductSerializer, ShareSerializer
from .filters import ProductFilter
from .models import Product
from .wording import REASONS

CHANGE, SHARE = "catalogue.change_product", "catalogue.share_product"


class Products(Door):
    @lists(ProductSerializer, filters=ProductFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The products that I may see: my organisation's own, and those shared with it."""
        found = narrowed(request, ProductFilter, access.visible(request.user, queries.products()))
        return self.page(request, found, serializer=ProductSerializer, orders=queries.ORDERS)

    @writes(ProductSerializer, ProductDetailSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """Add a product of my own organisation."""

        def respond() -> Response:
            access.demand(request.user, CHANGE)
            given = self.given(request, ProductSerializer)
            made = actions.add_product(request.acting.organisation, by=who(request), at=clock.now(), **given)
            return Response(shown(request, made), status=201)

        return self.write(request, respond)


class OneProduct(Door):
    @reads(ProductDetailSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One product, with what I may do with it."""
        return Response(shown(request, access.fetch(request.user, None, queries.products(), pk=pk)))

    @writes(ProductSerializer(partial=True), ProductDetailSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Its owner changes what is said of it."""

        def respond() -> Response:
            found = access.fetch(request.user, CHANGE, queries.products(), pk=pk)
            given = self.given(request, ProductSerializer, partial=True)
            return Response(shown(request, actions.change_product(found, by=who(request), at=clock.now(), **given)))

        return self.write(request, respond)


def shown(request: Asking, product: Product) -> dict[str, Any]:
    """One product as this person may read it."""
    own = product.owner_id == request.acting.organisation.pk
    refusals = queries.verdicts(product, request.acting)
    verbs = [
        {"verb": verb, "allowed": not why, "reason": why, "says": str(REASONS.get(why, ""))}
        for verb, why in refusals.items()
    ]
    row = {name: getattr(product, name) for name in ProductSerializer.Meta.fields}
    readers = access.holders(product).exclude(pk=product.owner_id) if own else None
    return ProductDetailSerializer({**row, "shared_with": readers, "verbs": verbs}).data


class Share(Door):
    @writes(ShareSerializer, ProductDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Let the people of a carrier group, or of an agent, read a product."""

        def respond() -> Response:
            found = access.fetch(request.user, SHARE, queries.products(), pk=pk)
            given = self.given(request, ShareSerializer)
            actions.share_product(found, with_=given["organisation"], by=who(request), at=clock.now())
            return Response(shown(request, found))

        return self.write(request, respond)


class HsCodes(Door):
    @extend_schema(
        parameters=[OpenApiParameter("q", str, required=True, description="English words, or the first digits")],
        responses={200: HsCodeSerializer(many=True), **problems()},
    )
    def get(self, request: Asking) -> Response:
        """At most 20 subheadings of the Harmonised System 2022."""
        return Response(HsCodeSerializer(codes.search(request.query_params.get("q", "")[:100]), many=True).data)

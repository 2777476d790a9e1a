"""Doors of companies in the API: for carrier groups alone."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import reads, writes
from portage.network import access
from portage.network.doors import who
from portage.network.models import Customer
from portage.network.related import ScopedRelatedField

from ..actions.companies import part_companies, say_same_company
from ..queries import companies as queries
from ..views.companies import record_of
from ..views.merging import SAY
from .prospect_shapes import DuplicateSerializer, HeldSerializer


class SaidOfRecordsSerializer(serializers.Serializer):
    """Two records that the group holds for one company; `parted_at` when it took that back."""

    id = serializers.UUIDField()
    one = serializers.UUIDField(source="one_id")
    other = serializers.UUIDField(source="other_id")
    at = serializers.DateTimeField()
    parted_at = serializers.DateTimeField(source="parted.at", default=None)


class CompanySerializer(serializers.Serializer):
    """The records of one company, each its subsidiary's, and what was said of them."""

    records = HeldSerializer(many=True)
    said = SaidOfRecordsSerializer(many=True)
    reports = serializers.ListField(child=serializers.UUIDField(), help_text="the last 20 that I may read")
    orders = serializers.ListField(child=serializers.UUIDField(), help_text="the last 20 that I may read")


class OtherRecordSerializer(serializers.Serializer):
    other = ScopedRelatedField(Customer)


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """The company of one record as this person reads it."""
    found = queries.of_company(request.acting, pk)
    told = {"reports": [one.pk for one in found["visits"]], "orders": [one.pk for one in found["orders"]]}
    return CompanySerializer({**found, **told}).data


class Company(Door):
    @reads(CompanySerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The company of a record of one of my group's subsidiaries."""
        return Response(shown(request, record_of(plain(request), pk).pk))

    @writes(OtherRecordSerializer, CompanySerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Say that a record of another subsidiary of the group is of the same company. Neither subsidiary is told."""

        def respond() -> Response:
            one = record_of(plain(request), pk, SAY)
            other = self.given(request, OtherRecordSerializer)["other"]
            say_same_company(one, other, by=who(request), at=clock.now())
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class PartCompanies(Door):
    @writes(None, CompanySerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Take back what the group said of two records. `pk` names what was said."""

        def respond() -> Response:
            said = access.fetch(request.user, SAY, queries.said(), pk=pk)
            part_companies(said, by=who(request), at=clock.now())
            return Response(shown(request, said.one_id))

        return self.write(request, respond)


class CompaniesAlike(Door):
    @reads(DuplicateSerializer(many=True), statuses=(), operation_id="companies_alike_list")
    def get(self, request: Asking) -> Response:
        """Records of two subsidiaries of my group that look like one company; nothing for who acts for another organisation."""
        return Response(DuplicateSerializer(queries.proposals(request.acting), many=True).data)

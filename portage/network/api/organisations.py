"""Doors of the network in the API: who I am, organisations, customers. Same access and same verbs as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, reads, writes

from .. import access, actions, queries
from ..doors import who
from ..filters import CustomerFilter, OrganisationFilter
from ..models import Customer, Organisation
from ..permissions import PERMISSIONS
from ..rules import organisations as rules
from ..words.codes import REASONS
from .member_shapes import MeSerializer
from .shapes import (
    CustomerSerializer,
    NewCustomerSerializer,
    OrganisationChangeSerializer,
    OrganisationDetailSerializer,
    OrganisationNewSerializer,
    OrganisationSerializer,
    RenameSerializer,
)

ADD, CHANGE, CUSTOMER = "network.add_organisation", "network.change_organisation", "network.add_customer"


class Me(Door):
    @reads(MeSerializer, statuses=())
    def get(self, request: Asking) -> Response:
        """Who I am, for whom I act, and what my role gives; by which token, its scopes and its last day."""
        person, acting = request.user, request.acting
        given = sorted(name for name, roles in PERMISSIONS.items() if acting and acting.role in roles)
        told = {name: getattr(person, name) for name in ("id", "name", "is_program", "language", "time_zone")}
        token = acting and acting.token
        # Who holds a token for one organisation does not learn of the others.
        memberships = [acting.membership] if token else queries.active_memberships(person)
        shown = {
            **told,
            "email": None if person.is_program else person.email,
            "acting": acting and acting.membership,
            "permissions": given,
            "memberships": memberships,
            "token": token,
        }
        return Response(MeSerializer(shown).data)


class Organisations(Door):
    @lists(OrganisationSerializer, filters=OrganisationFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The organisations that I may see."""
        found = narrowed(request, OrganisationFilter, access.visible(request.user, queries.organisations()))
        return self.page(request, found, serializer=OrganisationSerializer, orders=queries.ORDERS)


class OneOrganisation(Door):
    @reads(OrganisationDetailSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One organisation, with what I may do with it."""
        return Response(shown(request, access.fetch(request.user, None, queries.organisations(), pk=pk)))

    @writes(OrganisationChangeSerializer(partial=True), OrganisationDetailSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Its own people change its details."""

        def respond() -> Response:
            found = access.fetch(request.user, CHANGE, queries.organisations(), pk=pk)
            given = self.given(request, OrganisationChangeSerializer, partial=True)
            actions.change_organisation(found, by=who(request), at=clock.now(), **given)
            return Response(shown(request, _again(request, pk)))

        return self.write(request, respond)


def _again(request: Asking, pk: UUID) -> Organisation:
    """The organisation as it now is: what was just granted is seen."""
    access.ask_anew(request.user)
    return access.fetch(request.user, None, queries.organisations(), pk=pk)


def shown(request: Asking, found: Organisation) -> dict[str, Any]:
    """One organisation as this person may read it."""
    refusals = rules.verdicts(queries.facts_of(found, request.acting))
    verbs = [
        {"verb": verb, "allowed": not why, "reason": why, "says": str(REASONS.get(why, ""))}
        for verb, why in refusals.items()
    ]
    people = queries.members(found) if queries.of_my_house(found, request.acting) else None
    row = {
        name: getattr(found, name)
        for name in OrganisationDetailSerializer.Meta.fields
        if name not in {"names", "people", "verbs"}
    }
    return OrganisationDetailSerializer({**row, "names": found.names.all(), "people": people, "verbs": verbs}).data


class _New(Door):
    """Adding an organisation of one kind."""

    verb: Any = None

    def add(self, request: Asking) -> Any:
        def respond() -> Response:
            access.demand(request.user, ADD)
            given = self.given(request, OrganisationNewSerializer)
            made = type(self).verb(request.acting.organisation, by=who(request), at=clock.now(), **given)
            return Response(shown(request, _again(request, made.pk)), status=201)

        return self.write(request, respond)


class Subsidiaries(_New):
    verb = staticmethod(actions.add_subsidiary)

    @writes(OrganisationNewSerializer, OrganisationDetailSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """My carrier group adds a subsidiary."""
        return self.add(request)


class Smes(_New):
    verb = staticmethod(actions.admit_sme)

    @writes(OrganisationNewSerializer, OrganisationDetailSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """My carrier group admits an SME."""
        return self.add(request)


class Rename(Door):
    @writes(RenameSerializer, OrganisationDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A new name from a day on; history keeps the old one."""

        def respond() -> Response:
            found = access.fetch(request.user, CHANGE, queries.organisations(), pk=pk)
            actions.check_may_change(found, who(request))
            actions.rename_organisation(found, by=who(request), at=clock.now(), **self.given(request, RenameSerializer))
            return Response(shown(request, _again(request, pk)))

        return self.write(request, respond)


class Customers(Door):
    @lists(CustomerSerializer, filters=CustomerFilter, orders=queries.OF_CUSTOMERS)
    def get(self, request: Asking) -> Response:
        """The customers that my organisation, and my group's subsidiaries, record."""
        found = narrowed(request, CustomerFilter, _customers(request))
        return self.page(request, found, serializer=CustomerSerializer, orders=queries.OF_CUSTOMERS)

    @writes(NewCustomerSerializer, CustomerSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """Record a customer. Without `owner`, for my own organisation."""

        def respond() -> Response:
            access.demand(request.user, CUSTOMER)
            given = self.given(request, NewCustomerSerializer)
            owner = given.pop("owner", request.acting.organisation)
            made = actions.add_customer(owner.pk, by=who(request), at=clock.now(), **given)
            return Response(CustomerSerializer(made).data, status=201)

        return self.write(request, respond)


def _customers(request: Asking) -> QuerySet[Customer]:
    return access.visible(request.user, queries.customers())


class OneCustomer(Door):
    @reads(CustomerSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One customer."""
        return Response(CustomerSerializer(access.fetch(request.user, None, queries.customers(), pk=pk)).data)

    @writes(CustomerSerializer(partial=True), CustomerSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Correct what is recorded of a customer."""

        def respond() -> Response:
            found = access.fetch(request.user, CUSTOMER, queries.customers(), pk=pk)
            given = self.given(request, CustomerSerializer, partial=True)
            return Response(
                CustomerSerializer(actions.change_customer(found, by=who(request), at=clock.now(), **given)).data
            )

        return self.write(request, respond)

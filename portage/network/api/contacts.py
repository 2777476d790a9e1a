"""Doors of contacts at customers in the API: same access and same verbs as the pages."""

from typing import Any
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import lists, reads, writes

from .. import access, actions, queries
from ..doors import who
from .shapes import ContactSerializer

KEEP = "network.keep_contact"


class Contacts(Door):
    @lists(ContactSerializer, filters=None, orders=queries.OF_CONTACTS)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The contacts at one customer."""
        customer = access.fetch(request.user, None, queries.customers(), pk=pk)
        found = access.visible(request.user, queries.contacts()).filter(customer=customer)
        return self.page(request, found, serializer=ContactSerializer, orders=queries.OF_CONTACTS)

    @writes(ContactSerializer, ContactSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record a contact at a customer."""

        def respond() -> Response:
            customer = access.fetch(request.user, KEEP, queries.customers(), pk=pk)
            given = self.given(request, ContactSerializer)
            made = actions.add_contact(customer, by=who(request), at=clock.now(), **given)
            return Response(ContactSerializer(made).data, status=201)

        return self.write(request, respond)


class OneContact(Door):
    @reads(ContactSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One contact."""
        return Response(ContactSerializer(access.fetch(request.user, None, queries.contacts(), pk=pk)).data)

    @writes(ContactSerializer(partial=True), ContactSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Correct what is recorded of a contact."""

        def respond() -> Response:
            found = access.fetch(request.user, KEEP, queries.contacts(), pk=pk)
            given = self.given(request, ContactSerializer, partial=True)
            changed = actions.change_contact(found, by=who(request), at=clock.now(), **given)
            return Response(ContactSerializer(changed).data)

        return self.write(request, respond)

    @writes(None, None, status=204, statuses=(403, 404, 409))
    def delete(self, request: Asking, pk: UUID) -> Any:
        """Erase a contact, for good."""

        def respond() -> Response:
            found = access.fetch(request.user, KEEP, queries.contacts(), pk=pk)
            actions.remove_contact(found, by=who(request), at=clock.now())
            return Response(status=204)

        return self.write(request, respond)

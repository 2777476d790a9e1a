"""Spaces for programs: the verbs of the pages, the same refusals."""

from typing import Any
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions import reading
from ..actions import spaces as verbs
from ..actions.checking import is_by_role, refusal
from ..queries import readers
from ..queries import threads as queries
from ..rules.verbs import OPEN, WRITE
from ..views.doors import acting_of, space_of
from ..views.spaces import kept_in_order
from . import shapes


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """One space as this member reads it."""
    found = space_of(request, pk)
    found.new = queries.news(request.acting.membership, [pk]).get(pk, 0)  # type: ignore[attr-defined]
    return dict(shapes.SpaceSerializer(found).data)


class Spaces(Door):
    @reads(shapes.SpaceSerializer(many=True), operation_id="forum_spaces_list")
    def get(self, request: Asking) -> Response:
        """The spaces that I read."""
        return Response(shapes.SpaceSerializer(queries.home(acting_of(request)), many=True).data)  # type: ignore[arg-type]

    @writes(shapes.SpaceAskedSerializer, shapes.SpaceSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """A portage manager opens a space between the agencies of the group."""

        def respond() -> Response:
            access.demand(request.user, OPEN)
            given = self.given(request, shapes.SpaceAskedSerializer)
            made = verbs.open_space(request.acting.organisation, by=who(request), at=clock.now(), **given)
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


class OneSpace(Door):
    @reads(shapes.SpaceSerializer, operation_id="forum_space_read")
    def get(self, request: Asking, pk: UUID) -> Response:
        """A space that I read."""
        return Response(shown(request, pk))

    @writes(shapes.SpaceAskedSerializer, shapes.SpaceSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """A moderator gives it another name."""

        def respond() -> Response:
            found = kept_in_order(request, pk)  # type: ignore[arg-type]
            now = {"name": found.name, "about": found.about}
            given = now | self.given(request, shapes.SpaceAskedSerializer, partial=True)
            verbs.change_space(found, by=who(request), at=clock.now(), **given)
            return Response(shown(request, pk))

        return self.write(request, respond)


class Readers(Door):
    @reads(shapes.ReaderSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """Who reads the space, by organisation and name."""
        found = space_of(request, pk)
        named = set(found.moderators.values_list("membership", flat=True))
        rows: list[Any] = list(readers.members_of(found))
        for row in rows:
            row.keeps_order = row.pk in named or is_by_role(found, row)
        return Response(shapes.ReaderSerializer(rows, many=True).data)


class Moderators(Door):
    @writes(shapes.ModeratorAskedSerializer, shapes.SpaceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A reader of the space shall keep order there too."""

        def respond() -> Response:
            found = kept_in_order(request, pk)  # type: ignore[arg-type]
            given = self.given(request, shapes.ModeratorAskedSerializer)
            member = readers.members_of(found).filter(pk=given["membership"]).first()
            if member is None:
                raise refusal("not_a_reader", "membership")
            verbs.name_moderator(found, membership=member, by=who(request), at=clock.now())
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class OneModerator(Door):
    @writes(None, shapes.SpaceSerializer)
    def delete(self, request: Asking, pk: UUID, member: UUID) -> Any:
        """They keep order there no more."""

        def respond() -> Response:
            found = kept_in_order(request, pk)  # type: ignore[arg-type]
            named = access.fetch(
                request.user, WRITE, found.moderators.select_related("space__contract"), membership=member
            )
            verbs.end_moderator(named, by=who(request), at=clock.now())
            return Response(shown(request, pk))

        return self.write(request, respond)


class TellSpace(Door):
    @writes(shapes.TellSerializer, shapes.TellSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Of what of this space I want to be told."""

        def respond() -> Response:
            found, given = space_of(request, pk), self.given(request, shapes.TellSerializer)
            reading.choose_for_space(found, given["choice"], by=who(request), at=clock.now())
            return Response(given)

        return self.write(request, respond)


class ReadSpace(Door):
    @writes(shapes.NothingSerializer, shapes.ReadAllSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Everything in the space is read."""

        def respond() -> Response:
            found = space_of(request, pk)
            return Response({"threads": reading.read_all(found, by=who(request), at=clock.now())})

        return self.write(request, respond)

"""Members, invitations and roles in the API: for administrators, as the pages show them. Kept by people: a token reads."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.authentication import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import lists, problems, reads, writes
from portage.core.refusals import Forbidden

from .. import access, actions, queries
from ..doors import who
from ..models import Membership, Organisation
from ..views.invitations import held
from ..views.members import kept, own_member
from ..words.roles_table import permissions_of
from .member_shapes import (
    InvitationSerializer,
    InviteSerializer,
    KeptMemberSerializer,
    LeavingSerializer,
    MemberChangeSerializer,
    PermissionSerializer,
)

MEMBERS = {"name": ("person__name", "pk"), "role": ("role", "person__name", "pk"), "since": ("started_at", "pk")}
INVITATIONS = {"made": ("made_at", "pk"), "email": ("email", "pk")}


class BearerScheme(OpenApiAuthenticationExtension):
    """A token, as the description names it."""

    target_class = "portage.network.bearer.Bearer"
    name = "bearerToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        words = "An API token, made under “API tokens” or for a program. It opens what its scopes and its role allow."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "portage_…", "description": words}


def mine(request: Asking) -> Organisation:
    """The organisation acted for, for its administrators."""
    if request.acting is None:
        raise Forbidden("no_organisation", _("You act for no organisation."))
    return kept(plain(request), request.acting.organisation.pk)


class OfOrganisation(Door):
    """The members of one organisation."""

    def members(self, request: Asking, found: Organisation) -> Response:
        rows: QuerySet[Membership] = access.visible(request.user, queries.memberships()).filter(organisation=found)
        return self.page(request, rows, serializer=KeptMemberSerializer, orders=MEMBERS)


class Members(OfOrganisation):
    @lists(KeptMemberSerializer, filters=None, orders=MEMBERS, statuses=(403,))
    def get(self, request: Asking) -> Response:
        """Who acts for my organisation, programs included. For its administrators."""
        return self.members(request, mine(request))


class OrganisationMembers(OfOrganisation):
    @lists(KeptMemberSerializer, filters=None, orders=MEMBERS, named="organisation_members_list", statuses=(403, 404))
    def get(self, request: Asking, pk: UUID) -> Response:
        """Who acts for an organisation whose members I keep."""
        return self.members(request, kept(plain(request), pk))


def with_successor(request: Asking, given: dict[str, Any]) -> dict[str, Any]:
    """The colleague who takes over, as the verb wants them; one of another organisation is absent: 404."""
    if "successor" not in given:
        return given
    return given | {"successor": own_member(plain(request), given["successor"])}


class OneMember(Door):
    @reads(KeptMemberSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One member of my organisation. For its administrators."""
        return Response(KeptMemberSerializer(own_member(plain(request), pk)).data)

    @writes(MemberChangeSerializer(partial=True), KeptMemberSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Another role, title, or the right to keep members. By session only."""

        def respond() -> Response:
            found = own_member(plain(request), pk)
            now = {name: getattr(found, name) for name in ("role", "is_administrator", "title")}
            given = now | with_successor(request, self.given(request, MemberChangeSerializer, partial=True))
            actions.change_member(found, by=who(request), at=clock.now(), **given)
            access.ask_anew(request.user)
            return Response(KeptMemberSerializer(queries.memberships().get(pk=pk)).data)

        return self.write(request, respond)


class EndMembership(Door):
    @writes(LeavingSerializer, None, status=204)
    def post(self, request: Asking, pk: UUID) -> Any:
        """They act for it no more, from their next request on. By session only."""

        def respond() -> Response:
            found = own_member(plain(request), pk)
            given = with_successor(request, self.given(request, LeavingSerializer))
            actions.end_membership(found, by=who(request), at=clock.now(), **given)
            return Response(None, status=204)

        return self.write(request, respond)


class OrganisationInvitations(Door):
    @lists(InvitationSerializer, filters=None, orders=INVITATIONS, statuses=(403, 404))
    def get(self, request: Asking, pk: UUID) -> Response:
        """Who is invited to act for an organisation whose members I keep, and has not joined."""
        found = kept(plain(request), pk)
        open_ones = queries.invitations().filter(organisation=found, accepted_at=None, revoked_at=None)
        rows = access.visible(request.user, open_ones)
        return self.page(request, rows, serializer=InvitationSerializer, orders=INVITATIONS)

    @writes(InviteSerializer, InvitationSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Ask somebody, by their address, to act for it. By session only."""

        def respond() -> Response:
            found = kept(plain(request), pk)
            given = self.given(request, InviteSerializer)
            made = actions.invite(found, by=who(request), at=clock.now(), **given)
            return Response(InvitationSerializer(made).data, status=201)

        return self.write(request, respond)


class OneInvitation(Door):
    @reads(InvitationSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One invitation."""
        return Response(InvitationSerializer(held(plain(request), pk)).data)


class ResendInvitation(Door):
    @writes(None, InvitationSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Another letter; the ones before it open nothing more. By session only."""

        def respond() -> Response:
            found = actions.resend_invitation(held(plain(request), pk), by=who(request), at=clock.now())
            return Response(InvitationSerializer(found).data)

        return self.write(request, respond)


class RevokeInvitation(Door):
    @writes(None, None, status=204)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The invitation opens nothing more. By session only."""

        def respond() -> Response:
            actions.revoke_invitation(held(plain(request), pk), by=who(request), at=clock.now())
            return Response(None, status=204)

        return self.write(request, respond)


class Roles(Door):
    @extend_schema(operation_id="roles_list", responses={200: PermissionSerializer(many=True), **problems(403)})
    def get(self, request: Asking) -> Response:
        """What each role of my kind of organisation may do with what it sees. For administrators."""
        if request.acting is None or not request.acting.is_administrator:
            raise Forbidden("not_administrator", _("The table of roles is for administrators of an organisation."))
        return Response(PermissionSerializer(permissions_of(request.acting.organisation.kind), many=True).data)

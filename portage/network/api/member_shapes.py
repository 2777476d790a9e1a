"""Shapes of members, invitations, roles and tokens in the API."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portage.core import clock

from ..models import ApiToken, Invitation, Membership
from ..roles import Role
from ..rules import members as rules
from .shapes import MembershipSerializer

STATES = [(word, word) for word in ("waiting", "expired", "accepted", "revoked")]


class TokenSerializer(serializers.ModelSerializer):
    """The token that asks: never its text."""

    scopes = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = ApiToken
        fields = ["id", "name", "prefix", "scopes", "made_at", "expires_at"]
        read_only_fields = fields


class MeSerializer(serializers.Serializer):
    """Who asks, for whom they act, what their role gives; by which token, when it is one. A token is told of its own
    membership alone."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField(allow_null=True, help_text="null for a program")
    is_program = serializers.BooleanField()
    language = serializers.CharField()
    time_zone = serializers.CharField()
    acting = MembershipSerializer(allow_null=True)
    permissions = serializers.ListField(child=serializers.CharField())
    memberships = MembershipSerializer(many=True)
    token = TokenSerializer(allow_null=True)


class KeptMemberSerializer(serializers.ModelSerializer):
    """A member as its administrators read it."""

    name = serializers.CharField(source="person.name", read_only=True)
    email = serializers.SerializerMethodField()

    class Meta:
        model = Membership
        fields = ["id", "name", "email", "role", "is_administrator", "is_program", "title", "started_at"]
        read_only_fields = fields

    @extend_schema_field(serializers.EmailField(allow_null=True, help_text="as invited; null for a program"))
    def get_email(self, row: Membership) -> str | None:
        if row.is_program:
            return None
        invited = getattr(row, "invitation", None)
        return invited.email if invited else row.person.email


class LeavingSerializer(serializers.Serializer):
    """Who takes over what only this person could read: asked whenever a colleague works on contracts."""

    successor = serializers.UUIDField(required=False, help_text="the membership of a colleague")


class MemberChangeSerializer(LeavingSerializer, serializers.ModelSerializer):
    """What may be changed of a member. `successor` only where the new role works on contracts no more."""

    role = serializers.ChoiceField(choices=Role.choices)

    class Meta:
        model = Membership
        fields = ["role", "is_administrator", "title", "successor"]


class InvitationSerializer(serializers.ModelSerializer):
    """An invitation and how it stands. Its key stands in its letter alone."""

    organisation = serializers.UUIDField(source="organisation_id", read_only=True)
    invited_by = serializers.CharField(source="invited_by.person.name", read_only=True)
    state = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = [
            "id", "organisation", "email", "role", "is_administrator", "title", "language", "invited_by", "made_at",
            "sent_at", "expires_at", "state",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, row: Invitation) -> str:
        return rules.state(row, self.now)

    @property
    def now(self) -> datetime:
        return self.context.get("now") or clock.now()


class InviteSerializer(serializers.ModelSerializer):
    """Whom to invite, and as what."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)

    class Meta:
        model = Invitation
        fields = ["email", "role", "is_administrator", "title", "language"]
        extra_kwargs: dict[str, Any] = {"language": {"required": False}}
        validators: list[Any] = []


class PermissionSerializer(serializers.Serializer):
    """A permission, its words, and the roles that hold it."""

    permission = serializers.CharField()
    says = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())

"""Who may sign for an organisation, in the API: read by its house, recorded by people who may."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import reads, writes
from portage.core.refusals import Invalid
from portage.network.doors import who

from ..actions import authority as verbs
from ..models import SigningAuthority
from ..queries import of_party
from ..views.signatories import house, today_at
from ..words.pages import FOREIGN_SIGNATORY


class AuthoritySerializer(serializers.ModelSerializer):
    """One authority: who, which documents, from when to when, by which power. `jointly`: on paper only."""

    name = serializers.CharField(source="membership.person.name")
    holds = serializers.SerializerMethodField(help_text="today: begun, not ended, its holder still a member")

    class Meta:
        model = SigningAuthority
        fields = [
            "id", "membership", "name", "from_day", "until_day", "signs_contracts", "signs_amendments", "jointly", "source", "holds",
        ]  # fmt: skip

    def get_holds(self, row: SigningAuthority) -> bool:
        today = self.context["today"]
        return row.from_day <= today and not of_party.has_ended(row, today)


class AuthoritiesSerializer(serializers.Serializer):
    """Those that hold or will hold, then those that ended."""

    authorities = AuthoritySerializer(many=True)


class RecordSerializer(serializers.Serializer):
    """A power to record. `source`: the extract of the register or the power of attorney, with its date."""

    membership = serializers.UUIDField()
    from_day = serializers.DateField()
    until_day = serializers.DateField(required=False, allow_null=True)
    signs_contracts = serializers.BooleanField(default=True)
    signs_amendments = serializers.BooleanField(default=True)
    jointly = serializers.BooleanField(default=False)
    source = serializers.CharField(max_length=200, allow_blank=True, default="")  # type: ignore[assignment]


class EndAuthoritySerializer(serializers.Serializer):
    authority = serializers.UUIDField()
    until_day = serializers.DateField()


class _House(Door):
    def answer(self, request: Asking, pk: UUID, *, status: int = 200) -> Response:
        """Every authority of the organisation."""
        found = house(plain(request), pk)
        today = today_at(found)
        rows = {"authorities": of_party.authorities(found, today)}
        return Response(AuthoritiesSerializer(rows, context={"today": today}).data, status=status)


class Signatories(_House):
    @reads(AuthoritiesSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """Who may sign for my organisation, or one of my group."""
        return self.answer(request, pk)

    @writes(RecordSerializer, AuthoritiesSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record who may sign, what and by which power."""

        def respond() -> Response:
            found = house(plain(request), pk)
            verbs.check_may_record(found, who(request))
            given = self.given(request, RecordSerializer)
            member = of_party.possible_signatories(found).filter(pk=given.pop("membership")).first()
            if member is None:
                raise Invalid("foreign_signatory", FOREIGN_SIGNATORY, field="membership")
            verbs.record_authority(found, membership=member, by=who(request), at=clock.now(), **given)
            return self.answer(request, pk, status=201)

        return self.write(request, respond)


class EndAuthority(_House):
    @writes(EndAuthoritySerializer, AuthoritiesSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Give an authority its last day."""

        def respond() -> Response:
            found, given = house(plain(request), pk), self.given(request, EndAuthoritySerializer)
            held = of_party.authority(found, str(given["authority"]))
            if held is None:
                raise Http404
            verbs.end_authority(held, until_day=given["until_day"], by=who(request), at=clock.now())
            return self.answer(request, pk)

        return self.write(request, respond)

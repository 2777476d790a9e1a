"""What changes a contract: amendments and past terms, extension, writing, succession of a party."""

import base64
import binascii
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock, files
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.refusals import Invalid, Refused
from portage.network.api.shapes import PartySerializer
from portage.network.doors import who
from portage.network.models import Organisation
from portage.network.related import ScopedRelatedField

from ..actions import amending, extension, succession, writing
from ..models import Contract, Effect, Succession
from ..queries import amendments as queries
from ..queries import changes as lineage
from ..views.doors import contract_of, today_of
from ..views.successions import ground, house, recorder
from .doors import ContractDoor, answer, check_sure
from .papers import AsItIs
from .shapes import ContractSerializer, VersionSerializer

NEGOTIATE = "contracts.negotiate_contract"


class AmendmentSerializer(serializers.ModelSerializer):
    """An amendment: its own address is `/contracts/{id}/`. `outcome` and `from_day` once it took effect or fell."""

    outcome = serializers.ChoiceField(source="effect.outcome", choices=Effect.Outcome.choices, default=None)
    from_day = serializers.DateField(source="effect.from_day", default=None)

    class Meta:
        model = Contract
        fields = [
            "id",
            "reference",
            "amendment_number",
            "status",
            "effective_from",
            "earlier_reason",
            "outcome",
            "from_day",
        ]
        read_only_fields = fields


class Amendments(ContractDoor):
    permission, verb = NEGOTIATE, "amend"

    @reads(AmendmentSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """The amendments of a contract, in their order."""
        row = contract_of(plain(request), pk)
        return Response(AmendmentSerializer(queries.amendments_of(row), many=True).data)

    @writes(None, ContractSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Start an amendment, with what is agreed; its steps are those of a draft, and `effect`."""

        def respond() -> Response:
            made = amending.start_amendment(self.fetch(request, pk), by=who(request), at=clock.now())
            return Response(answer(request, made.pk), status=201)

        return self.write(request, respond)


class AsItStood(Door):
    @reads(VersionSerializer, parameters=[OpenApiParameter("on", date, description="today when it is not given")])
    def get(self, request: Asking, pk: UUID) -> Response:
        """The version that held on a day: the signed one, or a consolidated one since an amendment."""
        row = contract_of(plain(request), pk)
        typed = request.query_params.get("on")
        day = serializers.DateField().run_validation(typed) if typed else today_of(row)
        version = queries.version_on(row, day)
        if version is None:
            raise Refused("nothing_bound", _("On that day nothing bound the parties yet."))
        return Response(VersionSerializer(version).data)


class ExtendAskedSerializer(serializers.Serializer):
    agents = ScopedRelatedField(Organisation, many=True)


class ExtendedSerializer(serializers.Serializer):
    """What became of one subsidiary: its draft, made now or before; or the refusal."""

    agent = PartySerializer()
    draft = serializers.UUIDField(source="draft.pk", default=None)
    made = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True)
    says = serializers.CharField(source="message", allow_blank=True)


class Extensions(ContractDoor):
    permission, verb = "contracts.draft_contract", "extend"

    @writes(ExtendAskedSerializer, ExtendedSerializer(many=True))
    def post(self, request: Asking, pk: UUID) -> Any:
        """One draft for each of these subsidiaries. Sent again, it doubles nothing."""

        def respond() -> Response:
            row = self.fetch(request, pk)
            given = self.given(request, ExtendAskedSerializer)
            rows = extension.extend(row, given["agents"], by=who(request), at=clock.now())
            return Response(ExtendedSerializer(rows, many=True).data)

        return self.write(request, respond)


class Writing(ContractDoor):
    permission, verb = NEGOTIATE, "ask_in_writing"

    @writes(None, ContractSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Ask to put a moral contract in writing: a draft that both sides see."""

        def respond() -> Response:
            made = writing.ask_in_writing(self.fetch(request, pk), by=who(request), at=clock.now())
            return Response(answer(request, made.pk), status=201)

        return self.write(request, respond)


class ConsentSerializer(serializers.Serializer):
    consent = serializers.BooleanField()


class AnswerSuccession(Door):
    @writes(ConsentSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Consent, or not, that the contract passes to the buyer of the other party. With a recent proof of who I am."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, "contracts.end_contract")
            offer = lineage.open_offer(row)
            if offer is None:
                raise Refused("nothing_offered", _("No other party is offered now."))
            check_sure(request)
            given = self.given(request, ConsentSerializer)
            succession.answer_succession(offer, consent=given["consent"], by=who(request), at=clock.now())
            return Response(answer(request, pk))

        return self.write(request, respond)


class SuccessionSerializer(serializers.ModelSerializer):
    """What happened to an organisation. Its document: `/successions/{id}/file/`."""

    successor = PartySerializer(allow_null=True)
    document = serializers.CharField(source="proof.name", help_text="the name of the document")
    sha256 = serializers.CharField(source="proof.blob_id", help_text="of the document")

    class Meta:
        model = Succession
        fields = ["id", "kind", "old_name", "successor", "new_name", "from_day", "ground", "document", "sha256", "at"]
        read_only_fields = fields


class SuccessionAskedSerializer(serializers.Serializer):
    """`proof`: the document, PDF, JPEG or PNG, in base 64."""

    kind = serializers.ChoiceField(choices=Succession.Kind.choices)
    successor = ScopedRelatedField(Organisation, required=False, allow_null=True, default=None)
    new_name = serializers.CharField(max_length=160, allow_blank=True, default="")
    from_day = serializers.DateField()
    ground = serializers.CharField(max_length=2000)
    proof = serializers.CharField(max_length=7_500_000)

    def validate_proof(self, typed: str) -> bytes:
        try:
            return base64.b64decode(typed, validate=True)
        except binascii.Error as error:
            raise Invalid("proof_wrong_type", _("This is not base 64."), field="proof") from error


class Successions(Door):
    @reads(SuccessionSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What is recorded of an organisation of my house, newest first."""
        found = house(plain(request), pk)
        return Response(SuccessionSerializer(lineage.recorded(found), many=True).data)

    @writes(SuccessionAskedSerializer, SuccessionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record a takeover, a merger, a sale of assets or a new name. With a recent proof of who I am."""

        def respond() -> Response:
            found = house(plain(request), pk)
            check_sure(request)
            given = self.given(request, SuccessionAskedSerializer)
            made = succession.record_succession(found, **given, by=recorder(plain(request)), at=clock.now())
            return Response(SuccessionSerializer(made).data, status=201)

        return self.write(request, respond)


class SuccessionFile(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The document that an event of my house was recorded with. Each reading stands in the organisation's journal."""
        return files.file_response(ground(plain(request), pk, door="api:succession_file"))

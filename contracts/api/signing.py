"""Where a signing stands and its record; refusal, a file signed elsewhere, the signed paper, the last day to sign."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.refusals import Invalid, Refused
from portage.core.seals import LIMIT
from portage.network.doors import who

from ..actions import signature
from ..actions.signing import elsewhere, invitation, paper, stopping
from ..models import Contract, Document
from ..pages import signing as pages
from ..queries import people, signing
from ..views.doors import contract_of, identified_by
from ..views.signature import consent_language
from .doors import ContractDoor
from .shapes import SIDES, ContractSerializer

SIGN = "contracts.sign_contract"
STANDS = ["waiting", "busy", "trouble", "done", "none"]


class SigningSideSerializer(serializers.Serializer):
    """One side: waiting; busy (being put in the file); trouble (not there yet, and `why`); done (in the file); none."""

    side = serializers.ChoiceField(choices=SIDES)
    state = serializers.ChoiceField(choices=STANDS)
    name = serializers.CharField(source="act.membership.person.name", default="")
    at = serializers.DateTimeField(source="act.at", default=None)
    why = serializers.CharField()


class SigningStateSerializer(serializers.Serializer):
    """One state of the file; its bytes: `/documents/{id}/file/?revision={number}`."""

    what = serializers.CharField(source="word")
    name = serializers.CharField(source="who")
    at = serializers.DateTimeField()
    sha256 = serializers.CharField()


class SigningSerializer(serializers.Serializer):
    """Where the signing of the present version stands. `not_concluded`: why this document binds nobody, "" otherwise."""

    document = serializers.UUIDField(source="document.pk")
    sha256 = serializers.CharField(source="document.sha256")
    until = serializers.DateField(allow_null=True)
    waits = serializers.BooleanField(help_text="a signature is being put in the file")
    sides = SigningSideSerializer(many=True)
    states = SigningStateSerializer(many=True)
    timestamp = serializers.CharField()
    certificate = serializers.UUIDField(source="certificate.pk", default=None)
    not_concluded = serializers.CharField(source="stopped.cause", default="")
    reason = serializers.CharField(source="stopped.reason", default="")


class RefuseToSignSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class ElsewhereSerializer(serializers.Serializer):
    """Our file with one signature added, and the words agreed to, as `sign` tells them. multipart/form-data."""

    file = serializers.FileField()
    consent = serializers.CharField(max_length=5000)


class ScanSerializer(serializers.Serializer):
    """The scan of the signed paper, and the day of each signature. multipart/form-data."""

    scan = serializers.FileField()
    principal_signed_on = serializers.DateField()
    agent_signed_on = serializers.DateField()


class ConfirmScanSerializer(serializers.Serializer):
    sha256 = serializers.RegexField(r"^[0-9a-f]{64}\Z", help_text="of the scan that was compared")


class LastDaySerializer(serializers.Serializer):
    last_day = serializers.DateField()


def documented(request: Asking, pk: UUID) -> tuple[Contract, Document, str]:
    """The contract, the document of its present version, and the side I act for: 404 while there is no document."""
    row = contract_of(plain(request), pk)
    return row, document_of(row), people.side_of(row, request.acting.organisation.pk)


def document_of(row: Contract) -> Document:
    found = signing.present(row)
    if found is None:
        raise Http404
    return found


def read(file: Any, field: str) -> bytes:
    """The bytes of a sent file. Raises Invalid before too large a one is read."""
    if file.size > LIMIT:
        raise Invalid("upload_too_large", _("This file is larger than 20 MB."), field=field)
    return bytes(file.read())


class Signing(Door):
    @reads(SigningSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """Each side, the states of the file, the timestamp; while `waits`, ask again."""
        row, document, side = documented(request, pk)
        return Response(SigningSerializer(pages.shown(row, document, own_side=side)).data)


class Evidence(Door):
    @extend_schema(responses={(200, "application/json"): OpenApiTypes.OBJECT, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Response:
        """The record of evidence: every event with its digest; personal text of my side's only."""
        _row, document, side = documented(request, pk)
        return Response(pages.as_file(document, own_side=side, at=clock.now()))


class RefuseToSign(ContractDoor):
    permission, verb, sure = SIGN, "refuse_sign", True

    @writes(RefuseToSignSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Refuse to sign, with a reason that both sides read. Nobody is bound; the text is open again."""

        def refuse(row: Contract) -> Any:
            reason = self.given(request, RefuseToSignSerializer)["reason"]
            return stopping.refuse_to_sign(document_of(row), reason=reason, by=who(request), at=clock.now())

        return self.run(request, pk, refuse)


class SignElsewhere(ContractDoor):
    permission, verb, sure = SIGN, "sign", True

    @writes(ElsewhereSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Bring our file, signed elsewhere with a certificate of my own. With a recent proof of who I am."""

        def bring(row: Contract) -> Any:
            given, document = self.given(request, ElsewhereSerializer), document_of(row)
            language = consent_language(row)
            consent = signature.consent_of(document, language)
            if given["consent"].strip() != consent.strip():
                raise Invalid(
                    "other_consent", _("Send the words of the consent exactly as they are told."), field="consent"
                )
            return elsewhere.sign_elsewhere(
                document, pdf=read(given["file"], "file"), consent=consent, identified_by=identified_by(plain(request)),
                by=who(request), at=clock.now(), language=language,
            )  # fmt: skip

        return self.run(request, pk, bring)


class BringScan(ContractDoor):
    permission, verb, sure = SIGN, "bring_scan", True

    @writes(ScanSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Bring the scan of the paper that both signed by hand; the other side compares it."""

        def bring(row: Contract) -> Any:
            given = self.given(request, ScanSerializer)
            scan = read(given.pop("scan"), "scan")
            return paper.bring_scan(document_of(row), scan=scan, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, bring)


class ConfirmScan(ContractDoor):
    permission, verb, sure = SIGN, "confirm_scan", True

    @writes(ConfirmScanSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Confirm the scan that was compared: the contract binds."""

        def confirm(row: Contract) -> Any:
            given, copy = self.given(request, ConfirmScanSerializer), signing.paper_copy(document_of(row))
            if copy is None or given["sha256"] != copy.scan.sha256:
                raise Refused("other_scan", _("Another scan was brought meanwhile: compare it before you confirm."))
            return paper.confirm_scan(copy, by=who(request), at=clock.now())

        return self.run(request, pk, confirm)


class LastDayToSign(ContractDoor):
    permission, verb = "contracts.negotiate_contract", "last_day"

    @writes(LastDaySerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Move the last day to sign."""

        def move(row: Contract) -> Any:
            given = self.given(request, LastDaySerializer)
            return invitation.move_last_day(document_of(row), by=who(request), at=clock.now(), **given)

        return self.run(request, pk, move)

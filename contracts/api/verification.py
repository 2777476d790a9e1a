"""Verifying a file by program. The page of the same name needs no account; here the account's limits hold as well."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems
from portage.core.seals import Report
from portage.network import access

from ..pages.verification import known
from ..queries import page as queries
from ..views.documents import state_of
from ..views.verification import judged, stored
from ..words import verification as words

VERDICTS = [(code, code) for code in ("signed", *words.TITLES)]
KINDS = [(code, code) for code in ("seal", "signature", "timestamp")]


class FileSerializer(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, help_text="one PDF, 20 MB at most; nothing is kept")


class FoundSignatureSerializer(serializers.Serializer):
    """One signature, seal or timestamp in a file, in their order."""

    field = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    name = serializers.CharField(help_text="as its certificate says")
    organisation = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    certificate_sha256 = serializers.CharField()
    issuer = serializers.CharField()
    ours = serializers.BooleanField(help_text="its certificate names this platform's authority")
    stands = serializers.BooleanField(
        source="bottom_line", help_text="intact, by a known authority, nothing forbidden after"
    )
    intact = serializers.BooleanField()
    trusted = serializers.BooleanField()
    covers_file = serializers.BooleanField()
    problem = serializers.CharField(help_text="empty, or the first reason why it does not stand")
    qualified = serializers.CharField(help_text="what its certificate says of itself; not checked")


class KnownFileSerializer(serializers.Serializer):
    """A document of a contract that I may see, and of a signed file which of its states."""

    contract = serializers.UUIDField()
    reference = serializers.CharField()
    document = serializers.UUIDField()
    title = serializers.CharField()
    revision = serializers.IntegerField(allow_null=True, help_text="the state of a signed file, from 0")
    later = serializers.BooleanField(help_text="a later state of this file exists")
    says = serializers.CharField(help_text="how many have signed in it, and whether a later one exists; else empty")


class VerifiedSerializer(serializers.Serializer):
    """What a file is."""

    verdict = serializers.ChoiceField(choices=VERDICTS)
    title = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    pages = serializers.IntegerField(help_text="0 when they could not be counted")
    waiting = serializers.ListField(child=serializers.CharField(), help_text="fields without a signature in this file")
    signatures = FoundSignatureSerializer(many=True)
    known = KnownFileSerializer(
        many=True,
        help_text="where exactly these bytes stand, in the contracts that I may see; of a stored document, there alone",
    )


class Verify(Door):
    parser_classes = [MultiPartParser]

    @extend_schema(
        request={"multipart/form-data": FileSerializer}, responses={200: VerifiedSerializer, **problems(422)}
    )
    def post(self, request: Asking) -> Response:
        """What a file is: sealed by this platform or not, intact, by whom, when; and which of the files of my contracts."""
        given = self.given(request, FileSerializer)
        report, verdict = judged(request, given["file"])
        stands = known(request.user, report.sha256)
        return Response(VerifiedSerializer(told(report, verdict, report.sha256, stands)).data)


class CheckDocument(Door):
    @extend_schema(
        parameters=[OpenApiParameter("revision", int, description="a state of a signed file, from 0")],
        responses={200: VerifiedSerializer, **problems(404)},
    )
    def get(self, request: Asking, pk: UUID) -> Response:
        """The same of a stored document, verified where it lies; of a signed one its newest state, or the one of `revision`."""
        row = access.fetch(request.user, None, queries.documents(), pk=pk)
        state = state_of(row, request.query_params.get("revision", ""))
        report, verdict = stored(request, state)
        stands = known(request.user, state.sha256, row.pk)
        return Response(VerifiedSerializer(told(report, verdict, state.sha256, stands)).data)


def told(report: Report | None, verdict: str, sha256: str, stands: list[dict[str, Any]]) -> dict[str, Any]:
    """The report and the verdict in the shape of the answer. No report: the stored bytes could not be read."""
    return {
        "verdict": verdict,
        "title": words.title(verdict, report),
        "sha256": sha256,
        "size": report.size if report else 0,
        "pages": report.pages if report else 0,
        "waiting": report.empty if report else (),
        "signatures": report.signatures if report else (),
        "known": stands,
    }

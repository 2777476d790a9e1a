"""Verifying a file by program. The page of the same name needs no account; here the account's limits hold as well."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems
from portage.core.seals import Report

from ..views.verification import judged
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


class VerifiedSerializer(serializers.Serializer):
    """What a file is."""

    verdict = serializers.ChoiceField(choices=VERDICTS)
    title = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    pages = serializers.IntegerField(help_text="0 when they could not be counted")
    waiting = serializers.ListField(child=serializers.CharField(), help_text="fields without a signature in this file")
    signatures = FoundSignatureSerializer(many=True)


class Verify(Door):
    parser_classes = [MultiPartParser]

    @extend_schema(
        request={"multipart/form-data": FileSerializer}, responses={200: VerifiedSerializer, **problems(422)}
    )
    def post(self, request: Asking) -> Response:
        """What a file is: sealed by this platform or not, intact, by whom, when. The answer comes from the file alone."""
        given = self.given(request, FileSerializer)
        return Response(VerifiedSerializer(told(*judged(request, given["file"]))).data)


def told(report: Report, verdict: str) -> dict[str, Any]:
    """The report and the verdict in the shape of the answer."""
    return {
        "verdict": verdict,
        "title": words.title(verdict, report),
        "sha256": report.sha256,
        "size": report.size,
        "pages": report.pages,
        "waiting": report.empty,
        "signatures": report.signatures,
    }

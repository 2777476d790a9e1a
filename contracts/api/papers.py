"""Stored files of contracts: what they are, and their bytes."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response

from portage.core import files
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems, reads
from portage.network import access

from ..queries import page as queries
from ..views.documents import state_of
from .shapes import DocumentSerializer


class AsItIs(BaseContentNegotiation):
    """A file has the type that it has, whatever is asked for."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]


class OneDocument(Door):
    @reads(DocumentSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """What a file is: its kind, its hash, its pages."""
        return Response(DocumentSerializer(access.fetch(request.user, None, queries.documents(), pk=pk)).data)


class DocumentFile(Door):
    content_negotiation_class = AsItIs

    @extend_schema(
        parameters=[OpenApiParameter("revision", int, description="a state of a signed file, from 0")],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Asking, pk: UUID) -> Any:
        """The bytes, as they were stored; of a signed file its newest state, or the one of `revision`."""
        row = access.fetch(request.user, None, queries.documents(), pk=pk)
        return files.file_response(state_of(row, request.query_params.get("revision", "")).file)

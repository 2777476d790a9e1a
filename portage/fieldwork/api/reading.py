"""Reports and sections: lists of those that I may read, and one of them."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts.api.papers import AsItIs
from portage.core import files
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, problems, reads

from ..forms.filters import ReportFilter, SectionFilter
from ..pages.listing import report_lines
from ..queries import reports as queries
from ..views.doors import report_of, section_of
from ..views.files import report_file_of, section_file_of
from ..views.lists import visible_reports, visible_sections
from ..views.sections import printed
from . import told
from .read_shapes import ReportRowSerializer, ReportSerializer, SectionRowSerializer, ToldSectionSerializer


class Reports(Door):
    @lists(ReportRowSerializer, filters=ReportFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The visit reports that I may see, each with the sections that I may read. An SME reads sections."""
        found = narrowed(request, ReportFilter, visible_reports(request), acting=request.acting)
        return self.page(
            request,
            found,
            serializer=ReportRowSerializer,
            orders=queries.ORDERS,
            prepare=lambda rows: report_lines(request.user, rows),
        )


class OneReport(Door):
    @reads(ReportSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One report with the sections that I may read, its private note and its files."""
        return Response(told.report(report_of(plain(request), pk), request.acting))


class Sections(Door):
    @lists(SectionRowSerializer, filters=SectionFilter, orders=queries.OF_SECTIONS)
    def get(self, request: Asking) -> Response:
        """What I am told of visits, or tell, section by section."""
        found = narrowed(request, SectionFilter, visible_sections(request))
        return self.page(request, found, serializer=SectionRowSerializer, orders=queries.OF_SECTIONS)


class OneSection(Door):
    @reads(ToldSectionSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One section: the head, its words with every correction, what is to be done, what the two parties wrote."""
        return Response(told.section(section_of(plain(request), pk), request.acting))


class PrintedSection(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404, 409)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The same as a PDF in my language, made on demand."""
        return printed(plain(request), pk)


class SectionBytes(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The bytes of a photo or a document of a section."""
        return files.file_response(section_file_of(plain(request), pk).file)


class ReportBytes(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The bytes of a photo or a document that the subsidiary and its group alone read."""
        return files.file_response(report_file_of(plain(request), pk).file)

"""Filing by a device or a program: a report once, whatever the network does; then its photos, one by one; drafts beside.

The key of a report is made where it is written. Sent again it is answered with the same receipt, and a device believes
nothing else: no status alone, no page that something on the way answers in our place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts.models import Contract
from portage.core import clock
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems, reads, writes
from portage.core.files import photos
from portage.core.refusals import Invalid, Refused, Several
from portage.network import access
from portage.network.doors import who
from portage.network.models import Membership

from .. import queries
from ..actions import drafts as keeping
from ..actions.attaching import attach
from ..actions.filing import Filed, file_report
from ..models import Draft, Report, Section
from ..pages import telling
from ..words.refusals import FILE_FAULTS, REFUSALS
from .shapes import (
    DraftAskedSerializer,
    DraftSerializer,
    FileAskedSerializer,
    FiledReportSerializer,
    FileKeptSerializer,
    KeySerializer,
    ReceiptSerializer,
    ReportAskedSerializer,
    head_of,
    told_of,
)

FILE = "fieldwork.file_report"


class FileReport(Door):
    """Reports: filing one."""

    @writes(ReportAskedSerializer, ReceiptSerializer, status=201, operation_id="reports_file")
    def post(self, request: Asking) -> Any:
        """File a report: all of it or nothing. 200 with the same receipt when it was filed before; 409 `filed_otherwise`
        when other words were; 422 with everything that is wrong, each with its section: `sections.0.contract`."""

        def respond() -> Response:
            author = author_of(request)
            key = self.given(request, KeySerializer)["key"]
            before = queries.writing.told_before(author, key)
            given = self.given(request, ReportAskedSerializer, context=before)
            check_author(author, given.get("author"))
            at = clock.now()
            filed = filed_by(request, given, at)
            told = receipt(filed, key, given["device_now"], at)
            return Response(ReceiptSerializer(told).data, status=200 if filed.again else 201)

        return self.write(request, respond)


def author_of(request: Asking) -> Membership:
    """Who files: 403 for a role that files nothing."""
    access.demand(request.user, FILE)
    return request.acting.membership


def check_author(author: Membership, said: UUID | None) -> None:
    """Raise Refused when what is sent was written by another one than who is signed in by now: nothing that waits on a
    device is ever filed under the name of the next person who uses it."""
    if said is not None and said != author.pk:
        raise Refused("another_author", REFUSALS["another_author"])


def filed_by(request: Any, given: Mapping[str, Any], at: datetime) -> Filed:
    """Run the verb on what was sent, and name the place of everything that it refuses."""
    sections = [told_of(one) for one in given["sections"]]
    contracts: dict[UUID, Contract] = {
        one["contract"].pk: one["contract"] for one in given["sections"] if one["contract"]
    }
    try:
        return file_report(
            given["key"], head=head_of(given["head"]), sections=sections, contracts=contracts, by=who(request), at=at,
            written_at=given["written_at"],
        )  # fmt: skip
    except Several as refused:
        written = [number for number, one in enumerate(sections) if not one.says_nothing]
        raise placed(refused, written) from None


def placed(refused: Several, written: Sequence[int]) -> Several:
    """The same refusals, each with the place of what is at fault: `head.visited_on`, `sections.1.contract`. `written`: the
    places, among those sent, of the sections that say something."""
    for one in refused.refusals:
        number = one.details.get("section")
        if number is not None:
            one.field = f"sections.{written[number]}.{one.field or 'contract'}"
        elif one.field != "sections":
            one.field = f"head.{one.field}"
    return Several(refused.refusals)


def receipt(filed: Filed, key: UUID, device_now: datetime | None, at: datetime) -> dict[str, Any]:
    """What tells a device that it may forget: see `ReceiptSerializer`."""
    author = filed.reports[0].author
    return {
        "key": key,
        "filed_at": filed.reports[0].filed_at,
        "reports": [report.pk for report in filed.reports],
        "sections": [
            {"contract": one.contract_id, "id": one.pk, "reference": one.reference}
            for one in (queries.writing.sections_filed(author, key) if filed.again else in_order(filed.sections))
        ],
        "clock_skew_seconds": None if device_now is None else round((device_now - at).total_seconds()),
    }


def in_order(sections: Iterable[Section]) -> list[Section]:
    """As they are read again: the same receipt, however often it is asked for."""
    return sorted(sections, key=lambda one: (one.report_id, one.filed_at, one.pk))


class FiledReport(Door):
    @reads(FiledReportSerializer)
    def get(self, request: Asking, key: UUID) -> Response:
        """What I filed under a key: its receipt; and, of what I still see, its newest words in the shape in which they are
        sent."""
        reports = list(queries.writing.filed(author_of(request), key))
        if not reports:
            raise Http404
        told = receipt(Filed(reports, again=True), key, None, clock.now())
        seen = access.visible(request.user, queries.reports.reports()).filter(pk__in=[one.pk for one in reports])
        read = [access.fetch(request.user, None, queries.reports.reports(), pk=one.pk) for one in seen]
        return Response(FiledReportSerializer(told | {"content": telling.content(read)}).data)


class Writing(Door):
    @extend_schema(operation_id="reports_writing", responses={200: OpenApiTypes.OBJECT, **problems(403)})
    def get(self, request: Asking) -> Response:
        """What a device keeps so that I write without a network: my customers, those visited last first, with the people
        there; the contracts that I may tell of, with their products; languages."""
        return Response(telling.needed(request.user, author_of(request), clock.now()))


class FileDoor(Door):
    """A photo or a PDF comes after its report, by itself, under a key of its own. multipart/form-data."""

    def keep(self, request: Asking, to: Section | Report, photo: UUID) -> Any:
        """Attach it, once for each key."""
        given = self.given(request, FileAskedSerializer)
        check_author(request.acting.membership, given.get("author"))
        file = given["file"]
        if file.size > photos.LARGEST:
            raise Invalid("file_too_large", FILE_FAULTS["too_large"], field="file")
        kept = attach(to, key=photo, content=file.read(), name=file.name, by=who(request), at=clock.now())
        told = {"key": photo, "id": kept.pk, "name": kept.file.name, "size": kept.file.blob.size}
        return Response(FileKeptSerializer(told).data)


class SectionFile(FileDoor):
    @writes({"multipart/form-data": FileAskedSerializer}, FileKeptSerializer)
    def put(self, request: Asking, pk: UUID, photo: UUID) -> Any:
        """A photo or a PDF of one section: both parties of its contract open it."""

        def respond() -> Response:
            section = queries.writing.with_files(request.user).filter(pk=pk).first()
            if section is None:
                raise Http404
            access.demand(request.user, FILE)
            return self.keep(request, section, photo)

        return self.write(request, respond)


class ReportFile(FileDoor):
    @writes({"multipart/form-data": FileAskedSerializer}, FileKeptSerializer)
    def put(self, request: Asking, pk: UUID, photo: UUID) -> Any:
        """A photo or a PDF that only the subsidiary and its group open."""
        return self.write(
            request,
            lambda: self.keep(request, access.fetch(request.user, FILE, queries.reports.reports(), pk=pk), photo),
        )


class Drafts(Door):
    @extend_schema(operation_id="report_drafts_list", responses={200: DraftSerializer(many=True), **problems(403)})
    def get(self, request: Asking) -> Response:
        """The reports that I have begun, newest first. Nobody else reads them."""
        return Response(DraftSerializer(queries.reports.drafts(author_of(request)), many=True).data)


class OneDraft(Door):
    @reads(DraftSerializer)
    def get(self, request: Asking, key: UUID) -> Response:
        """A report that I have begun."""
        return Response(DraftSerializer(own_draft(request, key)).data)

    @writes(DraftAskedSerializer, DraftSerializer)
    def put(self, request: Asking, key: UUID) -> Any:
        """Keep the newest text. 409 `draft_changed` when it was changed elsewhere since that edition."""

        def respond() -> Response:
            author = author_of(request)
            given = self.given(request, DraftAskedSerializer)
            check_author(author, given.get("author"))
            seen, content = given["edition"], given["content"]
            kept = keeping.keep_draft(key, content=content, seen=seen, by=who(request), at=clock.now())
            return Response(DraftSerializer(kept).data)

        return self.write(request, respond)

    @writes(None, None, status=204)
    def delete(self, request: Asking, key: UUID) -> Any:
        """Throw it away."""

        def respond() -> Response:
            keeping.throw_away(own_draft(request, key), by=who(request))
            return Response(status=204)

        return self.write(request, respond)


def own_draft(request: Asking, key: UUID) -> Draft:
    """A draft of who asks; anybody else's is absent."""
    found = queries.reports.drafts(author_of(request)).filter(key=key).first()
    if found is None:
        raise Http404
    return found

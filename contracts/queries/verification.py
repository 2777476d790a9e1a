"""Reads for verifying: whether these bytes were made here, which documents are stored, what was found wrong."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from portage.core.models import StoredFile
from portage.network import access

from ..models import Contract, Document, Evidence, PaperCopy, Revision, Verification

HANDED_IN = (Document.Kind.PROOF, Document.Kind.SCAN)
PARTS = tuple(f"{number:02x}" for number in range(256))


def made_here(sha256: str) -> bool:
    """Whether the platform itself made a file of exactly these bytes: a document, or a state of a signed one. What parties
    handed in does not count. Both tables are asked, whatever the first one answers."""
    documents = Document.objects.filter(sha256=sha256).exclude(kind__in=HANDED_IN)
    states = Revision.objects.filter(sha256=sha256).exclude(what=Revision.What.QUALIFIED)
    return any([documents.exists(), states.exists()])


def known(person: Any, sha256: str, document: UUID | None = None) -> list[Document | Revision]:
    """What exactly these bytes are among the contracts that this person may see: states of a signed file, with how many have
    `signed` in it and whether a `later` one exists, or documents that have no states; of one `document` when it is named. Two
    queries whatever there is, none for strangers."""
    others = Revision.objects.filter(document=OuterRef("document"))
    signed = others.filter(number__lte=OuterRef("number"), signature__isnull=False).order_by().values("document")
    states = Revision.objects.filter(sha256=sha256).select_related(
        "document__contract", "document__not_concluded", "document__file"
    )
    states = states.annotate(
        signed=Coalesce(Subquery(signed.annotate(n=Count("pk")).values("n")), 0),
        later=Exists(others.filter(number__gt=OuterRef("number"))),
    )
    documents = Document.objects.filter(sha256=sha256, revisions__isnull=True).select_related("contract", "file")
    if document:
        states, documents = states.filter(document=document), documents.filter(pk=document)
    return [*access.visible(person, states), *access.visible(person, documents)]


def stored_documents(part: str) -> Iterator[str]:
    """Hashes of the stored PDF files of contracts that begin with `part`, each once, in order."""
    rows = StoredFile.objects.filter(
        scope_kind=Contract._meta.label_lower, media_type="application/pdf", blob_id__gte=part, blob_id__lt=f"{part}g"
    )
    return rows.order_by("blob_id").values_list("blob_id", flat=True).distinct().iterator()


def recorded_documents(part: str) -> Iterator[Document]:
    """Documents with a record of evidence whose hash begins with `part`: record, states of the file, acts, and whatever else
    the record tells of come with them; of their certificate the key, as `certificate_id`."""
    certificate = Document.objects.filter(
        contract=OuterRef("contract"), kind=Document.Kind.EVIDENCE, number=OuterRef("number")
    )
    rows = Document.objects.filter(kind=Document.Kind.CONTRACT, sha256__gte=part, sha256__lt=f"{part}g")
    rows = rows.select_related("contract", "not_concluded").annotate(
        certificate_id=Subquery(certificate.values("pk")[:1])
    )
    record = Evidence.objects.select_related("text").order_by("position")
    states = Revision.objects.select_related("file").order_by("number")
    copies = PaperCopy.objects.select_related("scan", "confirmation")
    rows = rows.prefetch_related(
        Prefetch("evidence", record), Prefetch("revisions", states), Prefetch("paper_copies", copies)
    )
    rows = rows.prefetch_related("signatures", "invitations")
    return rows.order_by("sha256", "pk").iterator(chunk_size=200)


def certificate_of(document: Document) -> Document | None:
    """The evidence certificate of one of `recorded_documents`, with its file."""
    found = Document.objects.filter(pk=document.certificate_id)  # type: ignore[attr-defined]
    return found.select_related("file").first()


def name_of(fingerprint: str) -> str:
    """A stored file as its operator names it: reference, kind, number, and which state of a signed file it is."""
    state = Revision.objects.filter(sha256=fingerprint).select_related("document__contract").first()
    if state:
        return f"{document_name(state.document)}, state {state.number}"
    document = Document.objects.filter(sha256=fingerprint).select_related("contract").first()
    return document_name(document) if document else ""


def document_name(document: Document) -> str:
    """A document as its operator names it: reference, kind, number."""
    return f"{document.contract.reference} {document.kind} {document.number}"


def parts_done(run: UUID) -> set[str]:
    """The parts that a run has read already."""
    return set(Verification.objects.filter(run=run).values_list("part", flat=True))


def last_run() -> UUID | None:
    """The run that wrote last."""
    newest = Verification.objects.order_by("-at", "-pk").first()
    return newest.run if newest else None


def failing() -> list[dict[str, Any]]:
    """What is wrong now: failures of the newest reading of each part."""
    newest = Verification.objects.values("part").annotate(newest=Max("pk")).values("newest")
    rows = Verification.objects.filter(pk__in=newest).order_by("part").values_list("failures", flat=True)
    return [one for failures in rows for one in failures]


def oldest_reading() -> datetime | None:
    """When the part that was read longest ago was read; None while one was never read."""
    seen = dict(Verification.objects.values_list("part").annotate(Max("at")))
    return min(seen.values()) if len(seen) == len(PARTS) else None

"""Reads for verifying: whether these bytes were made here, which documents are stored, what was found wrong."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from portage.core.models import StoredFile

from ..models import Contract, Document, Verification

MADE = (Document.Kind.CONTRACT, Document.Kind.CERTIFICATE, Document.Kind.NOTICE, Document.Kind.ANNULMENT)
PARTS = tuple(f"{number:02x}" for number in range(256))


def made_here(sha256: str) -> bool:
    """Whether the platform itself made a file of exactly these bytes. What parties handed in does not count."""
    return Document.objects.filter(sha256=sha256, kind__in=MADE).exists()


def stored_documents(part: str) -> Iterator[str]:
    """Hashes of the stored PDF files of contracts that begin with `part`, each once, in order."""
    rows = StoredFile.objects.filter(
        scope_kind=Contract._meta.label_lower, media_type="application/pdf", blob_id__gte=part, blob_id__lt=f"{part}g"
    )
    return rows.order_by("blob_id").values_list("blob_id", flat=True).distinct().iterator()


def parts_done(run: UUID) -> set[str]:
    """The parts that a run has read already."""
    return set(Verification.objects.filter(run=run).values_list("part", flat=True))


def last_run() -> UUID | None:
    """The run that wrote last."""
    newest = Verification.objects.order_by("-at", "-pk").first()
    return newest.run if newest else None


def failing() -> dict[str, str]:
    """What is wrong now: failures of the newest reading of each part, problem by hash."""
    newest = Verification.objects.values("part").annotate(newest=Max("pk")).values("newest")
    rows = Verification.objects.filter(pk__in=newest).values_list("failures", flat=True)
    return {one["sha256"]: one["problem"] for failures in rows for one in failures}


def oldest_reading() -> datetime | None:
    """When the part that was read longest ago was read; None while one was never read."""
    seen = dict(Verification.objects.values_list("part").annotate(Max("at")))
    return min(seen.values()) if len(seen) == len(PARTS) else None

"""The document timestamp after the last signature: when an authority is configured; tried again until it answers."""

from datetime import datetime

from django.db import transaction

from portage.core import files, seals
from portage.core.jobs import hold

from ...jobs import timestamp_document, write_evidence_certificate
from ...models import Document, Revision
from ...queries.evidence import newest
from ..locking import lock
from .evidence import note, noted
from .file import keep_revision

SIGNED = ["signed", "in_force", "notice_given", "ended"]


def timestamp(document_id: str, *, at: datetime) -> Revision | None:
    """Put a timestamp over both signatures, once, then send for the certificate. The authority away, or answering something
    else than a timestamp: the signatures stand, the record and the page say so, and the job tries again. Never a local time."""
    document = Document.objects.select_related("contract").get(pk=document_id)
    over = newest(document)
    if over is None or over.what == Revision.What.TIMESTAMPED:
        return None
    try:
        pdf = seals.timestamp(files.read(over.file))
    except seals.TimestampAway:
        _away(document, at=at)
        raise
    with transaction.atomic():
        contract = lock(document.contract_id)
        hold()
        if newest(document) != over:
            return None
        row = keep_revision(document, contract, over, pdf, what=Revision.What.TIMESTAMPED, at=at)
        write_evidence_certificate.enqueue(document_id)
    return row


@transaction.atomic
def _away(document: Document, *, at: datetime) -> None:
    """Told once; the certificate does not wait for an authority that is away."""
    lock(document.contract_id)
    if not noted(document, "timestamp_away"):
        note(document, "timestamp_away", at=at)
        write_evidence_certificate.enqueue(str(document.pk))


def timestamp_those_left() -> int:
    """Send again for timestamps that no job waits for any more; how many."""
    if not seals.timestamps_configured():
        return 0
    left = Document.objects.filter(
        kind=Document.Kind.CONTRACT, contract__status__in=SIGNED, evidence__kind="timestamp_away"
    ).exclude(revisions__what=Revision.What.TIMESTAMPED)
    ids = [str(pk) for pk in left.values_list("pk", flat=True).distinct()[:200]]
    for pk in ids:
        timestamp_document.enqueue(pk)
    return len(ids)

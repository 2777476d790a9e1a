"""Reading the record of evidence of a document, and the states of its file."""

from collections.abc import Iterator

from ..models import Document, Evidence, Revision
from ..rules import evidence as rules


def event_of(row: Evidence, *, new: bool = False) -> rules.Event:
    """The row as the rule reads it, with its personal text where it still stands; a `new` one has none yet."""
    text = None if new else getattr(row, "text", None)
    return rules.Event(
        document=str(row.document_id),
        position=row.position,
        kind=row.kind,
        at=row.at,
        side=row.side,
        membership=str(row.membership_id or ""),
        facts=row.facts,
        text_digest=row.text_digest,
        previous=row.previous,
        digest=row.digest,
        text=(text.salt, text.content) if text else None,
    )


def record(document: Document) -> list[Evidence]:
    """Every event of a document, oldest first, with who and the erasable words; one query."""
    rows = Evidence.objects.filter(document=document).select_related("text", "membership__person")
    return list(rows.order_by("position"))


def events(document: Document) -> Iterator[rules.Event]:
    """The same as the rule reads them: what `rules.evidence.verify` takes."""
    return (event_of(row) for row in record(document))


def newest(document: Document) -> Revision | None:
    """The newest state of the file; None for a document that is not signed on the platform."""
    return Revision.objects.filter(document=document).select_related("file").order_by("-number").first()


def revisions(document: Document) -> list[Revision]:
    """Every state of the file, oldest first, with whose signature it holds."""
    rows = Revision.objects.filter(document=document).select_related(
        "file__blob", "signature__membership__person", "signature__authority"
    )
    return list(rows.order_by("number"))

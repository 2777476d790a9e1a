"""Writing the record of evidence: in the verb's transaction, under the contract's lock, each event chained to the last."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db import transaction

from portage.core import journal
from portage.core.journal import By, plain

from ...models import Document, Evidence, EvidenceText
from ...queries.evidence import event_of
from ...rules import evidence as rules


def note(
    document: Document,
    kind: str,
    *,
    at: datetime,
    by: By = journal.PORTAGE,
    side: str = "",
    text: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Evidence:
    """Add one event. The caller holds the contract's lock: two events never follow the same one.

    What tells about a person (address, program, what `text` says) goes into the erasable part.
    """
    last = document.evidence.order_by("-position").only("position", "digest").first()
    personal = {k: v for k, v in {**(text or {}), "address": by.address, "agent": by.agent}.items() if v}
    salt, content = token_hex(32), plain(personal)
    row = Evidence(
        document=document,
        position=last.position + 1 if last else 1,
        kind=kind,
        at=at,
        side=side,
        membership=by.membership,
        facts=plain(facts),
        text_digest=rules.text_digest(salt, content) if personal else "",
        previous=last.digest if last else rules.GENESIS,
    )
    row.digest = rules.digest(event_of(row, new=True))
    row.save(force_insert=True)
    if personal:
        EvidenceText.objects.create(event=row, salt=salt, content=content)
    return row


def noted(document: Document, kind: str, **facts: Any) -> bool:
    """Whether such an event stands in the record; `facts` are fields of the row."""
    return document.evidence.filter(kind=kind, **facts).exists()


@transaction.atomic
def erase_texts(event_ids: Iterable[UUID], *, by: By, at: datetime) -> int:
    """Erase the personal text of events, and its salt; how many. The record still verifies; the journal tells the erasure."""
    texts = EvidenceText.objects.select_for_update().filter(pk__in=list(event_ids)).select_related("event__document")
    documents = {text.event.document_id: text.event.document for text in texts}
    count, _rows = EvidenceText.objects.filter(pk__in=[text.pk for text in texts]).delete()
    for document in documents.values():
        journal.record("contracts.evidence_erased", document.contract, by=by, at=at, document=document.pk)
    return count

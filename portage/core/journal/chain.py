"""The chain of the journal: each entry gets a position and a hash over the one before it.

    digest = SHA-256(previous digest, newline, canonical link)

The canonical link is JSON with sorted keys: position, the entry's fields, and `text`, the salted digest of its
personal part. The digest of the text stands in the link itself, so that the chain still verifies when text and salt
are erased. Verbs never wait for the chain: one job links what they wrote (`link_entries`).
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from .. import journal
from ..models import Cursor, Entry, EntryText, Link
from . import By, Event

GENESIS = "0" * 64
BATCH = 1000
READER = "chain"
# Entries get their id before their commit: an entry may show up this much later than its id says.
LATENESS = timedelta(hours=1)
ERASED = "core.text_erased"
FIELDS = ["id", "at", "kind", "scope_kind", "scope_id", "actor_id", "on_behalf_of", "request_id", "facts"]


def canonical(value: Any) -> bytes:
    """`value` in the one form that is hashed: sorted keys, no spaces, instants in UTC to the microsecond."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else str(value)


def text_digest(salt: str, content: Any) -> str:
    """The digest of personal text; the salt keeps anybody from guessing a short text by trying."""
    return hashlib.sha256(salt.encode() + b"\n" + canonical(content)).hexdigest()


def digest_of(previous: str, position: int, fields: dict[str, Any], text: str) -> str:
    """The digest of a link: over the previous digest, its position, every field of its entry, its text's digest."""
    content = canonical({"position": position, "text": text, **fields})
    return hashlib.sha256(previous.encode() + b"\n" + content).hexdigest()


def link_entries(*, everything: bool = False) -> int:
    """Link what is not linked yet; how many. One worker at a time: the others wait for its cursor's row.

    Looks at the last hour before the newest linked entry, which suffices but for a transaction that stayed open
    longer; `everything` looks at all entries, once a day.
    """
    count, since = 0, UUID(int=0) if everything else None
    while linked := _link_batch(since):
        count, since = count + len(linked), linked[-1].entry_id
    return count


@transaction.atomic
def _link_batch(since: UUID | None) -> list[Link]:
    """Link the first entries made since `since` (by default: an hour before the newest linked one)."""
    Cursor.objects.get_or_create(reader=READER)
    Cursor.objects.select_for_update().get(reader=READER)
    head = Link.objects.order_by("-position").values_list("position", "digest", "entry_id").first()
    position, digest, newest = head or (0, GENESIS, UUID(int=0))
    unlinked = Entry.objects.filter(
        ~Exists(Link.objects.filter(entry=OuterRef("pk"))), pk__gte=since or _hour_before(newest)
    )
    entries = list(unlinked.order_by("pk").values(*FIELDS)[:BATCH])
    texts = EntryText.objects.in_bulk([entry["id"] for entry in entries])
    links = []
    for entry in entries:
        position += 1
        text = texts.get(entry["id"])
        told = text_digest(text.salt, text.content) if text else ""
        digest = digest_of(digest, position, entry, told)
        links.append(Link(position=position, entry_id=entry["id"], text_digest=told, digest=digest))
    return Link.objects.bulk_create(links)


def _hour_before(newest: UUID) -> UUID:
    """The smallest identifier made an hour before `newest`, whose first 48 bits are milliseconds (version 7)."""
    return UUID(int=max(0, (newest.int >> 80) - int(LATENESS / timedelta(milliseconds=1))) << 80)


def erase_text(entry_ids: Iterable[UUID], *, by: By, at: datetime) -> int:
    """Erase the personal text of entries, and its salt; how many. The erasure itself is an event.

    An entry that is not linked yet is linked first, so that its place in the chain speaks of what stood there.
    """
    wanted = list(entry_ids)
    if Entry.objects.filter(~Exists(Link.objects.filter(entry=OuterRef("pk"))), pk__in=wanted).exists():
        link_entries(everything=True)
    with transaction.atomic():
        texts = EntryText.objects.select_for_update().filter(pk__in=wanted).select_related("entry")
        entries = [text.entry for text in texts]
        EntryText.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        journal.record_all([Event(ERASED, entry) for entry in entries], by=by, at=at)
    return len(entries)


def follow(reader: str, handle: Callable[[list[Entry]], None], *, batch: int = 500) -> int:
    """Hand the entries that `reader` has not read yet to `handle`, in the order of the chain; how many.

    Each batch is one transaction with the cursor's move: `handle` either took effect and is read, or neither.
    """
    count = 0
    while read := _follow_batch(reader, handle, batch):
        count += read
    return count


@transaction.atomic
def _follow_batch(reader: str, handle: Callable[[list[Entry]], None], batch: int) -> int:
    Cursor.objects.get_or_create(reader=reader)
    cursor = Cursor.objects.select_for_update().get(reader=reader)
    links = list(Link.objects.filter(position__gt=cursor.position).select_related("entry").order_by("position")[:batch])
    if links:
        handle([link.entry for link in links])
        cursor.position = links[-1].position
        cursor.save(update_fields=["position"])
    return len(links)

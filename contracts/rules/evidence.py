"""The record of evidence of one document: events in their order, each with a digest over the one before it.

    digest = SHA-256(previous digest, newline, canonical event)

The canonical event is JSON with sorted keys: its position, every field, and the salted digest of its personal text. That
digest stands in the event itself, so that the record still verifies when text and salt are erased. Pure: no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portage.core.journal.chain import GENESIS, digest_of, text_digest

__all__ = ["GENESIS", "Broken", "Event", "digest", "text_digest", "verify"]


@dataclass(frozen=True)
class Event:
    """One event as it was kept. `text` is (salt, content), or None where there was none or it was erased."""

    document: str
    position: int
    kind: str
    at: datetime
    side: str
    membership: str
    facts: Mapping[str, Any]
    text_digest: str
    previous: str
    digest: str
    text: tuple[str, Mapping[str, Any]] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Broken:
    """The first event that does not hold: `missing`, `previous`, `digest` or `text`."""

    position: int
    why: str


def digest(event: Event) -> str:
    """What the event's digest must be."""
    fields = {
        "document": event.document,
        "kind": event.kind,
        "at": event.at,
        "side": event.side,
        "membership": event.membership,
        "facts": event.facts,
    }
    return digest_of(event.previous, event.position, fields, event.text_digest)


def verify(events: Iterable[Event]) -> Broken | None:
    """The first event of one document that does not hold, by position; None when all do.

    A text that is gone was erased and breaks nothing; one that differs from what was recorded does. That the last events
    were not cut off is told by a head kept elsewhere: the journal's entry, the sealed certificate.
    """
    previous, expected = GENESIS, 1
    for event in events:
        if event.position != expected:
            return Broken(expected, "missing")
        if event.previous != previous:
            return Broken(expected, "previous")
        if digest(event) != event.digest:
            return Broken(expected, "digest")
        if event.text is not None and text_digest(*event.text) != event.text_digest:
            return Broken(expected, "text")
        previous, expected = event.digest, expected + 1
    return None

"""The record of evidence of one document: events in their order, each with a digest over the one before it.

    digest = SHA-256(previous digest, newline, canonical event)

The canonical event is JSON with sorted keys: its position, every field, and the salted digest of its personal text. That
digest stands in the event itself, so that the record still verifies when text and salt are erased. Pure: no database.

A chain tells a change, a gap and a reordering by itself. That its last events were cut off, or that one was added behind
them, only what stands elsewhere can tell: the states of the file, the acts of signing, the sealed certificate (`Facts`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portage.core.journal.chain import GENESIS, digest_of, text_digest

__all__ = ["GENESIS", "Broken", "Event", "Facts", "Named", "contradicted", "digest", "text_digest", "verify"]


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
    """The first event that does not hold: `missing`, `previous`, `digest` or `text`; or what is kept elsewhere says
    otherwise: `head`, `added`, or a name of `KEPT`."""

    position: int
    why: str


@dataclass(frozen=True)
class Named:
    """The end of the record as its sealed certificate names it: how many events there were, and the digest of the last."""

    events: int
    head: str


# What is kept outside the record, and how an event tells of one of it: by its kind, these of its facts.
KEPT: Mapping[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "states": (frozenset({"sealed", "in_file", "timestamped"}), ("revision", "sha256")),
    "acts": (frozenset({"signed"}), ("side", "consent")),
    "invitations": (frozenset({"invited"}), ("last_day",)),
    "scans": (frozenset({"scan_brought"}), ("sha256",)),
    "confirmations": (frozenset({"scan_confirmed"}), ("sha256",)),
    "closings": (frozenset({"not_concluded"}), ("cause",)),
    "certificates": (frozenset({"certificate"}), ("sha256",)),
}
# What may still happen to a document whose certificate was made.
AFTERWARDS = frozenset({"certificate", "timestamped", "timestamp_away", "trouble"})


@dataclass(frozen=True)
class Facts:
    """What is kept of the same document outside its record: `kept`, by the names of `KEPT`, what each event tells of, in that
    order; `named`: the end as the certificate names it, None where there is none or it was not read."""

    kept: Mapping[str, Sequence[tuple[Any, ...]]]
    named: Named | None = None


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
    were not cut off, `contradicted` tells.
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


def contradicted(events: Sequence[Event], facts: Facts) -> Broken | None:
    """The first event that what is kept elsewhere contradicts, or the place behind the last one where events are missing.

    Whatever is kept is told by one event, and no event tells of what is not. The event that the certificate calls the last
    is the one that it names, and behind it stands only what happens afterwards.
    """
    if broken := _beyond(events, facts.named):
        return broken
    for why, (kinds, names) in KEPT.items():
        told = [(_said(event, names), event.position) for event in events if event.kind in kinds]
        if broken := _unlike(why, told, list(facts.kept.get(why, ())), len(events) + 1):
            return broken
    return None


def _beyond(events: Sequence[Event], named: Named | None) -> Broken | None:
    """Whether the record is as long as its certificate says, with that very event there, and nothing strange behind it."""
    if named is None:
        return None
    if named.events > len(events):
        return Broken(len(events) + 1, "missing")
    if named.events and events[named.events - 1].digest != named.head:
        return Broken(named.events, "head")
    return next((Broken(e.position, "added") for e in events[named.events :] if e.kind not in AFTERWARDS), None)


def _said(event: Event, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(event.side if name == "side" else event.facts.get(name) for name in names)


def _unlike(why: str, told: Sequence[tuple[Any, int]], kept: list[Any], end: int) -> Broken | None:
    """The first event that tells of what is not kept, or is told already; then what no event tells of."""
    for fact, position in told:
        if fact not in kept:
            return Broken(position, why)
        kept.remove(fact)
    return Broken(end, why) if kept else None

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
    otherwise: `states`, `acts`, `certificate`, `head`."""

    position: int
    why: str


@dataclass(frozen=True)
class Named:
    """The end of the record as its sealed certificate names it: how many events there were, and the digest of the last."""

    events: int
    head: str


@dataclass(frozen=True)
class Facts:
    """What is kept of the same document outside its record.

    `states`: number and SHA-256 of each state of the file. `acts`: side and digest of the consent of each act of signing.
    `certificates`: SHA-256 of the evidence certificate, if there is one; `named`: what it says, None when it was not read.
    """

    states: Sequence[tuple[int, str]] = ()
    acts: Sequence[tuple[str, str]] = ()
    certificates: Sequence[str] = ()
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

    Each state of the file, each act and the certificate are told by one event, and no event tells of others. The event
    that the certificate calls the last is the one that it names.
    """
    named, end = facts.named, len(events) + 1
    if named and named.events > len(events):
        return Broken(end, "missing")
    if named and named.events and events[named.events - 1].digest != named.head:
        return Broken(named.events, "head")
    told: dict[str, list[tuple[Any, int]]] = {"states": [], "acts": [], "certificate": []}
    for event in events:
        if "revision" in event.facts:
            told["states"].append(((event.facts["revision"], event.facts.get("sha256")), event.position))
        elif event.kind == "signed":
            told["acts"].append(((event.side, event.facts.get("consent")), event.position))
        elif event.kind == "certificate":
            told["certificate"].append((event.facts.get("sha256"), event.position))
    kept = {"states": facts.states, "acts": facts.acts, "certificate": facts.certificates}
    found = (_unlike(why, told[why], list(kept[why]), end) for why in told)
    return next((broken for broken in found if broken), None)


def _unlike(why: str, told: Sequence[tuple[Any, int]], kept: list[Any], end: int) -> Broken | None:
    """The first event that tells of what is not kept, or is told already; then what no event tells of."""
    for fact, position in told:
        if fact not in kept:
            return Broken(position, why)
        kept.remove(fact)
    return Broken(end, why) if kept else None

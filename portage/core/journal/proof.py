"""Proves the chain of the journal: reads it from the first link to the last and computes every hash again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from ..models import Entry, Link
from .chain import ERASED, FIELDS, GENESIS, digest_of, text_digest

CHUNK = 2000


@dataclass(frozen=True)
class Broken:
    """The first row that does not hold, and why."""

    position: int
    entry: Any
    reason: str


@dataclass
class Proof:
    """What was read: links, texts still there, texts erased, entries that wait for their link, the head."""

    links: int = 0
    texts: int = 0
    erased: int = 0
    unlinked: int = 0
    head: str = GENESIS
    broken: Broken | None = None


def verify(*, until: int | None = None) -> Proof:
    """Verify the whole chain (or its first `until` links), in chunks by position; stops at the first broken row."""
    proof = Proof()
    for rows in _chunks(until):
        proof.broken = _verify_chunk(proof, rows)
        if proof.broken:
            return proof
    proof.unlinked = Entry.objects.filter(~Exists(Link.objects.filter(entry=OuterRef("pk")))).count()
    return proof


def _chunks(until: int | None) -> Iterator[list[dict[str, Any]]]:
    columns = ["position", "digest", "text_digest", "entry__text__salt", "entry__text__content"]
    last = 0
    while True:
        links = Link.objects.filter(position__gt=last).order_by("position")
        if until is not None:
            links = links.filter(position__lte=until)
        rows = list(links.values(*columns, *(f"entry__{name}" for name in FIELDS))[:CHUNK])
        if not rows:
            return
        yield rows
        last = rows[-1]["position"]


def _verify_chunk(proof: Proof, rows: list[dict[str, Any]]) -> Broken | None:
    """Check each link against the one before it, and its text; then that what is gone was erased on record."""
    gone = {}
    for row in rows:
        reason = _wrong(proof, row)
        if reason:
            return Broken(row["position"], row["entry__id"], reason)
        proof.links, proof.head = proof.links + 1, row["digest"]
        if row["entry__text__salt"]:
            proof.texts += 1
        elif row["text_digest"]:
            gone[row["entry__id"]] = row["position"]
    proof.erased += len(gone)
    recorded = Entry.objects.filter(kind=ERASED, scope_kind="core.entry", scope_id__in=gone)
    lost = set(gone) - set(recorded.values_list("scope_id", flat=True))
    if lost:
        entry = min(lost, key=lambda one: gone[one])
        return Broken(gone[entry], entry, "its text is gone and no erasure is on record")
    return None


def _wrong(proof: Proof, row: dict[str, Any]) -> str:
    """Why this link does not hold, or nothing."""
    if row["position"] != proof.links + 1:
        return f"a link is missing before it: position {proof.links + 1}"
    entry = {name: row[f"entry__{name}"] for name in FIELDS}
    if digest_of(proof.head, row["position"], entry, row["text_digest"]) != row["digest"]:
        return "the entry, its position or its link was changed"
    if (
        row["entry__text__salt"]
        and text_digest(row["entry__text__salt"], row["entry__text__content"]) != row["text_digest"]
    ):
        return "its text was changed, or added later"
    return ""

"""Exclusivity: principal x product x country x segment x period. What a contract claims, when two claims meet, and what one
side may read of it.

| contract held | contract claimed | together? |
|---|---|---|
| exclusive | exclusive or not | never: the principal appoints no other agent there |
| not exclusive | exclusive | never: an exclusive agent would find another in place |
| not exclusive | not exclusive | yes |

A contract that renews itself, or has no end, is open-ended until a notice or an agreement gives it a last day.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

LONGEST = 80


@dataclass(frozen=True)
class Claim:
    """One place as a contract claims it. `segment` empty: all segments. `last_day` None: open-ended."""

    product: str
    country: str
    segment: str
    exclusive: bool
    first_day: date | None
    last_day: date | None = None


def segment_key(segment: str) -> str:
    """A segment as it is compared: neither case nor spaces tell two apart."""
    return " ".join(segment.split()).casefold()[:LONGEST]


def claims(
    *,
    products: Iterable[str],
    countries: Iterable[str],
    segments: Iterable[str],
    exclusive: bool,
    first_day: date | None,
    last_day: date | None = None,
) -> list[Claim]:
    """Every place that is claimed, in one order for everybody: two contracts that take places never wait in a ring. None
    when the end comes before the first day."""
    if first_day and last_day and last_day < first_day:
        return []
    keys = sorted({segment_key(segment) for segment in segments}) or [""]
    return [
        Claim(product, country, segment, exclusive, first_day, last_day)
        for product in sorted(products)
        for country in sorted(countries)
        for segment in keys
    ]


def meet(one: Claim, other: Claim) -> bool:
    """Whether two contracts cannot both hold these places."""
    return (
        (one.product, one.country) == (other.product, other.country)
        and (not one.segment or not other.segment or one.segment == other.segment)
        and _reaches(one, other)
        and _reaches(other, one)
        and (one.exclusive or other.exclusive)
    )


def _reaches(one: Claim, other: Claim) -> bool:
    """Whether `one` is still held on the first day of `other`."""
    return one.last_day is None or other.first_day is None or other.first_day <= one.last_day


def fingerprint(claimed: Collection[Claim]) -> str:
    """One hash over what is claimed: a version that claims the same needs no new confirmation."""
    told = [[c.product, c.country, c.segment, c.exclusive, str(c.first_day), str(c.last_day)] for c in claimed]
    return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()


# What one side may read, from what it may see and did itself, and from whether everything is confirmed.
STOPS, WAITS, PASSES = "stops", "waits", "passes"


@dataclass(frozen=True)
class Reading:
    """`code`: seen (a contract that the reader may see is in the way), held, confirmed, yours (the reader's side has not
    confirmed), other (it has), both (the reader is of neither side), later (no version is proposed yet)."""

    state: str
    code: str


def reading(*, seen: bool, held: bool, asked: bool, mine: bool | None, confirmed: bool) -> Reading:
    """What one side reads.

    `seen`: a contract that the reader may see is in the way. `asked`: a version is on the table. `mine`: whether the
    reader's side has confirmed (None: of neither side). `confirmed`: both sides have, and nothing at all is in the way.

    That something unseen is in the way, and that the other side has not confirmed yet, are one and the same here: no
    argument tells them apart, so that no word can.
    """
    if held:
        return Reading(PASSES, "held")
    if seen:
        return Reading(STOPS, "seen")
    if not asked:
        return Reading(WAITS, "later")
    if confirmed:
        return Reading(PASSES, "confirmed")
    return Reading(WAITS, "both" if mine is None else "other" if mine else "yours")

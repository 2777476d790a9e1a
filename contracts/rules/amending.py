"""What an amendment may change, from which day it can take effect, and what a contract said on any day. Pure.

An amendment changes products, territory, commission and tasks. Parties, nature, law, language and duration are the contract
itself: whoever wants others ends it, or lets it end, and concludes a new one.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

# The steps of an amendment's draft, in order; the last one is the day it takes effect.
STEPS = ("products", "territory", "tasks", "commission", "effect")
# What stays as it was agreed, with the code of the refusal.
FIXED = {"duration": "duration_stays", "law": "law_stays"}
AMENDABLE = {"signed", "in_force", "notice_given"}
OPEN = {"draft", "negotiating", "approved", "awaiting_signature", "signed"}


def day_fault(
    agreed: date | None,
    *,
    today: date,
    term_first_day: date | None,
    last_effect: date | None,
    ends_on: date | None,
    earlier: bool,
) -> str:
    """Why the parties cannot agree on that day, "" when they can.

    no_effect: none is typed. ended_term: it lies in a term that has ended, or before the contract began. before_last: an
    earlier amendment took effect later than that. after_end: the contract ends before. before_signature: it has passed,
    and the text does not say that it applies before it is signed.
    """
    if agreed is None:
        return "no_effect"
    if term_first_day is not None and agreed < term_first_day:
        return "ended_term"
    if last_effect is not None and agreed < last_effect:
        return "before_last"
    if ends_on is not None and agreed > ends_on:
        return "after_end"
    return "before_signature" if agreed < today and not earlier else ""


def effect_day(
    agreed: date, *, signed_on: date, term_first_day: date | None, last_effect: date | None, earlier: bool
) -> date:
    """The day on which a signed amendment takes effect: the agreed one, or the day of the last signature when that is later.

    `earlier`: the text says that it applies before it is signed; then the agreed day holds. Never inside a term that had
    ended when the last party signed, never before an earlier amendment: the parties signed words that say so.
    """
    floor = [day for day in (term_first_day, last_effect, None if earlier else signed_on) if day is not None]
    return max([agreed, *floor])


def falls(from_day: date, ended_on: date | None) -> bool:
    """Whether an amendment falls because the contract ended before the day on which it would take effect."""
    return ended_on is not None and ended_on < from_day


class Dated(Protocol):
    """What holds from a day on."""

    from_day: date


Held = TypeVar("Held", bound=Dated)


def holding(chain: Iterable[Held], day: date) -> Held | None:
    """The last of a chain, in the order in which it took effect, whose day has come; None before the first."""
    come = [link for link in chain if link.from_day <= day]
    return come[-1] if come else None

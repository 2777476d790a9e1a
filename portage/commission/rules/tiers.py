"""Yearly tiers: which part of a sum falls under which rate.

A year is the calendar year of the day on which the commission is earned. Its sales are the bases earned in it, in the
currency of the contract, less what credit notes and lost debts take back from them, on whatever day they do: what the tiers
give in the end for a year is what they say of its net sales. A sum that crosses a bound is cut at the bound, exactly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.documents.commission import Tier


@dataclass(frozen=True)
class Part:
    """A part of a sum that lies within one tier."""

    tier: Tier
    amount: Decimal


def parts(tiers: Sequence[Tier], before: Decimal, amount: Decimal) -> list[Part]:
    """The parts of `amount` when the year already counts `before`, lowest first; of a negative one, highest first.

    What lies under a year's zero (more taken back than it ever counted) follows the first tier.
    """
    low, high = sorted((before, before + amount))
    found = list(_between(tiers, low, high))
    if amount < 0:
        return [Part(part.tier, -part.amount) for part in reversed(found)]
    return found or [Part(tier_at(tiers, before), amount)]


def _between(tiers: Sequence[Tier], low: Decimal, high: Decimal) -> Iterator[Part]:
    floor = low
    for tier in tiers:
        top = high if tier.up_to is None else min(high, tier.up_to)
        if top > floor:
            yield Part(tier, top - floor)
            floor = top


def tier_at(tiers: Sequence[Tier], counted: Decimal) -> Tier:
    """The tier that the next unit of currency would fall under."""
    return next(tier for tier in tiers if tier.up_to is None or counted < tier.up_to)

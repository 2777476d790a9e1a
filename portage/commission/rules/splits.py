"""Which agents of one principal have a claim on an order, and the parts that the rules propose.

| rule | when | parts |
|---|---|---|
| `places` | buyer, delivery and payer lie in territories of several contracts in force on the day of receipt | equal |
| `former` | another contract for the buyer's country ended before: the order came before its end, or is mainly its agent's work and came within a reasonable time after (Dir. 86/653 art. 8); the successor has none (art. 9) | the former agent: 100 |
| `shared` | the same, and circumstances make it equitable to share (art. 9) | equal |
| `agreed` | whatever the principal proposes | as typed |

What is "mainly" an agent's work, "reasonable" or "equitable" people decide: the rules propose, the principal chooses, each agent
agrees or declines. No law shares between territories: equal parts are a usage, and a proposal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.law.dates import add_months

WHOLE, CENT = Decimal(100), Decimal("0.01")
FINEST = Decimal("0.0001")
PLACES, FORMER, SHARED, AGREED = "places", "former", "shared", "agreed"
REASONABLE_MONTHS = 12  # beyond, no rule is proposed for a former agent: the principal may still type the parts
MOST_PARTS = 6


@dataclass(frozen=True)
class Sold:
    """An order as far as the rules read it: countries (ISO 3166-1 alpha-2; "" is not told), products, day of receipt."""

    buyer: str
    delivery: str
    payer: str
    products: frozenset[str]
    received_on: date

    @property
    def places(self) -> list[tuple[str, str]]:
        """(claim, country) of each place that is told; where nothing else is told the buyer receives and pays."""
        told = [("buyer", self.buyer), ("delivery", self.delivery), ("payer", self.payer)]
        return [(claim, country) for claim, country in told if country]


@dataclass(frozen=True)
class Claimant:
    """One contract of the principal as it stood on the day of receipt. `own`: the order is recorded under it."""

    key: Any
    countries: frozenset[str]
    products: frozenset[str]
    first_day: date
    last_day: date | None = None
    own: bool = False

    def runs_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class Part:
    """The part of one contract, in percent, and its claim."""

    key: Any
    percent: Decimal
    claim: str


@dataclass(frozen=True)
class Proposed:
    """Parts that a rule proposes; they add up to 100. The contract of the order comes first."""

    rule: str
    parts: tuple[Part, ...]


def proposals(sold: Sold, claimants: Sequence[Claimant]) -> list[Proposed]:
    """What the rules propose of an order; nothing where its own agent alone has a claim."""
    able = [one for one in claimants if sold.products <= one.products or one.own]
    own = next(one for one in able if one.own)
    found = []
    touched = _touched(sold, own, [one for one in able if one.own or one.runs_on(sold.received_on)])
    if len(touched) > 1:
        found.append(Proposed(PLACES, equal(touched)))
    for former in _former(sold, able):
        pair = [(own.key, "recorded"), (former.key, "former")]
        found.append(Proposed(FORMER, (Part(own.key, Decimal(0), "recorded"), Part(former.key, WHOLE, "former"))))
        found.append(Proposed(SHARED, equal(pair)))
    return found


def _touched(sold: Sold, own: Claimant, running: Iterable[Claimant]) -> list[tuple[Any, str]]:
    """The contract of the order, then those in whose territory one of its other places lies, each once by its first claim."""
    found = {own.key: next((claim for claim, country in sold.places if country in own.countries), "recorded")}
    for claim, country in sold.places:
        for one in running:
            if country in one.countries and country not in own.countries:
                found.setdefault(one.key, claim)
    return list(found.items())[:MOST_PARTS]


def _former(sold: Sold, able: Iterable[Claimant]) -> list[Claimant]:
    """Contracts for the buyer's country with an end: the order was received before it, the year before at most, or within
    the months after it that may be reasonable."""
    return [
        one for one in able if not one.own and sold.buyer in one.countries and _is_near_its_end(one, sold.received_on)
    ]


def _is_near_its_end(one: Claimant, day: date) -> bool:
    if one.last_day is None or day < one.first_day:
        return False
    return one.last_day <= add_months(day, REASONABLE_MONTHS) and day <= add_months(one.last_day, REASONABLE_MONTHS)


def equal(claims: Sequence[tuple[Any, str]]) -> tuple[Part, ...]:
    """Equal parts to the hundredth of a percent; the hundredths left over go to the first."""
    each = (WHOLE / len(claims)).quantize(CENT, rounding="ROUND_DOWN")
    left = WHOLE - each * len(claims)
    return tuple(
        Part(key, each + (CENT if number < left / CENT else Decimal(0)), claim)
        for number, (key, claim) in enumerate(claims)
    )


def wrong(percents: Sequence[Decimal]) -> str:
    """The code of what is wrong with parts that were typed; "" when they are parts of one whole."""
    if not 2 <= len(percents) <= MOST_PARTS:
        return "too_few_parts" if len(percents) < 2 else "too_many_parts"
    if any(not one.is_finite() or not 0 <= one <= WHOLE or one != one.quantize(FINEST) for one in percents):
        return "not_a_part"
    return "" if sum(percents, Decimal(0)) == WHOLE else "not_a_whole"

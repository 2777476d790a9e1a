"""Whether a quote stays inside the principal's price instructions of the day on which it is made. Pure.

On a day, the instruction for one product in one country is the one written last among those whose first day has come: a later one
replaces the earlier ones, and when its own last day has passed none of these comes back.

| refusal of a line | meaning |
|---|---|
| `no_instruction` | the principal has written none for this product in this country |
| `not_begun` | its first day has not come |
| `out_of_date` | its last day has passed |
| `wrong_currency`, `wrong_unit` | it prices in another one |
| `below_floor` | the price is lower than the floor |
| `below_minimum` | the quantity is smaller than the least one |
| `valid_too_long` | the quote would hold longer than the instruction does |
| `payment_too_late` | more days to pay than it gives, or none said where it limits them |
| `other_delivery` | other delivery terms than it prices |
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from portage.fieldwork.rules.orders import Item

LONGEST = 365  # days for which a quote may hold


@dataclass(frozen=True)
class Priced:
    """One instruction as the rule reads it. `number`: its place in the order in which they were written."""

    number: int
    product: UUID
    country: str
    currency: str
    unit: str
    floor: Decimal
    valid_from: date
    valid_until: date | None = None
    minimum: Decimal | None = None
    payment_days: int | None = None
    incoterm: str = ""


@dataclass(frozen=True)
class Offer:
    """What a quote says beside its lines. `country`: where the customer is, as its record says."""

    country: str
    currency: str
    valid_until: date
    payment_days: int | None = None
    incoterm: str = ""
    place: str = ""
    note: str = ""


def in_force(instructions: Iterable[Priced], product: UUID, country: str, on: date) -> Priced | None:
    """The instruction that counts on that day, or counted last; None when none had begun."""
    begun = [one for one in instructions if (one.product, one.country) == (product, country) and one.valid_from <= on]
    return max(begun, key=lambda one: one.number, default=None)


def refusals(instructions: Sequence[Priced], offer: Offer, item: Item, on: date) -> list[str]:
    """Why this line is outside of the instructions on that day, in codes; none when it is inside."""
    one = in_force(instructions, item.product, offer.country, on)
    if one is None:
        known = any((told.product, told.country) == (item.product, offer.country) for told in instructions)
        return ["not_begun" if known else "no_instruction"]
    if one.valid_until is not None and one.valid_until < on:
        return ["out_of_date"]
    return [code for code, is_wrong in _checks(one, offer, item) if is_wrong]


def _checks(one: Priced, offer: Offer, item: Item) -> list[tuple[str, bool]]:
    comparable = (offer.currency, same_unit(item.unit)) == (one.currency, same_unit(one.unit))
    late = one.payment_days is not None and (offer.payment_days is None or offer.payment_days > one.payment_days)
    return [
        ("wrong_currency", offer.currency != one.currency),
        ("wrong_unit", same_unit(item.unit) != same_unit(one.unit)),
        ("below_floor", comparable and item.price < one.floor),
        ("below_minimum", comparable and one.minimum is not None and item.quantity < one.minimum),
        ("valid_too_long", one.valid_until is not None and offer.valid_until > one.valid_until),
        ("payment_too_late", late),
        ("other_delivery", bool(one.incoterm) and offer.incoterm != one.incoterm),
    ]


def same_unit(unit: str) -> str:
    """A unit as it is compared: kg, KG and “ kg ” are one."""
    return unit.strip().casefold()


def digest(*told: object) -> str:
    """SHA-256 of what was sent: other words under the same key are told apart. 14.20 and 14.2 are one price."""
    return hashlib.sha256(json.dumps([_plain(one) for one in told], sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | bool | None) else str(value)

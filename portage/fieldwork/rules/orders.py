"""What an order says, how much it is worth, and until when it is answered. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from portage.core.money import rounded

MOST_ITEMS = 100
MOST = Decimal("999999999999")  # more than any order is worth; a slip of the keyboard is not kept
ANSWER_DAYS = 5  # working days, when the contract does not say
Product = TypeVar("Product")


@dataclass(frozen=True)
class Item:
    """So much of one product at a net price a unit."""

    product: UUID
    quantity: Decimal
    unit: str
    price: Decimal


@dataclass(frozen=True)
class Terms:
    """What is ordered beside the lines: days, currency, delivery terms (Incoterms 2020) with their named place; countries
    (ISO 3166-1 alpha-2) where goods or payment are not the buyer's own."""

    received_on: date
    currency: str
    wanted_on: date | None = None
    incoterm: str = ""
    place: str = ""
    file: str = ""
    note: str = ""
    delivery_country: str = ""
    payer_country: str = ""


def net(item: Item, currency: str) -> Decimal:
    """Quantity times price, rounded once to the currency's smallest unit."""
    return rounded(item.quantity * item.price, currency)


def total(items: Iterable[Item], currency: str) -> Decimal:
    """The sum of the lines as they are rounded: what is read line by line adds up."""
    return sum((net(item, currency) for item in items), Decimal(0))


def by_product(items: Iterable[tuple[Product, Decimal]]) -> dict[Product, Decimal]:
    """{product: the sum of its lines}."""
    found: dict[Product, Decimal] = {}
    for product, amount in items:
        found[product] = found.get(product, Decimal(0)) + amount
    return found


def answer_by(received_on: date, working_days: int) -> date:
    """The last day on which the principal answers: so many working days (Monday to Friday) after the day of receipt.

    Holidays are not counted off: they differ from country to country, and an answer that comes early hurts nobody.
    """
    day = received_on
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def digest(customer: str, terms: Terms, items: Sequence[Item]) -> str:
    """SHA-256 of what is ordered: other words under the same key are told apart. 14.20 and 14.2 are one price."""
    lines = [
        [str(one.product), f"{one.quantity.normalize():f}", one.unit, f"{one.price.normalize():f}"] for one in items
    ]
    told = {name: str(value) for name, value in vars(terms).items() if value or not name.endswith("_country")}
    return hashlib.sha256(json.dumps([customer, told, lines], sort_keys=True).encode()).hexdigest()

"""What is asked, priced and sent, as the verbs take it. Pure: shapes alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class Wish:
    """What a customer needs beside the words: all of it may be left out."""

    product: UUID | None = None
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    currency: str = ""
    wanted_on: date | None = None
    wants_sample: bool = False


@dataclass(frozen=True)
class Fault:
    """What a customer complains of beside the words. `received_on`: the day on which it complained."""

    received_on: date
    order: UUID | None = None
    product: UUID | None = None
    lot: str = ""


@dataclass(frozen=True)
class Prices:
    """What an instruction says. Prices are net, without taxes; `minimum`, `payment_days`, `incoterm` may be left out."""

    product: UUID
    country: str
    currency: str
    unit: str
    floor: Decimal
    list_price: Decimal
    valid_from: date
    valid_until: date | None = None
    minimum: Decimal | None = None
    payment_days: int | None = None
    incoterm: str = ""
    note: str = ""


@dataclass(frozen=True)
class Parcel:
    """What is sent."""

    product: UUID
    lot: str
    quantity: Decimal
    unit: str
    sent_on: date
    carrier: str = ""

"""What a report says, as it is told once: its head and its sections. Pure; texts are trimmed, nothing else is changed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

MOST_SECTIONS = 40
MOST_PEOPLE = 20
MOST_LINES = 30  # of competitors, of actions, of products, in one section
MOST_MINUTES = 24 * 60  # a visit is of one day
TEXTS = ("needs", "objections", "customs", "growth", "opportunity")


@dataclass(frozen=True)
class Person:
    """Somebody met; `contact` when the customer's record holds them."""

    name: str
    function: str = ""
    contact: UUID | None = None


@dataclass(frozen=True)
class Head:
    """What every reader of the report reads, and the note that only the subsidiary and its group read."""

    customer: UUID
    kind: str
    visited_on: date
    language: str
    place: str = ""
    met: tuple[Person, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Seen:
    """A competitor seen; a price has its currency, and the unit that it is for when that was said."""

    name: str
    product: str = ""
    price: Decimal | None = None
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Promise:
    """Something to do by a day, by `principal` or `agent`."""

    text: str
    side: str
    due_on: date


@dataclass(frozen=True)
class Told:
    """What a report says of one contract; without `contract`, of the group's own products. `minutes`: spent on it alone."""

    contract: UUID | None
    interest: int | None = None
    needs: str = ""
    objections: str = ""
    customs: str = ""
    growth: str = ""
    opportunity: str = ""
    order_taken: bool = False
    minutes: int | None = None
    shown: tuple[UUID, ...] = ()
    competitors: tuple[Seen, ...] = ()
    actions: tuple[Promise, ...] = field(default=())

    @property
    def says_nothing(self) -> bool:
        """An empty section: it is not sent, and nobody learns that it was opened."""
        words = any(getattr(self, name).strip() for name in TEXTS)
        return (
            not (words or self.order_taken or self.shown or self.competitors or self.actions)
            and self.interest is None
            and self.minutes is None
        )


def written(sections: Iterable[Told]) -> list[Told]:
    """The sections that say something."""
    return [section for section in sections if not section.says_nothing]


def same(one: Told, other: Told) -> bool:
    """Whether two accounts of one section say the same, whatever the order of products. Actions are not words of it."""
    return _words(one) == _words(other)


def _words(told: Told) -> list[Any]:
    seen = [[line.name.strip(), line.product.strip(), line.price, line.currency if line.price is not None else "", line.unit.strip()] for line in told.competitors if line.name.strip()]  # fmt: skip
    texts = [getattr(told, name).strip().replace("\r\n", "\n") for name in TEXTS]
    return [told.interest, told.order_taken, told.minutes, sorted(map(str, told.shown)), seen, texts]


def digest(head: Head, sections: Iterable[Told]) -> str:
    """SHA-256 of all that is told, whatever the order of the sections: two texts under one key are told apart by it."""
    told = sorted((_plain(_said(section)) for section in written(sections)), key=lambda one: str(one["contract"]))
    return hashlib.sha256(json.dumps([_plain(asdict(head)), told], sort_keys=True).encode()).hexdigest()


def _said(section: Told) -> dict[str, Any]:
    """What was not known to be asked yet when a report was filed is not in its digest: sent again, it is the same."""
    told = asdict(section)
    if section.minutes is None:
        del told["minutes"]
    return told


def _plain(value: Any) -> Any:
    """As JSON: 14.20 and 14.2 are one price."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)

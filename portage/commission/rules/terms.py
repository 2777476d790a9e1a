"""What a contract said of commission on a day, and which rate a sale follows."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contracts.documents.commission import Commission, Tier
from contracts.documents.data import ReservedCustomer

ACCEPTED, INVOICED, PAID = "accepted", "invoiced", "paid"
NOTHING = (Tier(None, Decimal(0)),)


@dataclass(frozen=True)
class Terms:
    """The terms in force on the day an order was accepted. `number` is the contract's version (0: it has no paper).

    `exclusive`: sales in the territory earn even without the agent. `products` are the keys that the contract covers.
    """

    number: int
    deal: Commission
    exclusive: bool
    products: frozenset[str]
    reserved: tuple[ReservedCustomer, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """The tiers that one sale follows, and where they stand in the contract.

    | rule | the sale follows |
    |---|---|
    | `rate` | the contract's rate |
    | `general` | the tiers of all products |
    | `product` | the tiers of its product |
    | `reserved` | the rate of a customer that the principal keeps |
    | `direct` | nothing: the agent took no part and has no exclusivity |
    | `after_end` | nothing: the order came after the end, and no rule of law gives commission on it |

    `scope` names the yearly sales that fill the tiers; empty where no tier is counted.
    """

    rule: str
    tiers: tuple[Tier, ...]
    scope: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether the sale can earn nothing, whatever happens."""
        return all(tier.rate == 0 for tier in self.tiers)


def schedule(terms: Terms, product: str, customer: str, city: str) -> Schedule:
    """The tiers of one product sold to one customer: a reserved customer's own rate comes first, then the product's
    tiers, then those of all products, then the contract's rate.

    Tiers of a product are filled by its own sales; the general ones by those of every product without tiers of its own.
    """
    deal = terms.deal
    kept = reserved_rate(terms.reserved, customer, city)
    if kept is not None:
        return Schedule("reserved", (Tier(None, kept),))
    for line in deal.lines:
        if product in line.products:
            return Schedule("product", line.tiers, f"{deal.currency}:{min(line.products)}")
    if deal.tiers:
        return Schedule("general", deal.tiers, f"{deal.currency}:*")
    return Schedule("rate", (Tier(None, deal.rate),), f"{deal.currency}:*")


def reserved_rate(reserved: Iterable[ReservedCustomer], customer: str, city: str) -> Decimal | None:
    """The rate of a customer whom the principal keeps, None for any other.

    Names and places are compared as people read them: capitals, accents and spaces do not matter. A reserved customer
    without a place is reserved everywhere; the one with the place comes first.
    """
    asked, where = plain(customer), plain(city)
    found = [one for one in reserved if plain(one.name) == asked and plain(one.place) in {"", where}]
    found.sort(key=lambda one: not one.place)
    return found[0].rate if found else None


def plain(text: str) -> str:
    """The text without accents, capitals or doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())

"""What a contract says of commission: rates are fractions of one, bounds are sums in its currency."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Tier:
    """The rate of the part of a calendar year's sales up to this amount; `up_to` None is the last part."""

    up_to: Decimal | None
    rate: Decimal


@dataclass(frozen=True)
class CommissionLine:
    """Product keys that share tiers; one tier with no bound is a plain rate."""

    products: tuple[str, ...]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Commission:
    """`rate` holds where no line says otherwise. `event` is accepted, invoiced or paid: what earns the commission.

    The base is the net price invoiced, without taxes, freight and insurance: article 7 of the model says it in words.
    """

    rate: Decimal
    currency: str
    event: str
    tiers: tuple[Tier, ...] = ()
    lines: tuple[CommissionLine, ...] = ()
    base: str = "net_invoiced"

"""What an agreed split leaves of a sale to one contract: never more to all of them together than the sale itself.

Every sum that is earned is shared at once among all parts by largest remainders, ties to the earlier part. Each contract keeps
its own, so that the parts of any sum add up to it, to the smallest unit of the currency.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from portage.core.money import shares

if TYPE_CHECKING:
    from .earning import Followed, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One contract's place among the parts of an order, in percent. `holds`: every agent has agreed."""

    percents: tuple[Decimal, ...]
    place: int
    holds: bool

    @property
    def percent(self) -> Decimal:
        return self.percents[self.place]

    def of(self, amount: Decimal, currency: str) -> Decimal:
        """This part of a sum of the order."""
        return shares(amount, self.percents, currency)[self.place]


def shared(followed: "Followed", part: Part) -> "Followed":
    """The same sale as far as it is this part's. While the split waits for agreement nothing of it happens."""
    sale = followed.sale
    if not part.holds:
        return replace(followed, units=(), uninvoiced=part.of(sale.net, sale.currency))
    units = tuple(_shared(unit, part) for unit in followed.units)
    return replace(followed, units=units, uninvoiced=part.of(followed.uninvoiced, sale.currency))


def _shared(unit: "Unit", part: Part) -> "Unit":
    """A sold thing, each step with this part of what was earned since it."""
    currency = unit.sale.currency
    steps = tuple(
        replace(step, earned=part.of(step.earned, currency), said=part.of(step.said, currency)) for step in unit.steps
    )
    earned = unit.steps[-1].earned if unit.steps else Decimal(0)
    rest = part.of(earned + unit.rest, currency) - part.of(earned, currency)
    return replace(unit, steps=steps, rest=rest)

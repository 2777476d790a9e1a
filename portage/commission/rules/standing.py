"""Where a statement stands: derived from what followed it, never stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Standing:
    """`state`: issued, disputed, accepted. `money`: nothing (a total of zero), open, late, part, paid.

    `open_disputes` await the principal's answer; `left` is what is still to be paid, in the direction of the total.
    """

    state: str
    money: str
    open_disputes: int
    left: Decimal


def standing(
    *, total: Decimal, paid: Decimal, due_on: date, accepted: bool, open_disputes: int, today: date
) -> Standing:
    """A dispute without answer comes first; what was accepted stays accepted but for the lines in dispute."""
    state = "disputed" if open_disputes else "accepted" if accepted else "issued"
    left = abs(total) - paid
    if total == 0:
        money = "nothing"
    elif left <= 0:
        money = "paid"
    elif today > due_on:
        money = "late"
    else:
        money = "part" if paid else "open"
    return Standing(state, money, open_disputes, left)

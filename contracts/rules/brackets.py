"""Rates by brackets of yearly sales: what makes a schedule that can be computed and printed."""

from collections.abc import Hashable, Iterable
from decimal import Decimal

Line = tuple[Hashable, Decimal | None]


def fault(lines: Iterable[Line]) -> str:
    """Why these (product or None for all, bound or None) are refused: same_bound, twice_without_bound, no_last; "" when
    they can stand. Each product that has brackets ends with one without a bound: what lies above has a rate too."""
    bounds: dict[Hashable, list[Decimal | None]] = {}
    for product, up_to in lines:
        bounds.setdefault(product, []).append(up_to)
    for found in bounds.values():
        if found.count(None) > 1:
            return "twice_without_bound"
        if len(set(found)) < len(found):
            return "same_bound"
        if None not in found:
            return "no_last"
    return ""

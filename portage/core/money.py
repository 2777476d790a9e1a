"""Money: exact amounts with their currency, rounded once, shared without losing a cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision


def quantum(currency: str) -> Decimal:
    """The smallest amount of `currency` (ISO 4217): 0.01 for EUR, 1 for JPY, 0.001 for JOD."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """`amount` to the currency's smallest unit, halves away from zero. The product's only rounding of money."""
    return amount.quantize(quantum(currency), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, order=False)
class Money:
    """An exact amount in one currency. Adding two currencies is an error."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    def rounded(self) -> "Money":
        return Money(rounded(self.amount, self.currency), self.currency)


def shares(total: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Share `total` (already rounded) by `weights`; the shares add up to it to the last unit.

    Largest remainders receive the units that rounding down left over (Hamilton's method); ties go to the
    earlier share. Raises ValueError when the weights do not add up to something positive.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive or zero, and not all zero")
    unit = quantum(currency)
    units = int(total / unit)
    exact = [Decimal(units) * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    step = 1 if units >= 0 else -1
    by_remainder = sorted(range(len(parts)), key=lambda i: (-abs(exact[i] - parts[i]), i))
    for i in by_remainder[: abs(units - sum(parts))]:
        parts[i] += step
    return [part * unit for part in parts]

"""Yearly figures of commission: which years a law's estimate needs, which of them are known. Pure.

A figure is the gross commission of one calendar year, up to a day of it. A year is complete when its figure reaches 31 December,
or the contract's last day. The year that is still running counts up to the day of its figure, and may be left out; every
year before it, back to the first of the window, must be known: nothing is filled in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from contracts.law.pay import Earned


@dataclass(frozen=True)
class Known:
    """One side's figure of a year, or what the other side shared (`theirs`)."""

    year: int
    until: date
    amount: Decimal
    source: str = ""
    theirs: bool = False


@dataclass(frozen=True)
class Series:
    """The periods of an estimate, oldest first, and the years whose figure is missing or stops before the year's end."""

    earned: tuple[Earned, ...]
    missing: tuple[int, ...]

    @property
    def complete(self) -> bool:
        return bool(self.earned) and not self.missing


def year_end(year: int, last_day: date) -> date:
    """The last day of a year on which the contract may have earned: 31 December, or its own last day in that year."""
    return min(date(year, 12, 31), last_day)


def series(known: Iterable[Known], *, first_day: date, last_day: date, over_years: int, ended: bool = False) -> Series:
    """What is known of the last `over_years` years before `last_day`: today, or the contract's end once it has `ended`."""
    by_year = {figure.year: figure for figure in known}
    runs = not ended and last_day < date(last_day.year, 12, 31)
    newest = _newest(by_year, first_day, last_day, runs)
    left, earned, missing = Fraction(over_years * 12), [], []
    for year in range(newest, first_day.year - 1, -1):
        figure, begins = by_year.get(year), max(first_day, date(year, 1, 1))
        if figure is None or not (figure.until >= year_end(year, last_day) or (runs and year == last_day.year)):
            missing.append(year)
            period = Earned(begins, year_end(year, last_day), Decimal(0))
        else:
            period = Earned(begins, figure.until, figure.amount)
            earned.append(period)
        left -= period.months
        if left <= 0:
            break
    return Series(tuple(reversed(earned)), tuple(reversed(missing)))


def _newest(by_year: dict[int, Known], first_day: date, last_day: date, runs: bool) -> int:
    """The running year if its figure is known or it is the first; else the last one that is over."""
    if not runs or last_day.year in by_year or last_day.year == first_day.year:
        return last_day.year
    return last_day.year - 1


def a_month(known: Iterable[Known], *, first_day: date, last_day: date) -> Decimal | None:
    """The average month of the last year that is known; None without one. For what commission a notice still earns."""
    found = series(known, first_day=first_day, last_day=last_day, over_years=1)
    if not found.complete:
        return None
    total, left = Fraction(0), Fraction(12)
    for period in reversed(found.earned):
        taken = min(period.months, left)
        total += Fraction(period.amount) * taken / period.months
        left -= taken
    average = total / (12 - left)
    return Decimal(average.numerator) / Decimal(average.denominator)

"""A chain of periods: each begins the day after the last one ended.

Used twice by the same rule: for the terms of a renewable contract, and for the years of a contract's age. A chain that
begins on a day number that all its months have never slips, so any of its periods is found at once. One that begins on
the 29th, 30th or 31st may meet a month without that number: that period then ends with the month, the next begins on
the 1st, and the chain is regular from there on (ADR 0003). Only the few periods before that are walked.
"""

from dataclasses import dataclass
from datetime import date

from .dates import ONE_DAY, add_months, month_index, period_last_day

LAST_NUMBER_OF_EVERY_MONTH = 28
SHORTEST_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BeforeFirstDay(ValueError):
    """A day was asked about that lies before the contract's first day."""

    def __init__(self, first_day: date, day: date):
        super().__init__(f"{day} is before the first day, {first_day}")
        self.first_day, self.day = first_day, day


@dataclass(frozen=True)
class Chain:
    """Periods numbered from 1: the first of `first_months`, all others of `next_months` (default: the same)."""

    first_day: date
    first_months: int
    next_months: int | None = None

    def __post_init__(self):
        if min(self.first_months, self.renewal_months) < 1:
            raise ValueError("a period lasts at least one month")

    @property
    def renewal_months(self) -> int:
        """Months of every period after the first."""
        return self.first_months if self.next_months is None else self.next_months

    def months_of(self, number: int) -> int:
        """Months of the period of that number."""
        return self.first_months if number == 1 else self.renewal_months

    def first_day_of(self, number: int) -> date:
        """First day of the period of that number; raises OutOfCalendar after the year 9999."""
        if number < 1:
            raise ValueError(f"periods are numbered from 1, not {number}")
        if number == 1:
            return self.first_day
        return _advance(self._first_renewal(), self.renewal_months, number - 2)

    def last_day_of(self, number: int) -> date:
        """Last day, inclusive, of the period of that number."""
        return period_last_day(self.first_day_of(number), self.months_of(number))

    def number_on(self, day: date) -> int:
        """Number of the period that contains `day`; raises BeforeFirstDay.

        Counting calendar months can only place a day too late in the chain, by a period or two: we step back.
        """
        if day < self.first_day:
            raise BeforeFirstDay(self.first_day, day)
        if day <= self.last_day_of(1):
            return 1
        months = month_index(day) - month_index(self._first_renewal())
        number = 2 + months // self.renewal_months
        while self.first_day_of(number) > day:
            number -= 1
        return number

    def _first_renewal(self) -> date:
        return period_last_day(self.first_day, self.first_months) + ONE_DAY


def years_of(first_day: date) -> Chain:
    """The years of a contract, by which its age is counted ("year begun")."""
    return Chain(first_day, 12)


def _advance(first_day: date, months: int, periods: int) -> date:
    """First day of the period that comes `periods` after the one that begins on `first_day`."""
    while periods and not _never_slips(first_day, months):
        first_day = period_last_day(first_day, months) + ONE_DAY
        periods -= 1
    return add_months(first_day, months * periods)


def _never_slips(first_day: date, months: int) -> bool:
    """Every month in which a period of this chain can begin has the day number of `first_day`, in any year."""
    if first_day.day <= LAST_NUMBER_OF_EVERY_MONTH:
        return True
    begins = (month_index(first_day) + months * period for period in range(12))
    return first_day.day <= min(SHORTEST_MONTHS[index % 12] for index in begins)

"""Months in the calendar: when a period of N months ends, when a delay of N months runs out.

Two ways of counting, never mixed:

* a **period** (a term, a year of contract) has a first and a last day, both inside it. Its last day is the eve of the
  same day number N months later; where that number does not exist, the last day of that month (ADR 0003);
* a **delay** (a notice, a time to claim) runs from a day to the same day number N months later, or to the last day of
  that month where the number does not exist.

All days are `datetime.date`, all lengths whole months. Nothing here reads the clock.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

ONE_DAY = timedelta(days=1)


class OutOfCalendar(ValueError):
    """A computed day falls before the year 1 or after the year 9999."""


def month_index(day: date) -> int:
    """Months since the year 0, so that two months can be subtracted."""
    return day.year * 12 + day.month - 1


def month_length(index: int) -> int:
    """Number of days of the month of that index; raises OutOfCalendar."""
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendar(f"the year {year} is outside the calendar (1 to 9999)")
    return monthrange(year, month + 1)[1]


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (earlier if negative), or that month's last day where it does not exist."""
    index = month_index(day) + months
    number = min(day.day, month_length(index))
    return date(index // 12, index % 12 + 1, number)


def month_end(day: date) -> date:
    """The last day of the calendar month of `day`."""
    return day.replace(day=month_length(month_index(day)))


def month_end_not_after(day: date) -> date:
    """The latest end of a calendar month that is `day` or before it."""
    end = month_end(day)
    return day if day == end else day.replace(day=1) - ONE_DAY


def period_last_day(first_day: date, months: int) -> date:
    """The last day of a period of `months` (at least 1) that begins on `first_day`.

    2024-03-01 and 12 months: 2025-02-28. 2024-02-29 and 12 months: 2025-02-28. 2024-08-31 and 6 months: 2025-02-28.
    """
    if months < 1:
        raise ValueError(f"a period lasts at least one month, not {months}")
    same_number = add_months(first_day, months)
    return same_number - ONE_DAY if same_number.day == first_day.day else same_number


def latest_start(end: date, months: int) -> date:
    """The last day from which a delay of `months` has run out by `end`: the inverse of `add_months`.

    When `end` closes its month, every longer day number of the earlier month was clamped to it: that month's end.
    """
    start = add_months(end, -months)
    return month_end(start) if end == month_end(end) else start


def end_of_following_month(day: date) -> date:
    """The last day of the month after the month of `day` (statements: FR R134-3, EU art. 12)."""
    return month_end(add_months(day.replace(day=1), 1))

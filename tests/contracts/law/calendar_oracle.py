"""The rules of dates said a second time, by walking the calendar one day after the other.

Shares no code with contracts/law and does no arithmetic on months: it looks at each day and counts how often a new
month has begun. Slow and plain on purpose; the property tests compare the engine with it.
"""

from datetime import date, timedelta

TOMORROW = timedelta(days=1)


def period_end(first_day, months):
    """Walk until the day before the same day number comes round in the Nth month, or until that month is over."""
    begun, day = 0, first_day
    while True:
        after = day + TOMORROW
        begun += after.day == 1
        if begun == months and after.day == first_day.day:
            return day
        if begun > months:
            return day
        day = after


def notice_end(served_on, months, to_month_end=False):
    """Walk until the same day number in the Nth month, or that month's last day; then on to a month's end if asked."""
    begun, day = 0, served_on
    while not (begun == months and day.day == served_on.day):
        after = day + TOMORROW
        if begun == months and after.day == 1:
            break
        begun += after.day == 1
        day = after
    while to_month_end and (day + TOMORROW).day != 1:
        day += TOMORROW
    return day


def periods(first_day, first_months, next_months):
    """(number, first day, last day), each beginning the day after the last."""
    number, months = 1, first_months
    while True:
        last_day = period_end(first_day, months)
        yield number, first_day, last_day
        number, first_day, months = number + 1, last_day + TOMORROW, next_months


def age(first_day, day):
    """The year of contract begun on that day."""
    return next(number for number, _first, last in periods(first_day, 12, 12) if day <= last)


def runs_out(first_day, scale, served_on, to_month_end=False):
    """The end of a notice served on that day, by the length of the year begun."""
    year = age(first_day, served_on)
    months = scale[year - 1] if year <= len(scale) else scale[-1]
    return notice_end(served_on, months, to_month_end)


def refused_term(first_day, first_months, next_months, end):
    """(number, last day) of the first term that a notice which has run out by `end` can stop."""
    every = periods(first_day, first_months, next_months)
    return next((number, last) for number, _first, last in every if end <= last)


def last_day_in_time(first_day, scale, last_day, to_month_end=False):
    """Try every day of the contract up to a term's last day; keep the last that is in time. None: no day is."""
    found, day = None, first_day
    while day <= last_day:
        if runs_out(first_day, scale, day, to_month_end) <= last_day:
            found = day
        day += TOMORROW
    return found


def soonest_end(first_day, scale, served_on, until, to_month_end=False):
    """The soonest end among a notice served on that day and on every later day up to `until`."""
    days = (until - served_on).days
    later = (date.fromordinal(served_on.toordinal() + n) for n in range(days + 1))
    return min(runs_out(first_day, scale, day, to_month_end) for day in later)

"""Notice: until which day it is in time, and what a notice served on a day does.

The length follows the year of contract begun on the day of service (FR L134-11, EU art. 15): a scale `1, 2, 3` asks one
month in the first year, two in the second, three from the third on. Notice runs from the day of service to the same day
number N months later, clamped to the month's end; where law or contract says so, on to the end of that calendar month.

* *Renewable*: the notice refuses the renewal of the first term whose last day it reaches in time. Served too late for
  one term, it does not stop that renewal: the next term opens and the notice ends the contract at its last day.
* *Indefinite* (and moral): the notice ends the contract on the day it runs out.

A notice served earlier never has less effect than one served later. This only matters for a contract whose scale gets
shorter with age: there a notice counts as served again on the first day of each later year, if that frees sooner.
"""

from dataclasses import dataclass
from datetime import date

from .chain import Chain, years_of
from .dates import OutOfCalendar, add_months, latest_start, month_end, month_end_not_after


@dataclass(frozen=True)
class NoticeScale:
    """Months of notice by year of contract begun (the last figure holds for all later years).

    `to_month_end`: the notice runs on to the end of a calendar month. Raises ValueError when empty or negative.
    """

    months: tuple[int, ...]
    to_month_end: bool = False

    def __post_init__(self):
        if not self.months:
            raise ValueError("a notice scale has at least one length")
        if min(self.months) < 0:
            raise ValueError(f"a notice is never negative: {self.months}")

    def at(self, year: int) -> int:
        """Months of notice in that year of contract, counted from 1."""
        return length_at(self.months, year)


@dataclass(frozen=True)
class NoticeEffect:
    """What a served notice does. `refuses_renewal_of_term` is None for an indefinite contract.

    `year` and `months`: the age and the length on the day it is counted from, which is the day of service except under
    a scale that gets shorter (see the module). `runs_until`: the day the notice has run out, month end included.
    """

    served_on: date
    counted_from: date
    year: int
    months: int
    runs_until: date
    ends_on: date
    refuses_renewal_of_term: int | None = None
    term_on_service: int | None = None

    @property
    def late(self) -> bool:
        """Renewable only: the term of the day of service could no longer be stopped."""
        return self.refuses_renewal_of_term != self.term_on_service


def length_at(months: tuple[int, ...], year: int) -> int:
    """Figure of a scale for that year of contract, counted from 1; the last figure holds for all later years."""
    return months[min(year, len(months)) - 1]


def year_begun(first_day: date, day: date) -> int:
    """The year of contract that `day` falls in, counted from 1; raises BeforeFirstDay."""
    return years_of(first_day).number_on(day)


def last_notice_day(first_day: date, scale: NoticeScale, last_day: date) -> date | None:
    """The last day on which a notice can be served and has run out by `last_day`, the last day of a term.

    It may lie in an earlier term (one month of term, one month of notice). None: no day since the contract's first day
    is in time, so this term's renewal cannot be refused (first term shorter than the notice).
    """
    years = years_of(first_day)
    end = month_end_not_after(last_day) if scale.to_month_end else last_day
    for year in range(years.number_on(last_day), 0, -1):
        day = min(_latest_start(end, scale.at(year)), years.last_day_of(year))
        if day >= years.first_day_of(year):
            return day
    return None


def refuse_renewal(chain: Chain, scale: NoticeScale, *, served_on: date) -> NoticeEffect:
    """Effect on a renewable contract; raises BeforeFirstDay (a contract not begun is withdrawn, not given notice)."""
    run = _run_out(chain.first_day, scale, served_on)
    number = chain.number_on(run["runs_until"])
    return NoticeEffect(
        **run,
        ends_on=chain.last_day_of(number),
        refuses_renewal_of_term=number,
        term_on_service=chain.number_on(served_on),
    )


def end_indefinite(first_day: date, scale: NoticeScale, *, served_on: date) -> NoticeEffect:
    """Effect on an indefinite or moral contract: it ends on the day the notice runs out; raises BeforeFirstDay."""
    run = _run_out(first_day, scale, served_on)
    return NoticeEffect(**run, ends_on=run["runs_until"])


def _run_out(first_day: date, scale: NoticeScale, served_on: date) -> dict:
    """The soonest end among a service on the day itself and on each later year's first day where the scale drops."""
    years = years_of(first_day)
    age = years.number_on(served_on)
    drops = [y for y in range(age + 1, len(scale.months) + 1) if scale.at(y) < scale.at(y - 1)]
    starts = [(age, served_on)] + [(year, years.first_day_of(year)) for year in drops]
    runs = [(_end(start, scale, year), start, year) for year, start in starts]
    end, start, year = min(runs)
    return {
        "served_on": served_on,
        "counted_from": start,
        "year": year,
        "months": scale.at(year),
        "runs_until": end,
    }


def _end(start: date, scale: NoticeScale, year: int) -> date:
    end = add_months(start, scale.at(year))
    return month_end(end) if scale.to_month_end else end


def _latest_start(end: date, months: int) -> date:
    """`latest_start`, or the calendar's first day where no start exists."""
    try:
        return latest_start(end, months)
    except OutOfCalendar:
        return date.min

"""Days of the demonstration, counted from today."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.law.chain import Chain
from contracts.law.dates import add_months
from contracts.law.notice import NoticeScale, last_notice_day


@dataclass(frozen=True)
class Days:
    """`today` and what lies around it."""

    today: date

    def ago(self, *, years: int = 0, months: int = 0, days: int = 0) -> date:
        """So long before today."""
        return add_months(self.today, -12 * years - months) - timedelta(days=days)

    def month_ago(self, months: int, *, years: int = 0) -> date:
        """The first day of the month so many months before this one."""
        return add_months(self.today.replace(day=1), -12 * years - months)

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def next_month(self) -> date:
        """The first day of next month, or of the one after when that is only a week away."""
        first = add_months(self.today.replace(day=1), 1)
        return first if first - self.today > timedelta(days=7) else add_months(first, 1)

    def first_for(self, notice: date, *, term: int, scale: tuple[int, ...] = (1, 2, 3)) -> date:
        """The first day of a yearly contract whose last day for notice in `term` is `notice`, or the nearest day to it.

        A month without such a day can leave no contract at all with that very day: hence the nearest.
        """
        about = add_months(notice, scale[min(term, len(scale)) - 1] - 12 * term)
        near = [about + timedelta(days=n) for n in range(-4, 6)]
        return min(near, key=lambda first: (abs(_notice_in(first, term, scale) - notice), first.day != 1))


def _notice_in(first: date, term: int, scale: tuple[int, ...]) -> date:
    """The last day for notice of that term."""
    found = last_notice_day(first, NoticeScale(scale), Chain(first, 12).last_day_of(term))
    return found or date.min


def working(day: date) -> date:
    """That day, or the Friday before a week end: people do not negotiate on Sundays."""
    return day - timedelta(days=max(0, day.weekday() - 4))

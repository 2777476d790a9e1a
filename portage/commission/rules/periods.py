"""Periods of statements: months or quarters of the calendar, one after the other, from the first order on."""

from dataclasses import dataclass
from datetime import date

from contracts.law.dates import ONE_DAY, end_of_following_month, month_index, month_length
from contracts.law.records import Jurisdiction, UnknownRule
from contracts.law.statements import statement_due_by


@dataclass(frozen=True)
class Period:
    """First and last day, both inside."""

    first_day: date
    last_day: date


def period_from(first_day: date, months: int) -> Period:
    """The period that begins on a day: to the end of the calendar's own block of `months` (1: its month; 3: its quarter),
    so that a contract that begins in the middle of one has a shorter first period."""
    index = month_index(first_day)
    last = index - index % months + months - 1
    return Period(first_day, date(last // 12, last % 12 + 1, month_length(last)))


def block_of(day: date, months: int) -> date:
    """The first day of the calendar's block of `months` in which a day lies."""
    index = month_index(day)
    first = index - index % months
    return date(first // 12, first % 12 + 1, 1)


def following(last_day: date, months: int) -> Period:
    """The period after one that ended on a day."""
    return period_from(last_day + ONE_DAY, months)


@dataclass(frozen=True)
class Deadline:
    """`issue_by`: the last day that the law leaves (None: it names none). `due_on`: the day by which it is to be paid,
    by law or else as the contract says; never later than the law. `rule`: where the law says so, as its record tells it."""

    issue_by: date | None
    due_on: date
    rule: dict


def deadline(law: Jurisdiction, last_day: date) -> Deadline:
    """Statement and payment: the end of the month that follows the period (FR R134-3 and L134-9, EU art. 12 and 10); where
    the law names no day, the same day by the contract's own article, and no last day to issue."""
    try:
        issue_by = statement_due_by(law, last_day)
    except UnknownRule:
        return Deadline(None, end_of_following_month(last_day), {})
    found = law.find("statement")
    rule = found if found and found.value is not None else law.bound("statement")
    return Deadline(issue_by, issue_by, rule.as_dict() if rule else {})

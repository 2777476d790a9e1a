"""Commission statements: how often and how soon the law wants them (FR R134-3, EU art. 12, DE s. 87c, NL 7:433)."""

from collections.abc import Iterator
from datetime import date

from .dates import end_of_following_month, month_end
from .findings import ASK, ERROR, WARNING, Agreed, Finding
from .records import Jurisdiction, Rule
from .scales import MORAL

# The only delay that the recorded laws know, as their records word it.
END_OF_FOLLOWING_MONTH = "end of the month following the period"
ANY_LEAP_YEAR, ANY_COMMON_YEAR = 2024, 2023


def statement_due_by(law: Jurisdiction, period_last_day: date) -> date:
    """The last day the law leaves for the statement of a period; raises UnknownRule when it is not established."""
    rule = law.find("statement")
    if rule is None or rule.value is None:
        rule = law.bound("statement") or law.rule("statement")
    if rule.value["by"] != END_OF_FOLLOWING_MONTH:
        raise ValueError(f"{rule.jurisdiction}.statement: the delay {rule.value['by']!r} cannot be computed")
    return end_of_following_month(period_last_day)


def statement_findings(agreed: Agreed, law: Jurisdiction) -> Iterator[Finding]:
    """A period or a delay longer than the law allows; where only a floor is known, also asks for the national rule."""
    if agreed.statement_every_months is None:
        return
    rule = law.find("statement")
    if rule is None or rule.unknown:
        yield Finding("statement_rule_unknown", ASK, rule, {"give": "statement"})
        rule = law.bound("statement")
    if rule is None or rule.value is None:
        return
    yield from _period_findings(agreed, rule)
    if rule.value["by"] != END_OF_FOLLOWING_MONTH:
        yield Finding("statement_delay_to_compare", ASK, rule, {"by": rule.value["by"]})
    elif _too_late(agreed, agreed.statement_every_months):
        yield Finding("statement_later_than_law", ERROR, rule, {"by_months": 1})


def _period_findings(agreed: Agreed, rule: Rule) -> Iterator[Finding]:
    every, agreement = rule.value["every_months"], rule.value.get("max_months_by_agreement", 0)
    longest = max(every, agreement)
    if agreed.statement_every_months > longest:
        yield Finding("statement_period_longer_than_law", ERROR, rule, {"every_months": longest})
    elif agreed.statement_every_months > every and agreed.nature == MORAL:
        yield Finding("statement_period_needs_written_agreement", WARNING, rule, {"every_months": every})


def _too_late(agreed: Agreed, every_months: int) -> bool:
    if agreed.statement_by_days is not None:
        return agreed.statement_by_days > shortest_delay(every_months)
    return agreed.statement_by_months is not None and agreed.statement_by_months > 1


def shortest_delay(every_months: int) -> int:
    """The fewest days that the end of the following month ever leaves after a period of the calendar (quarters: 30,
    months: 28): a delay in days that never exceeds it is always early enough."""
    return min(_days_left(year, month) for year in (ANY_COMMON_YEAR, ANY_LEAP_YEAR) for month in _ends(every_months))


def _ends(every_months: int) -> range:
    """Months (1 to 12) in which a period that divides the year ends; any month for one that does not."""
    return range(every_months, 13, every_months) if 12 % every_months == 0 else range(1, 13)


def _days_left(year: int, month: int) -> int:
    last_day = month_end(date(year, month, 1))
    return (end_of_following_month(last_day) - last_day).days

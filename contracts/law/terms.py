"""Terms of a renewable contract: computed one by one, only as far as asked.

A term is never stored ahead: the daily run asks for the term after the last one it wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .chain import Chain
from .dates import OutOfCalendar
from .notice import NoticeScale, last_notice_day


@dataclass(frozen=True)
class Term:
    """One period of a contract. Both days are inside it.

    `last_notice_day`: the last day on which a notice still prevents the renewal after this term; it may lie before the
    term; None when no day since the contract's first day is in time.
    """

    number: int
    first_day: date
    last_day: date
    last_notice_day: date | None


def term(chain: Chain, scale: NoticeScale, number: int) -> Term:
    """The term of that number, counted from 1; raises OutOfCalendar after the year 9999."""
    last_day = chain.last_day_of(number)
    return Term(
        number=number,
        first_day=chain.first_day_of(number),
        last_day=last_day,
        last_notice_day=last_notice_day(chain.first_day, scale, last_day),
    )


def each_term(chain: Chain, scale: NoticeScale, *, start: int = 1) -> Iterator[Term]:
    """All terms from number `start` on, lazily, until the calendar ends."""
    number = start
    while True:
        try:
            yield term(chain, scale, number)
        except OutOfCalendar:
            return
        number += 1


def term_on(chain: Chain, scale: NoticeScale, day: date) -> Term:
    """The term that contains `day`; raises BeforeFirstDay."""
    return term(chain, scale, chain.number_on(day))

"""The rules of amendments against the same said otherwise: day by day, as people would read a pile of papers."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.rules import amending

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS


@dataclass(frozen=True)
class Link:
    from_day: date
    text: int


@given(st.lists(DAYS, max_size=6), DAYS)
def test_what_holds_on_a_day_is_the_last_paper_whose_day_has_come(days, day):
    chain = [Link(one, number) for number, one in enumerate(sorted(days))]
    held, walked = None, date(2024, 1, 1)
    while walked <= day:  # each morning the papers of that day are laid on the pile, in their order
        for link in chain:
            if link.from_day == walked:
                held = link
        walked += timedelta(days=1)
    assert amending.holding(chain, day) == held


@given(agreed=DAYS, signed=DAYS, term=MAYBE, last=MAYBE, earlier=st.booleans())
def test_the_day_of_effect_is_the_first_that_breaks_nothing(agreed, signed, term, last, earlier):
    day = agreed
    while (term and day < term) or (last and day < last) or (not earlier and day < signed):
        day += timedelta(days=1)
    told = amending.effect_day(agreed, signed_on=signed, term_first_day=term, last_effect=last, earlier=earlier)
    assert told == day


@given(agreed=DAYS, today=DAYS, term=MAYBE, last=MAYBE, end=MAYBE, earlier=st.booleans())
def test_a_day_without_a_fault_is_the_day_of_effect_when_all_sign_at_once(agreed, today, term, last, end, earlier):
    fault = amending.day_fault(agreed, today=today, term_first_day=term, last_effect=last, ends_on=end, earlier=earlier)
    told = amending.effect_day(agreed, signed_on=today, term_first_day=term, last_effect=last, earlier=earlier)
    fell = end is not None and amending.falls(agreed, end)
    assert (fault == "") == (told == agreed and not fell)
    assert fault != "after_end" or fell


@given(day=DAYS, end=MAYBE)
def test_it_falls_exactly_when_its_first_day_lies_after_the_end(day, end):
    assert amending.falls(day, end) == (end is not None and day not in {end - timedelta(days=n) for n in range(1100)})

"""Properties of terms and notice, against a second formulation that walks the calendar day by day.

`HYPOTHESIS_PROFILE=full pytest tests/contracts/law/test_law_properties.py` runs them at full count.
"""

from datetime import date, timedelta
from itertools import islice, pairwise

import calendar_oracle as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import law
from contracts.law import chain as chain_module
from contracts.law.dates import add_months, latest_start, period_last_day

DAY = timedelta(days=1)
# Around two leap years, a century that is none, and month ends more often than chance gives them.
any_day = st.dates(date(1896, 1, 1), date(2105, 12, 31))
month_ends = st.builds(lambda day: day.replace(day=1) - DAY, any_day)
leap_days = st.sampled_from([date(year, 2, 29) for year in (1896, 2000, 2024, 2096)])
starts = st.one_of(any_day, month_ends, leap_days)
lengths = st.integers(1, 26)
growing = st.lists(st.integers(0, 7), min_size=1, max_size=6).map(sorted).map(tuple)
any_scale = st.lists(st.integers(0, 9), min_size=1, max_size=4).map(tuple)


@given(starts, st.integers(1, 40))
def test_the_last_day_of_a_period(first_day, months):
    assert period_last_day(first_day, months) == oracle.period_end(first_day, months)


@given(starts, st.integers(0, 40))
def test_the_end_of_a_delay(served_on, months):
    assert add_months(served_on, months) == oracle.notice_end(served_on, months)


@given(starts, st.integers(0, 40))
def test_the_latest_start_is_the_last_day_in_time(end, months):
    start = latest_start(end, months)
    assert add_months(start, months) <= end < add_months(start + DAY, months)


@given(starts, lengths, lengths)
def test_terms_tile_the_calendar(first_day, months, renewal):
    terms = list(islice(law.each_term(law.Chain(first_day, months, renewal), law.NoticeScale((1,))), 8))
    assert terms[0].first_day == first_day
    for one, following in pairwise(terms):
        assert following.first_day == one.last_day + DAY
    walked = list(islice(oracle.periods(first_day, months, renewal), 8))
    assert [(term.number, term.first_day, term.last_day) for term in terms] == walked


@given(starts, lengths, lengths, st.integers(0, 9000))
def test_every_day_lies_in_the_term_of_its_number(first_day, months, renewal, days):
    chain, day = law.Chain(first_day, months, renewal), first_day + days * DAY
    number = chain.number_on(day)
    assert chain.first_day_of(number) <= day <= chain.last_day_of(number)


@given(starts, st.integers(0, 4000))
def test_the_year_begun(first_day, days):
    day = first_day + days * DAY
    assert law.year_begun(first_day, day) == oracle.age(first_day, day)


@given(starts, st.integers(1, 14), st.integers(1, 14), any_scale, st.booleans(), st.integers(1, 3))
def test_the_last_notice_day_is_the_last_day_in_time(first_day, months, renewal, scale, rounds, number):
    term = law.term(law.Chain(first_day, months, renewal), law.NoticeScale(scale, rounds), number)
    assert term.last_notice_day == oracle.last_day_in_time(first_day, scale, term.last_day, rounds)


@given(starts, lengths, lengths, growing, st.booleans(), st.integers(0, 1500))
def test_the_effect_of_a_notice(first_day, months, renewal, scale, rounds, days):
    served_on = first_day + days * DAY
    effect = law.refuse_renewal(
        law.Chain(first_day, months, renewal), law.NoticeScale(scale, rounds), served_on=served_on
    )
    end = oracle.runs_out(first_day, scale, served_on, rounds)
    assert (effect.runs_until, effect.counted_from) == (end, served_on)
    assert (effect.refuses_renewal_of_term, effect.ends_on) == oracle.refused_term(first_day, months, renewal, end)


@given(starts, growing, st.booleans(), st.integers(0, 3000))
def test_the_end_of_an_indefinite_contract(first_day, scale, rounds, days):
    served_on = first_day + days * DAY
    effect = law.end_indefinite(first_day, law.NoticeScale(scale, rounds), served_on=served_on)
    assert effect.ends_on == oracle.runs_out(first_day, scale, served_on, rounds)


@given(starts, any_scale, st.booleans(), st.integers(0, 500))
def test_an_earlier_notice_never_has_less_effect(first_day, scale, rounds, days):
    """With any scale, also one that gets shorter with age: the soonest end of this and every later day."""
    served_on = first_day + days * DAY
    effect = law.end_indefinite(first_day, law.NoticeScale(scale, rounds), served_on=served_on)
    assert effect.ends_on == oracle.soonest_end(first_day, scale, served_on, effect.ends_on, rounds)


@given(starts, lengths, any_scale, st.booleans(), st.integers(0, 2000), st.integers(0, 60))
def test_the_effect_is_monotone(first_day, months, scale, rounds, days, more):
    chain, notice = law.Chain(first_day, months), law.NoticeScale(scale, rounds)
    earlier = law.refuse_renewal(chain, notice, served_on=first_day + days * DAY)
    later = law.refuse_renewal(chain, notice, served_on=first_day + (days + more) * DAY)
    assert earlier.ends_on <= later.ends_on
    assert earlier.served_on <= earlier.ends_on


@given(starts, lengths, any_scale, st.booleans(), st.integers(1, 6))
def test_the_last_notice_day_and_the_effect_agree(first_day, months, scale, rounds, number):
    """Served on the last notice day, a notice ends the contract with that term; the next day, with a later one."""
    chain, notice = law.Chain(first_day, months), law.NoticeScale(scale, rounds)
    day = law.term(chain, notice, number).last_notice_day
    if day is not None:
        assert law.refuse_renewal(chain, notice, served_on=day).refuses_renewal_of_term <= number
        day += DAY
    assert law.refuse_renewal(chain, notice, served_on=day or first_day).refuses_renewal_of_term > number


@given(starts, lengths, any_scale, st.booleans(), st.integers(0, 2000))
def test_the_effect_is_the_first_term_whose_last_notice_day_is_not_past(first_day, months, scale, rounds, days):
    chain, notice, served_on = law.Chain(first_day, months), law.NoticeScale(scale, rounds), first_day + days * DAY
    number = law.refuse_renewal(chain, notice, served_on=served_on).refuses_renewal_of_term
    open_terms = (
        t.number for t in law.each_term(chain, notice) if t.last_notice_day and t.last_notice_day >= served_on
    )
    assert number == next(open_terms)


def test_the_properties_catch_a_chain_counted_from_the_first_day(monkeypatch):
    """Negative control: a chain computed by adding months to the first day slips where a month is short."""
    monkeypatch.setattr(chain_module, "LAST_NUMBER_OF_EVERY_MONTH", 31)
    with pytest.raises(AssertionError):
        test_terms_tile_the_calendar.hypothesis.inner_test(date(2023, 12, 30), 1, 1)


def test_the_properties_catch_a_notice_that_is_not_clamped_back(monkeypatch):
    """Negative control: walking a notice back by plain month subtraction loses the last days of long months."""
    monkeypatch.setattr("contracts.law.notice.latest_start", lambda end, months: add_months(end, -months))
    with pytest.raises(AssertionError):
        test_the_last_notice_day_is_the_last_day_in_time.hypothesis.inner_test(
            date(2024, 3, 1), 12, 12, (1, 2, 3), False, 1
        )

"""The dates worked out by hand in the project's page on the law, one test a line."""

from datetime import date
from itertools import islice

import pytest

from contracts import law

FR = law.jurisdiction("FR")
MARCH = date(2024, 3, 1)
SCALE = law.NoticeScale((1, 2, 3))


def first_terms(first_day, months, count=4, scale=SCALE):
    return list(islice(law.each_term(law.Chain(first_day, months), scale), count))


@pytest.mark.parametrize(
    ("number", "first_day", "last_day", "last_notice_day"),
    [
        (1, "2024-03-01", "2025-02-28", "2025-01-31"),
        (2, "2025-03-01", "2026-02-28", "2025-12-31"),
        (3, "2026-03-01", "2027-02-28", "2026-11-30"),
        (4, "2027-03-01", "2028-02-29", "2027-11-30"),
    ],
)
def test_terms_of_twelve_months_from_the_first_of_march(number, first_day, last_day, last_notice_day):
    term = first_terms(MARCH, 12)[number - 1]
    days = (term.first_day, term.last_day, term.last_notice_day)
    assert term.number == number
    assert [day.isoformat() for day in days] == [first_day, last_day, last_notice_day]


def test_a_notice_too_late_for_term_three_ends_the_contract_with_term_four():
    effect = law.refuse_renewal(law.Chain(MARCH, 12), SCALE, served_on=date(2026, 12, 10))
    assert (effect.refuses_renewal_of_term, effect.ends_on, effect.late) == (4, date(2028, 2, 29), True)


def test_a_notice_on_the_last_day_refuses_term_three():
    effect = law.refuse_renewal(law.Chain(MARCH, 12), SCALE, served_on=date(2026, 11, 30))
    assert (effect.refuses_renewal_of_term, effect.ends_on, effect.late) == (3, date(2027, 2, 28), False)


def test_the_same_contract_if_indefinite_ends_with_the_month():
    applied = law.applied_scale(FR, nature=law.INDEFINITE)
    effect = law.end_indefinite(MARCH, applied.scale, served_on=date(2026, 12, 10))
    assert effect.ends_on == date(2027, 3, 31)
    assert (applied.rule.source, applied.month_end_rule.source) == ("L134-11", "L134-11")


@pytest.mark.parametrize(("to_month_end", "expected"), [(False, date(2025, 2, 14)), (True, date(2025, 1, 31))])
def test_a_contract_from_mid_month(to_month_end, expected):
    term = first_terms(date(2024, 3, 15), 12, scale=law.NoticeScale((1, 2, 3), to_month_end))[0]
    assert (term.last_day, term.last_notice_day) == (date(2025, 3, 14), expected)


def test_a_contract_from_the_29th_of_february():
    found = [term.last_day.isoformat() for term in first_terms(date(2024, 2, 29), 12)]
    assert found == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_six_months_from_the_31st_of_august():
    assert first_terms(date(2024, 8, 31), 6)[0].last_day == date(2025, 2, 28)


def test_twelve_months_from_march_2027_end_on_the_29th_of_february():
    assert first_terms(date(2027, 3, 1), 12)[0].last_day == date(2028, 2, 29)


def test_end_of_august_two_months_of_notice_after_one_renewal():
    """Another known-good vector: a term that ended on 2025-08-28 and was renewed once."""
    chain = law.Chain(date(2024, 8, 29), 12)
    assert chain.last_day_of(1) == date(2025, 8, 28)
    assert law.term(chain, law.NoticeScale((2,)), 2).last_notice_day == date(2026, 6, 28)


def test_the_first_term_may_be_longer_than_the_renewals():
    chain = law.Chain(date(2024, 1, 1), 24, 12)
    assert [chain.last_day_of(n).isoformat() for n in (1, 2, 3)] == ["2025-12-31", "2026-12-31", "2027-12-31"]


def test_a_notice_to_the_end_of_a_short_month_is_clamped():
    effect = law.end_indefinite(date(2026, 1, 1), law.NoticeScale((1,)), served_on=date(2026, 1, 31))
    assert effect.ends_on == date(2026, 2, 28)


def test_no_day_is_in_time_for_a_first_term_shorter_than_the_notice():
    one, two, three, four = first_terms(MARCH, 1, scale=law.NoticeScale((2,)))
    assert (one.last_notice_day, two.last_notice_day) == (None, None)
    assert (three.last_notice_day, four.last_notice_day) == (date(2024, 3, 31), date(2024, 4, 30))


def test_without_notice_the_last_day_itself_is_in_time():
    assert first_terms(MARCH, 12, scale=law.NoticeScale((0,)))[0].last_notice_day == date(2025, 2, 28)


def test_dutch_notice_when_nothing_is_agreed_grows_after_three_and_six_years():
    applied = law.applied_scale(law.jurisdiction("NL"), nature=law.INDEFINITE)
    assert applied.scale.months == (4, 4, 4, 5, 5, 5, 6)
    agreed = law.applied_scale(law.jurisdiction("NL"), nature=law.INDEFINITE, agreed=(1, 2, 3))
    assert agreed.scale.months == (1, 2, 3)


def test_a_notice_before_the_first_day_is_refused():
    with pytest.raises(law.BeforeFirstDay):
        law.refuse_renewal(law.Chain(MARCH, 12), SCALE, served_on=date(2024, 2, 29))
    with pytest.raises(law.BeforeFirstDay):
        law.end_indefinite(MARCH, SCALE, served_on=date(2024, 2, 29))


def test_terms_stop_with_the_calendar():
    assert first_terms(date(9997, 1, 1), 12, count=9)[-1].last_day == date(9998, 12, 31)


def test_an_old_start_finds_its_term_without_walking_the_chain():
    """The first month runs from 31 January to 28 February 1900: one term less than months."""
    chain = law.Chain(date(1900, 1, 31), 1)
    assert law.term_on(chain, SCALE, date(2026, 12, 10)).number == 12 * 126 + 12 - 1

"""The chain of terms and the year of a contract, as drawn."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portage.core import binding
from portage.core.drawings.chain import segments
from portage.core.drawings.track import year_track


@dataclass(frozen=True)
class Term:
    number: int
    first_day: date
    last_day: date
    last_notice_day: date | None


def chained(count: int, length: int = 365, notice: int = 90) -> list[Term]:
    """`count` terms of `length` days from 1 March 2021, each with a last day for notice `notice` days before its end."""
    first, terms = date(2021, 3, 1), []
    for number in range(1, count + 1):
        last = first + timedelta(days=length - 1)
        terms.append(Term(number, first, last, last - timedelta(days=notice)))
        first = last + timedelta(days=1)
    return terms


def test_past_current_and_next_are_told_apart():
    *opened, coming = chained(4)
    bars = segments(opened, upcoming=coming, today=opened[-1].first_day, most=7)
    assert [bar.state for bar in bars] == ["past", "past", "current", "next"]
    assert [bar.label for bar in bars] == ["1", "2", "3", "4"]


def test_a_long_chain_folds_its_oldest_terms():
    bars = segments(chained(26), upcoming=None, today=chained(26)[-1].first_day, most=7)
    assert [bar.label for bar in bars] == ["1–20", "21", "22", "23", "24", "25", "26"]
    assert bars[0].first_day == date(2021, 3, 1)


def test_no_term_draws_nothing():
    assert segments([], upcoming=None, today=date(2026, 1, 1), most=7) == []


def test_today_stands_inside_the_current_term():
    term = chained(1)[0]
    first, last = (segments([term], upcoming=None, today=day, most=7)[0] for day in (term.first_day, term.last_day))
    assert first.today_x == "0.00"
    assert 98 < float(last.today_x) < 100


def test_a_notice_longer_than_its_term_hatches_all_of_it():
    bar = segments(chained(1, length=30, notice=90), upcoming=None, today=date(2021, 3, 1), most=7)[0]
    assert bar.hatch_x == bar.x
    assert bar.hatch_width == bar.width


@given(
    count=st.integers(1, 40), length=st.integers(28, 800), notice=st.integers(0, 900), day=st.integers(-400, 40000),
    most=st.integers(2, 9),
)  # fmt: skip
def test_every_drawing_stays_inside_and_has_at_most_one_current_term(count, length, notice, day, most):
    today = date(2021, 3, 1) + timedelta(days=day)
    bars = segments(chained(count, length, notice), upcoming=None, today=today, most=most)
    assert len(bars) == min(count, most)
    assert sum(bar.state == "current" for bar in bars) <= 1
    for bar in bars:
        assert float(bar.x) + float(bar.width) <= 100
        if bar.hatch_x:
            assert float(bar.x) <= float(bar.hatch_x) <= float(bar.hatch_x) + float(bar.hatch_width) <= 100.01
        if bar.today_x:
            assert float(bar.x) <= float(bar.today_x) <= float(bar.x) + float(bar.width) + 0.01


@pytest.mark.parametrize(("days", "near"), [(-1, "late"), (0, "near"), (30, "near"), (31, "calm")])
def test_amber_begins_thirty_days_before(days, near):
    today = date(2026, 11, 21)
    assert binding.nearness(today + timedelta(days=days), today) == near


def test_what_is_certain_is_not_told_as_possible():
    today = date(2026, 11, 21)
    with translation.override("en"):
        possible = binding.sentence("notice", date(2026, 11, 30), today)
        certain = binding.sentence("renews", date(2026, 12, 1), today)
        assert "until" in possible
        assert "in 9 days" in possible
        assert "until" not in certain
        assert "near" not in binding.cell("renews", date(2026, 12, 1), today)
        assert "near" in binding.cell("notice", date(2026, 11, 30), today)


def test_every_kind_of_date_is_a_sentence_in_both_languages():
    today = date(2026, 11, 21)
    for language in ("en", "fr"):
        with translation.override(language):
            for kind in binding.KINDS:
                assert "<time" in binding.sentence(kind, today, today)
                assert "<time" in binding.cell(kind, today, today)


def test_a_year_shows_only_what_lies_in_it():
    start = date(2026, 11, 1)
    drawn = year_track(from_day=start, today=start, last=date(2026, 11, 30), renews=date(2028, 3, 1))
    assert drawn.count('class="last"') == 1
    assert 'class="renew"' not in drawn
    assert "style=" not in drawn

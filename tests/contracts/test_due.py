"""What the daily run owes a contract, held against a day-by-day walk that knows nothing of plans."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.law import Chain, NoticeScale
from contracts.rules import due
from contracts.rules.due import Standing, plan
from tests.contracts.law import calendar_oracle as oracle

DAY = timedelta(days=1)
first_days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
months = st.integers(1, 14)
scales = st.lists(st.integers(0, 6), min_size=1, max_size=4).map(lambda found: tuple(sorted(found)))


def signed(first_day: date, first: int, renewal: int, scale: tuple[int, ...], month_end: bool = False) -> Standing:
    return Standing("signed", first_day, Chain(first_day, first, renewal), NoticeScale(scale, month_end))


def run(standing: Standing, days: list[date]) -> tuple[Standing, list, list, date | None]:
    """Run on each of `days` as the daily run does: terms opened, (day, last day for notice, distance) told, last day if it ended."""
    terms, told, ended = [], [], None
    reminded: dict[date, set[int]] = {}
    for day in days:
        last = standing.term.last_notice_day if standing.term else None
        done = plan(standing, day, reminded=frozenset(reminded.get(last, ())))
        terms += done.terms
        standing, ended = done.standing, done.ended_on or ended
        if done.remind is not None:
            reminded.setdefault(standing.term.last_notice_day, set()).add(done.remind)
            told.append((day, standing.term.last_notice_day, done.remind))
    return standing, terms, told, ended


@given(first_days, months, months, scales, st.data())
def test_whatever_days_it_ran_on_the_terms_are_those_of_the_calendar(first_day, first, renewal, scale, data):
    until = first_day + timedelta(days=900)
    days = [*sorted(data.draw(st.sets(st.integers(-30, 899), max_size=12))), 899]
    _, terms, _, ended = run(signed(first_day, first, renewal, scale), [first_day + n * DAY for n in days])
    expected = []
    for number, start, end in oracle.periods(first_day, first, renewal):
        if start >= until:
            break
        expected.append((number, start, end))
    assert [(t.number, t.first_day, t.last_day) for t in terms] == expected
    assert ended is None


@given(first_days, months, months, scales, st.integers(0, 800), st.data())
def test_no_term_opens_after_a_known_end_and_the_end_comes_once(first_day, first, renewal, scale, after, data):
    notice_day = first_day + after * DAY
    standing, before, _, _ = run(signed(first_day, first, renewal, scale), [notice_day])
    runs_out = oracle.runs_out(first_day, scale, notice_day, False)
    number, ends_on = oracle.refused_term(first_day, first, renewal, runs_out)
    standing = replace(standing, status="notice_given", ends_on=ends_on)
    gaps = data.draw(st.lists(st.integers(0, 200), min_size=1, max_size=15))
    days = [notice_day + sum(gaps[: i + 1]) * DAY for i in range(len(gaps))] + [ends_on + DAY, ends_on + 2 * DAY]
    _, after_notice, told, ended = run(standing, sorted(day for day in days))
    assert [t.number for t in before + after_notice] == list(range(1, number + 1))
    assert (before + after_notice)[-1].last_day == ends_on == ended
    assert told == []


@given(first_days, st.integers(6, 14), scales)
def test_run_every_day_each_distance_is_told_once_on_its_day(first_day, length, scale):
    standing = signed(first_day, length, length, scale)
    _, terms, told, _ = run(standing, [first_day + n * DAY for n in range(500)])
    last = terms[0].last_notice_day
    if last is None:
        return
    mine = [(day, distance) for day, about, distance in told if about == last]
    for day, distance in mine:
        assert day == last - distance * DAY or day == first_day
    assert len({distance for _, distance in mine}) == len(mine)
    expected = [n for n in due.REMIND_BEFORE if last - n * DAY >= first_day]
    assert {distance for _, distance in mine} >= set(expected)


@given(first_days, months, months, scales, st.integers(0, 900))
def test_nothing_is_owed_before_the_day_it_says_to_look_again(first_day, first, renewal, scale, offset):
    today = first_day + offset * DAY
    standing, _, told, _ = run(signed(first_day, first, renewal, scale), [first_day, today])
    look_again = due.due_on(standing, today)
    last = standing.term.last_notice_day
    reminded = frozenset(distance for _, about, distance in told if about == last)
    quiet = [today + n * DAY for n in range(1, 100) if look_again is None or today + n * DAY < look_again]
    for day in quiet:
        done = plan(standing, day, reminded=reminded)
        assert (done.terms, done.ended_on, done.remind) == ((), None, None)


def test_a_renewal_that_the_run_has_not_reached_stays_owed_when_a_notice_comes_first():
    standing, *_ = run(signed(date(2024, 1, 1), 12, 12, (1,)), [date(2024, 1, 1)])
    late = replace(standing, status="notice_given", ends_on=date(2025, 12, 31))
    assert due.due_on(late, date(2025, 1, 1)) == date(2025, 1, 1)

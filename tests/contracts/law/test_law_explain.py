"""The steps of a computation end on the date that the engine gives, and each length names its rule."""

import json
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from contracts import law

FR = law.jurisdiction("FR")
CHAIN = law.Chain(date(2024, 3, 1), 12)
MODEL = law.applied_scale(FR, nature=law.RENEWABLE)
days = st.dates(date(1996, 1, 1), date(2060, 12, 31))
scales = st.lists(st.integers(0, 9), min_size=1, max_size=4).map(tuple)


def codes(explanation):
    return [step.code for step in explanation.steps]


def step(explanation, code):
    return next(step for step in explanation.steps if step.code == code)


def test_the_sentence_of_the_page_can_be_written():
    """Notice possible until 30 November 2026; three months from the third year, art. L134-11."""
    explanation = law.explain_last_notice_day(CHAIN, MODEL, FR, 3)
    length = step(explanation, "length")
    assert explanation.day == date(2026, 11, 30)
    assert step(explanation, "year_begun").params["year"] == 3
    assert (length.params["months"], length.params["origin"], length.rule.source) == (3, "model", "L134-11")


def test_the_table_of_a_late_notice():
    explanation = law.explain_refusal(CHAIN, MODEL, FR, served_on=date(2026, 12, 10))
    assert codes(explanation) == [
        "first_day", "served_on", "year_begun", "length", "months_later", "no_month_end", "too_late", "in_time", "ends_on",
    ]  # fmt: skip
    assert step(explanation, "too_late").params["term"] == 3
    assert step(explanation, "months_later").day == date(2027, 3, 10)
    assert explanation.day == date(2028, 2, 29)


def test_the_month_end_of_the_law_is_a_step_with_its_article():
    applied = law.applied_scale(FR, nature=law.INDEFINITE, agreed=(1, 2, 6))
    explanation = law.explain_indefinite_end(date(2024, 3, 1), applied, FR, served_on=date(2026, 12, 10))
    assert step(explanation, "month_end").rule.source == "L134-11"
    assert step(explanation, "length").params == {
        "months": 6, "origin": "contract", "law_months": 3, "contract_months": 6,
    }  # fmt: skip
    assert explanation.day == date(2027, 6, 30)


def test_the_longer_of_law_and_contract_applies_year_by_year():
    applied = law.applied_scale(FR, nature=law.INDEFINITE, agreed=(4, 1))
    assert applied.scale.months == (4, 2, 3)
    assert [applied.origin(year) for year in (1, 2, 3)] == ["contract", "law", "law"]


def test_a_last_day_is_an_eve_or_the_end_of_a_shorter_month():
    assert codes(law.explain_last_day(CHAIN, 1))[-1] == "eve"
    assert codes(law.explain_last_day(law.Chain(date(2024, 8, 31), 6), 1))[-1] == "month_is_shorter"


def test_no_day_in_time_is_said():
    applied = law.applied_scale(FR, nature=law.RENEWABLE, agreed=(3,))
    explanation = law.explain_last_notice_day(law.Chain(date(2024, 3, 1), 1), applied, FR, 1)
    assert (explanation.day, codes(explanation)[-1]) == (None, "no_day_in_time")


@given(days, st.integers(1, 14), scales, st.booleans(), st.integers(0, 1500))
def test_every_explanation_ends_on_its_date(first_day, months, agreed, rounds, later):
    applied = law.applied_scale(FR, nature=law.RENEWABLE, agreed=agreed, to_month_end=rounds)
    chain = law.Chain(first_day, months)
    served_on = date.fromordinal(first_day.toordinal() + later)
    for explanation in (
        law.explain_last_day(chain, 2),
        law.explain_last_notice_day(chain, applied, FR, 2),
        law.explain_refusal(chain, applied, FR, served_on=served_on),
        law.explain_indefinite_end(first_day, applied, FR, served_on=served_on),
    ):
        assert explanation.steps[-1].day == explanation.day
        json.dumps(explanation.as_dict())


@given(days, st.integers(1, 14), scales, st.booleans(), st.integers(0, 1500))
def test_a_table_of_service_reads_forward(first_day, months, agreed, rounds, later):
    """From the day of service on, each computed day is the one before or a later one."""
    applied = law.applied_scale(FR, nature=law.RENEWABLE, agreed=agreed, to_month_end=rounds)
    served_on = date.fromordinal(first_day.toordinal() + later)
    explanation = law.explain_refusal(law.Chain(first_day, months), applied, FR, served_on=served_on)
    dated = [one.day for one in explanation.steps if one.day and one.code not in {"too_late", "in_time"}]
    assert all(one <= following for one, following in pairwise(dated))

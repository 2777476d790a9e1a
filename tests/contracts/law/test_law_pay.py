"""What the agent may be owed: the estimate to the cent, against a second formulation that walks day by day."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import law
from contracts.law.dates import month_length
from contracts.law.pay import decimal_of
from portage.core.money import rounded

CENT = Decimal("0.01")


def earned(*years, first=date(2020, 1, 1)):
    """One amount a calendar year, from that day on."""
    starts = [first, *(date(first.year + n, 1, 1) for n in range(1, len(years)))]
    return [law.Earned(day, date(day.year, 12, 31), Decimal(amount)) for day, amount in zip(starts, years, strict=True)]


def estimate(code, *years, **more):
    return law.compensation_estimate(law.jurisdiction(code), earned(*years, **more))


INDEMNITY = ["DE", "IT", "ES", "PL", "CZ", "BE", "NL"]


def test_french_habit_is_two_years_of_commission_without_cap():
    found = estimate("FR", 99999, 1000, 1400)
    assert (found.amount, found.is_cap, found.kind) == (Decimal(2400), False, "compensation")
    assert (found.params["total"], found.params["months"], found.params["shorter"]) == (2400, 24, False)
    assert found.rule.source == "L134-12, L134-13"


@pytest.mark.parametrize("code", INDEMNITY)
def test_indemnity_is_capped_at_an_average_year_of_the_last_five(code):
    found = estimate(code, 99999, 1000, 1100, 1200, 1300, 1400)
    assert (found.amount, found.is_cap) == (Decimal(1200), True)


@pytest.mark.parametrize("code", INDEMNITY)
def test_indemnity_of_a_shorter_contract_averages_its_duration(code):
    found = estimate(code, 300, 1200, first=date(2024, 10, 1))
    assert (found.amount, found.params["months"], found.params["shorter"]) == (Decimal(1200), 15, True)


def test_a_year_that_is_still_running_pushes_part_of_the_oldest_out_of_the_window():
    """Ten months of 2026, all of 2025, and two of the twelve months of 2024."""
    periods = [
        *earned(1200, 2400, first=date(2024, 1, 1)),
        law.Earned(date(2026, 1, 1), date(2026, 10, 31), Decimal(900)),
    ]
    found = law.compensation_estimate(law.jurisdiction("FR"), periods)
    assert found.params["total"] == 200 + 2400 + 900
    assert found.amount == 3500


def test_british_law_pays_by_choice():
    britain = law.jurisdiction("GB")
    assert law.compensation_estimate(britain, earned(1200)).amount is None
    assert law.compensation_estimate(britain, earned(1200), indemnity_chosen=True).amount == Decimal(1200)


@pytest.mark.parametrize("code", ["JP", "CN", "RU"])
def test_a_law_without_pay_gives_nothing(code):
    found = estimate(code, 1200)
    assert (found.amount, found.formula) == (0, "nothing_by_law")


@pytest.mark.parametrize("code", ["VN", "LB", "GB"])
def test_a_law_without_figure_gives_no_amount(code):
    found = estimate(code, 1200)
    assert (found.amount, found.formula) == (None, "no_figure_in_law")


@pytest.mark.parametrize("code", ["HU", "JO", "IQ"])
def test_what_is_not_established_is_asked_of_a_person(code):
    with pytest.raises(law.UnknownRule):
        estimate(code, 1200)
    assert law.window_years(law.jurisdiction(code)) is None


def test_every_law_that_ships_is_in_one_of_these_tables():
    told = {"FR", *INDEMNITY, "JP", "CN", "RU", "VN", "LB", "GB", "HU", "JO", "IQ"}
    assert told == {one.code for one in law.jurisdictions()} - {"EU"}


def test_an_estimate_wants_decimal_amounts_in_an_unbroken_row():
    first, _second, third = earned(1, 2, 3)
    with pytest.raises(TypeError):
        law.Earned(date(2024, 1, 1), date(2024, 12, 31), 100.0)
    with pytest.raises(ValueError, match="forward"):
        law.Earned(date(2024, 1, 2), date(2024, 1, 1), Decimal(1))
    with pytest.raises(ValueError, match="at least one period"):
        law.compensation_estimate(law.jurisdiction("FR"), [])
    with pytest.raises(ValueError, match="missing"):
        law.compensation_estimate(law.jurisdiction("FR"), [first, third])


# A second formulation: each day carries its share, and the window is walked back day by day.

DAY = timedelta(days=1)


def walked(periods, over_years, years):
    """`years` times the average year of the last `over_years`, walking back over days in 60-digit decimals."""
    with localcontext() as context:
        context.prec = 60
        weight_of, amount_of = {}, {}
        for period in periods:
            days = [period.first_day + DAY * n for n in range((period.last_day - period.first_day).days + 1)]
            weights = {day: 1 / Decimal(month_length(day.year * 12 + day.month - 1)) for day in days}
            whole = sum(weights.values())
            weight_of |= weights
            amount_of |= {day: period.amount * weight / whole for day, weight in weights.items()}
        left, total, months = Decimal(over_years * 12), Decimal(0), Decimal(0)
        share_of = defaultdict(Decimal)
        for day in sorted(weight_of, reverse=True):
            part = min(Decimal(1), left / weight_of[day])
            share_of[day] = part
            left -= weight_of[day] * part
            if left <= Decimal("1e-40"):
                break
        for day, part in share_of.items():
            total += amount_of[day] * part
            months += weight_of[day] * part
        return total * years * 12 / months


amounts = st.decimals(min_value=0, max_value=10_000_000, places=2)
first_days = st.dates(date(2010, 1, 1), date(2020, 12, 31))


@settings(max_examples=60, deadline=None)
@given(first=first_days, years=st.lists(amounts, min_size=1, max_size=7), month=st.integers(1, 12), data=st.data())
@pytest.mark.parametrize(("code", "over_years", "paid"), [("FR", 2, 2), ("DE", 5, 1)])
def test_the_estimate_is_what_walking_the_days_gives(code, over_years, paid, first, years, month, data):
    periods = earned(*years, first=first)
    *before, last = periods
    until = max(last.first_day, date(last.last_day.year, month, data.draw(st.integers(1, 28))))
    periods = [*before, law.Earned(last.first_day, until, last.amount)]
    found = law.compensation_estimate(law.jurisdiction(code), periods)
    expected = walked(periods, over_years, paid)
    assert abs(found.amount - expected) < Decimal("1e-12")
    if abs(expected % CENT - CENT / 2) > Decimal("1e-9"):
        assert rounded(found.amount, "EUR") == expected.quantize(CENT, rounding=ROUND_HALF_UP)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 2000))
def test_months_are_the_sum_of_their_days(first, days):
    last = first + DAY * days
    walked_months = sum(
        1 / Decimal(month_length((first + DAY * n).year * 12 + (first + DAY * n).month - 1)) for n in range(days + 1)
    )
    assert abs(decimal_of(law.months_of(first, last)) - walked_months) < Decimal("1e-20")


@given(st.lists(amounts, min_size=1, max_size=6), st.integers(1, 1_000_000))
def test_the_cap_never_exceeds_the_best_year_and_more_commission_never_lowers_it(years, more):
    found = estimate("IT", *years).amount
    assert found <= max(years[-5:])
    assert estimate("IT", *years[:-1], years[-1] + more).amount > found

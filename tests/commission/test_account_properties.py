"""The account of random sales against the second formulation, to the cent, whatever the periods of its statements."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.commission.rules.periods import following, period_from
from tests.commission.oracle import accruals
from tests.commission.pure import drawn, frozen, money
from tests.commission.stories import FIRST, Story, story

END = date(2026, 12, 31)


@st.composite
def stories(draw) -> Story:
    return story(lambda low, high: draw(st.integers(low, high)), orders=3)


def periods(months: int):
    period = period_from(FIRST, months)
    while period.first_day <= END:
        yield period
        period = following(period.last_day, months)


@pytest.mark.slow
@given(stories())
def test_every_period_comes_to_the_cent_to_what_the_second_formulation_says(told):
    expected = accruals(told)
    for months in (1, 3):
        stated, keys = [], set()
        for period in periods(months):
            account = drawn(told, period.last_day, stated)
            due = sum(cents for day, cents in expected if period.first_day <= day <= period.last_day)
            assert account.total(told.currency) == money(due, told.currency)
            named = [one.key for one in account.accruals]
            assert len(named) == len(set(named))
            assert not keys & set(named)
            keys |= set(named)
            stated += frozen(account, len(stated))
        assert sum((line.amount for line in stated), Decimal(0)) == money(
            sum(cents for _day, cents in expected), told.currency
        )


@pytest.mark.slow
@given(stories(), st.integers(0, 10**6))
def test_what_is_told_late_comes_to_the_same_base(told, chance):
    """Invoices, payments, credit notes told quarters after their day: each unit's base is in the end what it earned."""
    told.rates = dict.fromkeys(told.rates, 10_000)
    told.general = told.own = []
    stated = []
    for turn, period in enumerate(periods(3)):
        last = period.last_day == END
        stated += frozen(drawn(known(told, chance, turn) if not last else told, period.last_day, stated), len(stated))
    base: dict[str, Decimal] = {}
    for line in stated:
        if line.counted:
            base[line.unit] = base.get(line.unit, Decimal(0)) + line.base
    at_once = {}
    for one in drawn(told, END).accruals:
        if one.counted:
            unit = one.move.unit.key
            at_once[unit] = at_once.get(unit, Decimal(0)) + one.base
    assert {unit: sum_ for unit, sum_ in base.items() if sum_} == {unit: sum_ for unit, sum_ in at_once.items() if sum_}
    assert not drawn(told, END, stated).accruals


def known(told: Story, chance: int, turn: int) -> Story:
    """The same story, some of whose facts nobody has told yet."""
    from copy import deepcopy

    part = deepcopy(told)
    for number, sold in enumerate(part.orders):
        for place, bill in enumerate(sold.bills):
            bill.facts = [
                fact for at, fact in enumerate(bill.facts) if (chance // (7 + number + 3 * place + at)) % 5 <= turn
            ]
    return part

"""The SME never pays twice: whatever is sold, credited, lost and shared, the bases of all contracts are the base of the order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.commission.rules.sharing import Part
from portage.commission.rules.splits import Claimant, Sold, equal, proposals, wrong
from portage.core.money import quantum
from tests.commission.pure import drawn, frozen, sales_of
from tests.commission.stories import FIRST, Story, story
from tests.commission.test_account_properties import END, periods


@st.composite
def shared_stories(draw) -> tuple[Story, tuple[Decimal, ...], int, int]:
    """(sales, parts of one whole, the quarter in which the split is proposed, the one in which it holds)."""
    told = story(lambda low, high: draw(st.integers(low, high)), orders=2)
    for sold in told.orders:
        sold.currency = told.currency
    cuts = sorted(draw(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=3)))
    bounds = [0, *cuts, 1_000_000]
    percents = tuple(Decimal(high - low).scaleb(-4) for low, high in pairwise(bounds))
    proposed = draw(st.integers(0, 11))
    return told, percents, proposed, draw(st.integers(proposed, 11))


def by_unit(lines) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        if line.counted:
            found[line.unit] = found.get(line.unit, Decimal(0)) + line.base
    return {unit: base for unit, base in found.items() if base}


@pytest.mark.slow
@given(shared_stories())
def test_the_parts_of_all_contracts_are_the_whole_to_the_smallest_unit(drawn_case):
    told, percents, proposed, agreed = drawn_case
    assert wrong(percents) == ""
    stated = [[] for _part in percents]
    for turn, period in enumerate(periods(3)):
        for place in range(len(percents)):
            if turn < proposed and place:
                continue  # its account does not know the order
            part = None if turn < proposed else Part(percents, place, turn >= agreed)
            sales = [replace(sale, part=part) for sale in sales_of(told)]
            made = drawn(told, period.last_day, stated[place], sales)
            assert not (proposed <= turn < agreed and made.accruals)
            stated[place] += frozen(made, len(stated[place]))
    whole = by_unit(
        frozen(drawn(told, END, (), [replace(one, part=Part((Decimal(100),), 0, True)) for one in sales_of(told)]), 0)
    )
    mine = [by_unit(lines) for lines in stated]
    assert {unit: sum(part.get(unit, Decimal(0)) for part in mine) for unit in whole} == whole
    assert not {unit for part in mine for unit in part} - set(whole)
    for percent, part in zip(percents, mine, strict=True):
        for unit, base in whole.items():
            assert abs(part.get(unit, Decimal(0)) - base * percent / 100) < quantum(told.currency)


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(["PL", "JP", "DE", "FR"])), st.integers(-900, 900), st.integers(0, 900)),
        max_size=5,
    ),
    st.tuples(*[st.sampled_from(["PL", "JP", "DE", ""])] * 2),
)
def test_what_the_rules_propose_is_always_of_one_whole_with_the_orders_own_contract_first(rows, places):
    day = date(2024, 6, 1)
    own = Claimant("own", frozenset({"PL"}), frozenset("0"), FIRST, own=True)
    others = [
        Claimant(number, frozenset(countries), frozenset("0"), date.fromordinal(day.toordinal() - begun),
                 date.fromordinal(day.toordinal() - begun + lasts) if lasts else None)
        for number, (countries, begun, lasts) in enumerate(rows)
    ]  # fmt: skip
    sold = Sold("PL", *places, frozenset("0"), day)
    found = proposals(sold, [own, *others])
    for one in found:
        assert one.parts[0].key == "own"
        assert wrong([part.percent for part in one.parts]) == ""
    elsewhere = {country for country in places if country and country != "PL"}
    claim = any(one.countries & elsewhere and one.runs_on(day) for one in others)
    assert claim == any(one.rule == "places" for one in found)


def test_equal_parts_leave_the_hundredths_to_the_first():
    assert [part.percent for part in equal([("a", ""), ("b", ""), ("c", "")])] == [
        Decimal("33.34"), Decimal("33.33"), Decimal("33.33"),
    ]  # fmt: skip


def test_the_former_agent_has_an_order_received_before_its_end_or_a_reasonable_time_after():
    own = Claimant("new", frozenset({"PL"}), frozenset("0"), date(2024, 6, 1), own=True)
    former = Claimant("old", frozenset({"PL"}), frozenset("0"), date(2020, 1, 1), date(2024, 5, 31))
    for received, rules in (
        (date(2024, 5, 20), ["former", "shared"]), (date(2025, 5, 31), ["former", "shared"]), (date(2025, 6, 1), []),
    ):  # fmt: skip
        found = proposals(Sold("PL", "", "", frozenset("0"), received), [own, former])
        assert [one.rule for one in found] == rules
    whole = proposals(Sold("PL", "", "", frozenset("0"), date(2024, 6, 3)), [own, former])[0]
    assert [(part.key, part.percent) for part in whole.parts] == [("new", 0), ("old", 100)]

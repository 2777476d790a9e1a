"""Quotes stay inside the principal's instructions, and the clock counts working days: each rule said a second time, otherwise."""

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import product as every
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from portage.fieldwork.rules.orders import Item, answer_by
from portage.needs.rules.quoting import Offer, Priced, refusals
from portage.needs.rules.samples import refusal_of_receipt, refusal_of_trial, standing
from portage.needs.rules.verbs import STATUSES, Facts, verdict, verdicts

GOODS = (UUID(int=1), UUID(int=2))
MONDAY = date(2024, 4, 1)
days = some.integers(0, 40).map(lambda n: MONDAY + timedelta(days=n))
amounts = some.integers(1, 12).map(lambda n: Decimal(n) / 2)


@some.composite
def instructions(draw: some.DrawFn) -> list[Priced]:
    """Up to six, in the order in which they were written."""
    return [
        Priced(
            number, draw(some.sampled_from(GOODS)), draw(some.sampled_from(("PL", "CZ"))), draw(some.sampled_from(("EUR", "PLN"))),
            draw(some.sampled_from(("kg", "KG", "t"))), draw(amounts), first, draw(some.none() | some.integers(0, 30).map(lambda n, day=first: day + timedelta(days=n))),
            draw(some.none() | amounts), draw(some.none() | some.sampled_from((30, 60))), draw(some.sampled_from(("", "FCA"))),
        )
        for number, first in enumerate(draw(some.lists(days, max_size=6)), 1)
    ]  # fmt: skip


def walked(told: list[Priced], offer: Offer, item: Item, on: date) -> bool:
    """Whether the line is inside, otherwise: a calendar of the country is filled day by day in the order of writing, each instruction
    overwriting every later day, with nothing after its own end; then the one that stands on that day is obeyed."""
    calendar: dict[date, Priced | None] = {}
    last = max([on, *(one.valid_from for one in told)])
    for one in told:
        if one.product == item.product and one.country == offer.country:
            day = one.valid_from
            while day <= last:
                calendar[day] = one if one.valid_until is None or not one.valid_until < day else None
                day += timedelta(days=1)
    stands = calendar.get(on)
    if stands is None:
        return False
    holds = stands.valid_until is None or (stands.valid_until - offer.valid_until).days >= 0
    paid = (
        stands.payment_days is None
        or (offer.payment_days or 10**6 * (offer.payment_days is None)) <= stands.payment_days
    )
    return all(
        (
            stands.currency == offer.currency, stands.unit.lower() == item.unit.lower(), not stands.floor > item.price,
            (stands.minimum or Decimal(0)) <= item.quantity, holds, paid, stands.incoterm in {"", offer.incoterm},
        )
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    instructions(), some.sampled_from(GOODS), some.sampled_from(("PL", "CZ")), some.sampled_from(("EUR", "PLN")),
    some.sampled_from(("kg", "t")), amounts, amounts, days, some.integers(0, 20), some.sampled_from((None, 0, 30, 45)),
    some.sampled_from(("", "FCA", "DAP")),
)  # fmt: skip
def test_a_line_is_inside_exactly_when_the_calendar_of_instructions_says_so(told, good, country, currency, unit, price, quantity, on, holds, pays, terms):  # fmt: skip
    offer = Offer(country, currency, on + timedelta(days=holds), pays, terms)
    item = Item(good, quantity, unit, price)
    assert (refusals(told, offer, item, on) == []) is walked(told, offer, item, on)


def test_the_floor_itself_is_inside_and_a_ten_thousandth_below_is_not():
    told = [Priced(1, GOODS[0], "PL", "EUR", "kg", Decimal("12.50"), MONDAY)]
    offer = Offer("PL", "EUR", MONDAY)
    assert refusals(told, offer, Item(GOODS[0], Decimal(1), "KG ", Decimal("12.50")), MONDAY) == []
    assert refusals(told, offer, Item(GOODS[0], Decimal(1), "kg", Decimal("12.4999")), MONDAY) == ["below_floor"]


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"country": "CZ"}, ["no_instruction"]), ({"valid_from": date(2024, 4, 2)}, ["not_begun"]),
        ({"valid_from": date(2024, 3, 1), "valid_until": date(2024, 3, 31)}, ["out_of_date"]),
        ({"currency": "PLN"}, ["wrong_currency"]), ({"unit": "t"}, ["wrong_unit"]), ({"minimum": Decimal(2)}, ["below_minimum"]),
        ({"valid_until": MONDAY}, ["valid_too_long"]), ({"payment_days": 30}, ["payment_too_late"]),
        ({"incoterm": "FCA"}, ["other_delivery"]), ({"floor": Decimal(2), "payment_days": 30}, ["below_floor", "payment_too_late"]),
    ],
)  # fmt: skip
def test_each_reason_is_told(over, why):
    told = {"country": "PL", "currency": "EUR", "unit": "kg", "floor": Decimal(1), "valid_from": MONDAY} | over
    offer = Offer("PL", "EUR", MONDAY + timedelta(days=9))
    assert refusals([Priced(1, GOODS[0], **told)], offer, Item(GOODS[0], Decimal(1), "kg", Decimal(1)), MONDAY) == why


def test_an_instruction_that_ended_brings_no_older_one_back():
    old = Priced(1, GOODS[0], "PL", "EUR", "kg", Decimal(1), MONDAY)
    new = Priced(2, GOODS[0], "PL", "EUR", "kg", Decimal(1), MONDAY, MONDAY + timedelta(days=5))
    item = Item(GOODS[0], Decimal(1), "kg", Decimal(1))
    for after, why in ((5, []), (6, ["out_of_date"])):
        on = MONDAY + timedelta(days=after)
        assert refusals([old, new], Offer("PL", "EUR", on), item, on) == why


def test_the_last_day_to_answer_is_the_nth_working_day_after_the_day_of_asking():
    chance = random.Random(7)
    for turn in range(400):
        asked, working = MONDAY + timedelta(days=chance.randrange(4000)), turn % 31
        calendar = [
            one for n in range(1, 2 * working + 9) if (one := asked + timedelta(days=n)).isoweekday() not in {6, 7}
        ]
        assert answer_by(asked, working) == (calendar[working - 1] if working else asked)


def test_where_a_sample_stands_follows_from_its_rows():
    assert [standing(False, []), standing(True, []), standing(True, ["open", "good"])] == ["sent", "received", "good"]
    sent, latest = MONDAY, MONDAY + timedelta(days=9)
    before, after = sent - timedelta(days=1), latest + timedelta(days=1)
    assert [refusal_of_receipt(sent, on, latest) for on in (before, sent, latest, after)] == [
        "received_when",
        "",
        "",
        "received_when",
    ]
    assert refusal_of_trial(None, latest, latest) == "not_received"
    assert [refusal_of_trial(sent, on, latest) for on in (before, sent, after)] == ["tried_when", "", "tried_when"]


def test_no_verb_is_for_who_is_no_party_and_answers_are_the_principals():
    every_right = frozenset({
        "needs.ask_need", "needs.give_quote", "needs.forward_complaint", "needs.write_on_need", "needs.answer_need",
        "needs.agree_to_quote", "needs.decide_complaint", "needs.send_sample",
    })  # fmt: skip
    for (kind, statuses), side in every(STATUSES.items(), ("", "principal", "agent")):
        for status in statuses:
            facts = Facts(kind, status, side, side == "agent", every_right)
            may = {one.verb for one in verdicts(facts) if one.allowed}
            assert not (
                may
                if not side
                else may & ({"withdraw", "close", "order", "attach"} if side == "principal" else {"answer"})
            )
            assert verdict(facts, "order").allowed is (
                side == "agent" and kind == "quote" and status in {"given", "agreed"}
            )
            assert verdict(facts, "answer").allowed <= (
                side == "principal" and status not in {"withdrawn", "closed", "given", "ordered"}
            )

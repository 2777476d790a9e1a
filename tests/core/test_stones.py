"""Small things that everything stands on: money, references, arrows, refusals, pictures of arrows."""

from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from portage.core import clock, ids, money, references
from portage.core.drawings import states as pictures
from portage.core.money import Money, rounded, shares
from portage.core.status import MACHINES, Arrows, WrongArrow

currencies = st.sampled_from(["EUR", "JPY", "JOD", "USD"])


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any), currencies)
def test_shares_add_up_to_the_total_and_none_is_a_unit_off(units, weights, currency):
    total = units * money.quantum(currency)
    parts = shares(total, [Decimal(weight) for weight in weights], currency)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        exact = total * weight / sum(weights)
        assert abs(part - exact) < money.quantum(currency)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1, 1]])
def test_shares_of_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        shares(Decimal(10), [Decimal(weight) for weight in weights], "EUR")


@pytest.mark.parametrize(
    ("amount", "currency", "result"),
    [("0.005", "EUR", "0.01"), ("-0.005", "EUR", "-0.01"), ("0.5", "JPY", "1"), ("1.0005", "JOD", "1.001")],
)
def test_halves_are_rounded_away_from_zero(amount, currency, result):
    assert rounded(Decimal(amount), currency) == Decimal(result)


def test_two_currencies_do_not_add():
    with pytest.raises(ValueError, match="cannot add JPY to EUR"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "JPY")


@given(st.integers(0, 5), st.sampled_from(references.ALPHABET + "Z"))
def test_a_reference_notices_a_slip_and_a_swap(place, other):
    reference = references.make("PC")
    body, check = reference.split("-")[1:]
    assert references.is_valid(reference)
    assert references.is_valid(reference.lower())
    slipped = body[:place] + other + body[place + 1 :]
    assert references.is_valid(f"PC-{slipped}-{check}") is (slipped == body)
    if place < 5:
        swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
        assert references.is_valid(f"PC-{swapped}-{check}") is (swapped == body)


@pytest.mark.parametrize("text", ["", "PC", "PC-ABC-D", "PC-ILOUIL-0", "PC-000000-0-0"])
def test_what_is_no_reference_is_not_valid(text):
    assert not references.is_valid(text)


def test_identifiers_of_version_7_sort_by_time():
    made = [ids.uuid7() for _ in range(100)]
    assert made == sorted(made)
    assert made[0].version == 7


def test_the_day_is_the_one_that_people_live():
    at = datetime(2026, 3, 1, 11, 30, tzinfo=UTC)
    assert clock.day_in("Pacific/Auckland", at).day == 2
    assert clock.latest_day(at).day == 2


@pytest.fixture
def machine():
    made = Arrows("test_machine", {"draft": {"sent"}, "sent": {"read", "draft"}, "read": set()})
    yield made
    del MACHINES["test_machine"]


def test_only_drawn_arrows_are_allowed(machine):
    machine.check("draft", "sent")
    with pytest.raises(WrongArrow):
        machine.check("draft", "read")
    with pytest.raises(ValueError, match="unknown statuses"):
        Arrows("broken", {"a": {"b"}})


def test_a_picture_shows_every_status_and_every_arrow(machine):
    text, drawing = pictures.mermaid(machine), pictures.svg(machine)
    assert text.count("-->") == 3 + 2
    assert drawing.count("<rect") == 3
    assert drawing.count("marker-end") == 3


def test_a_picture_out_of_date_is_noticed(machine, tmp_path):
    call_command("draw_states", folder=tmp_path, stdout=StringIO())
    call_command("draw_states", folder=tmp_path, check=True)
    (tmp_path / "test_machine.md").write_text("old")
    with pytest.raises(CommandError, match=r"test_machine\.md"):
        call_command("draw_states", folder=tmp_path, check=True)


def test_the_pictures_in_the_docs_are_current():
    call_command("draw_states", check=True)

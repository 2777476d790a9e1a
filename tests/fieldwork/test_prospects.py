"""Prospects are added and moved by the agent; each move stays; the funnel counts what was reached."""

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.core.refusals import Forbidden, Invalid, Refused
from portage.fieldwork.actions.prospects import add_prospect, move_prospect
from portage.fieldwork.models import Prospect
from portage.fieldwork.rules.prospecting import STAGES, Move, funnel, further, interleaved, through
from tests.cast import by, make_cast
from tests.fieldwork.visits import NOON, customer_of, filed, running


@pytest.mark.django_db
def test_a_prospect_moves_and_every_move_stays():
    cast = make_cast()
    contract, customer, me = running(cast), customer_of(cast), by(cast.sales_engineer)
    prospect = add_prospect(contract, customer=customer, stage="identified", by=me, at=NOON)
    prospect = move_prospect(prospect, stage="quoted", seen=1, by=me, at=NOON)
    prospect = move_prospect(prospect, stage="lost", why_lost="price", note="14.20", seen=2, by=me, at=NOON)
    assert list(prospect.moves.values_list("stage", "why_lost")) == [
        ("identified", ""),
        ("quoted", ""),
        ("lost", "price"),
    ]
    filed(cast, customer, contract)
    prospect.refresh_from_db()
    assert prospect.stage == "lost"  # a judgement that a person takes back
    assert move_prospect(prospect, stage="trial", seen=3, by=me, at=NOON).why_lost == ""


@pytest.mark.django_db
def test_what_is_wrong_moves_nothing():
    cast = make_cast()
    contract, customer, me = running(cast), customer_of(cast), by(cast.sales_engineer)
    prospect = add_prospect(contract, customer=customer, stage="contacted", by=me, at=NOON)
    for over, code in (
        ({"stage": "visited", "seen": 0}, "moved_meanwhile"),
        ({"stage": "contacted"}, "same_stage"),
        ({"stage": "engaged"}, "unknown_stage"),
        ({"stage": "lost"}, "why_lost"),
    ):
        with pytest.raises(Refused, match=code):
            move_prospect(prospect, **{"seen": 1, **over}, by=me, at=NOON)
    for member in (cast.director, cast.sister_manager, cast.manager):
        with pytest.raises(Forbidden):
            move_prospect(prospect, stage="visited", seen=1, by=by(member), at=NOON)
    with pytest.raises(Refused, match="already_a_prospect"):
        add_prospect(contract, customer=customer, stage="identified", by=by(cast.sales_engineer), at=NOON)
    with pytest.raises(Invalid, match="unknown_stage"):
        add_prospect(contract, customer=customer, stage="lost", by=by(cast.sales_engineer), at=NOON)
    prospect.refresh_from_db()
    assert (prospect.stage, prospect.moves.count()) == ("contacted", 1)
    assert Prospect.objects.count() == 1


LIVES = st.lists(
    st.lists(st.tuples(st.sampled_from([*STAGES, "lost"]), st.integers(0, 400)), min_size=1, max_size=8), max_size=12
)


@given(LIVES)
def test_the_funnel_counts_whom_a_walk_through_each_life_counts(lives):
    """Said a second time, stage by stage: who ever stood at that stage or beyond, and how long until the next one."""
    begin = date(2024, 1, 1)
    lives = [sorted(life, key=lambda move: move[1]) for life in lives]
    moves = [Move(n, stage, begin + timedelta(days=day)) for n, life in enumerate(lives) for stage, day in life]
    for number, step in enumerate(funnel(moves)):
        at, after = set(STAGES[number:]), set(STAGES[number + 1 :])
        reached = [life for life in lives if any(stage in at for stage, _day in life)]
        beyond = [life for life in lives if any(stage in after for stage, _day in life)]
        assert (step.reached, step.went_on) == (len(reached), len(beyond))
        took = sorted(
            min(day for stage, day in life if stage in after) - min(day for stage, day in life if stage in at)
            for life in beyond
        )
        if took:
            low, high = took[(len(took) - 1) // 2], took[len(took) // 2]
            assert abs(step.days - (low + high) / 2) <= 0.5
        else:
            assert step.days is None


@given(LIVES)
def test_the_whole_way_takes_as_long_as_its_steps_together(lives):
    """Said a second time: of those who came to the end, the days of each step added up."""
    begin = date(2024, 1, 1)
    lives = [sorted(life, key=lambda move: move[1]) for life in lives]
    moves = [Move(n, stage, begin + timedelta(days=day)) for n, life in enumerate(lives) for stage, day in life]
    took = []
    for life in lives:
        first = [min((day for stage, day in life if stage in STAGES[n:]), default=None) for n in range(len(STAGES))]
        if first[-1] is not None:
            took.append(sum(after - before for before, after in pairwise(first)))
    told = through(moves)
    assert (told is None) == (not took)
    if took:
        low, high = sorted(took)[(len(took) - 1) // 2], sorted(took)[len(took) // 2]
        assert abs(told - (low + high) / 2) <= 0.5


@given(st.sampled_from([*STAGES, "lost"]), st.sampled_from([*STAGES, "lost"]))
def test_the_further_stage_has_no_direction(one, other):
    assert further(one, other) == further(other, one) in {one, other}
    assert (further(one, other) == "lost") == (one == other == "lost")


@given(LIVES.filter(lambda lives: all(lives)))
def test_two_lives_as_one_keep_every_move_and_the_order_of_each(lives):
    day = date(2024, 1, 1)
    own = [
        [SimpleNamespace(of=n, on=day + timedelta(days=days), at=days, number=number) for number, (_stage, days) in enumerate(life)]
        for n, life in enumerate(lives)
    ]  # fmt: skip
    found = interleaved(*own)
    assert [[move for move in found if move.of == n] for n in range(len(own))] == own
    for one, other in pairwise(found):
        if one.of != other.of:  # a later day never stands before an earlier one of another life, as each was told
            assert told_on(one, own) <= told_on(other, own)


def told_on(move, own):
    """The latest day that its own life had come to with it."""
    return max(before.on for before in own[move.of] if before.number <= move.number)

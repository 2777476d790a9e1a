"""Stages of prospecting: what a report moves, and the figures of the board. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

STAGES = ("identified", "contacted", "visited", "trial", "quoted", "ordered", "regular")
OF_KIND = {"visit": "visited", "fair": "visited", "call": "contacted", "video": "contacted"}


def moved_by(kind: str, stage: str) -> str:
    """The stage that a report of that kind brings a prospect to: never backwards, and never out of "lost", which is a
    judgement that a person takes back."""
    brought = OF_KIND[kind]
    if not stage:
        return brought
    if stage == "lost" or STAGES.index(stage) >= STAGES.index(brought):
        return stage
    return brought


@dataclass(frozen=True)
class Move:
    """A prospect came to a stage on a day."""

    prospect: object
    stage: str
    on: date


@dataclass(frozen=True)
class Step:
    """One stage of the funnel: how many prospects reached it or one beyond, of these how many went on, and the median of the
    days that those took. `share` is None when nobody reached it."""

    stage: str
    reached: int
    went_on: int
    days: int | None

    @property
    def share(self) -> float | None:
        return self.went_on / self.reached if self.reached else None


def funnel(moves: Iterable[Move]) -> list[Step]:
    """The funnel of prospects whose moves are given, in the order of each one's moves.

    Who skips a stage has reached it: a customer who orders at the first visit has been contacted. Who goes back was there.
    """
    firsts = [_reached(found) for found in _by_prospect(moves).values()]
    return [_step(number, firsts) for number in range(len(STAGES))]


def _by_prospect(moves: Iterable[Move]) -> dict[object, list[Move]]:
    found: dict[object, list[Move]] = {}
    for move in moves:
        found.setdefault(move.prospect, []).append(move)
    return found


def _reached(moves: Sequence[Move]) -> list[date]:
    """The first day on which a prospect stood at each stage or beyond, from the first stage to its furthest."""
    days: list[date] = []
    for move in moves:
        if move.stage in STAGES:
            missing = STAGES.index(move.stage) + 1 - len(days)
            days += [move.on] * missing
    return days


def _step(number: int, firsts: Sequence[Sequence[date]]) -> Step:
    reached = [days for days in firsts if len(days) > number]
    beyond = [days for days in reached if len(days) > number + 1]
    took = [(days[number + 1] - days[number]).days for days in beyond]
    return Step(STAGES[number], len(reached), len(beyond), round(median(took)) if took else None)


def through(moves: Iterable[Move]) -> int | None:
    """The median of the days from the first stage to the last one, of those who came so far; None when nobody did."""
    took = [
        (days[-1] - days[0]).days for days in map(_reached, _by_prospect(moves).values()) if len(days) == len(STAGES)
    ]
    return round(median(took)) if took else None


def further(one: str, other: str) -> str:
    """Where two records of one customer stand together: at the further stage; lost only when both are."""
    return max(one, other, key=("lost", *STAGES).index)


def interleaved(*lives: Sequence[Any]) -> list[Any]:
    """The moves of several lives as those of one, by their days; each life keeps its own order, though a visit that was told
    late stands behind what came after it."""
    rows = []
    for life in lives:
        day = date.min
        for number, move in enumerate(life):
            day = max(day, move.on)
            rows.append((day, number, move))
    return [move for _day, _number, move in sorted(rows, key=lambda row: row[:2])]

"""Stages of prospecting: what a report moves, and the figures of the board. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

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

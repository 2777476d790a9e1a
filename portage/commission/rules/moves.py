"""What a unit's commission still has to move by, given what statements already say of it.

A statement never changes. What is told later, of a day that a statement has already covered, moves in the next one: what a
unit has earned in the end, less what statements count, is what is left to state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from .earning import CREDITED, LOST, ZERO, Step, Unit

AGAIN, REVERSED = "again", "reversed"


@dataclass(frozen=True, slots=True)
class Stated:
    """A line of an earlier statement, as far as what follows depends on it. `pk` names it when it is reversed.

    `terms` is the version that it followed; `counted` whether its base counts as earned. A line that was reversed, and the
    line that reverses it, are left out of what a unit has stated.
    """

    pk: int
    unit: str
    event: str
    terms: int
    year: int
    scope: str
    base: Decimal
    converted: Decimal
    currency: str
    rate: Decimal
    up_to: Decimal | None
    amount: Decimal
    counted: bool
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to state: a step of a unit and by how much its earned base moves. `undoes` is a line to be reversed."""

    unit: Unit
    step: Step
    base: Decimal
    undoes: Stated | None = None

    @property
    def rank(self) -> tuple[tuple[date, int], date, str, str]:
        """Its place in the account: what is reversed first, then by day."""
        when = self.step.rank if self.undoes is None else (date.min, 0)
        return when, self.unit.sale.accepted_on, self.unit.sale.key, self.unit.key


def moves(unit: Unit, stated: Sequence[Stated], until: date) -> list[Move]:
    """What is left to state of one unit up to the day `until`.

    Each thing that happened and that no statement has told moves by what it changed. Where that does not add up to what is
    left (something was told late), the newest of them carries the whole difference.
    """
    live = [line for line in stated if not line.reversed]
    undone = [line for line in live if line.counted and line.terms != unit.terms.number]
    kept = [line for line in live if line not in undone]
    return [*_undo(unit, undone, until), *_fresh(unit, kept, until)]


def _undo(unit: Unit, lines: Iterable[Stated], until: date) -> list[Move]:
    """An amendment changed, for an earlier day, the terms that a statement had followed: its lines are reversed."""
    return [Move(unit, Step(REVERSED, f"line {line.pk}", until, ZERO), -line.base, line) for line in lines]


def _fresh(unit: Unit, live: Sequence[Stated], until: date) -> list[Move]:
    told, held = {line.event for line in live}, sum((line.base for line in live if line.counted), ZERO)
    before, found = ZERO, []
    for step in unit.steps:
        if step.key not in told:
            found.append(Move(unit, step, step.earned - before))
        before = step.earned
    running = list(accumulate((move.base for move in found), initial=held))
    if running[-1] == before and min(running) >= 0:
        return [move for move in found if move.base or _is_told(move.step)]
    if before == held:
        return []
    newest = found[-1].step if found else Step(AGAIN, f"again {until.isoformat()}", until, before)
    return [Move(unit, newest, before - held)]


def _is_told(step: Step) -> bool:
    """A credit note or a loss is told once even where nothing moves: people ask why."""
    return step.kind in {CREDITED, LOST}

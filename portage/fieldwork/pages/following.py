"""What follows a section, as a row of its page: things to do with what became of them, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portage.core import words

from ..models import NextAction
from ..rules.following import Standing, nearness, standing
from ..rules.verdicts import Facts, verdict
from ..words import pages as say

SIDES = ("principal", "agent")


@dataclass(frozen=True)
class Row:
    """Something to do: who is asked, until when, what became of it, and whether the reader may act on it."""

    action: NextAction
    standing: Standing
    name: str
    is_mine: bool
    near: str
    left: str
    state: tuple[str, str]

    @property
    def pk(self) -> Any:
        return self.action.pk

    @property
    def may_act(self) -> bool:
        return self.is_mine and not self.standing.is_over


def rows(section: Any, actions: Sequence[NextAction], facts: Facts, today: date) -> list[Row]:
    """What is open first, the earliest day first; then what is over."""
    contract = section.contract
    names = {"principal": contract.principal.name, "agent": contract.agent.name}
    found = [_row(one, names, facts, today) for one in actions]
    return sorted(found, key=lambda row: (row.standing.is_over, row.standing.due_on, str(row.pk)))


def _row(action: NextAction, names: dict[str, str], facts: Facts, today: date) -> Row:
    found = standing(action.due_on, action.events.all())
    code, word = say.STATES[found.state]
    near = nearness(found, today)
    mine = action.side == facts.side and not verdict(facts, "answer")
    left = "" if found.is_over else words.away(found.due_on, today)
    return Row(action, found, names[action.side], mine, near, left, (code, str(word)))

"""What has become of something to do after a visit, told from its events. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

OVER = {"done", "dropped"}


@dataclass(frozen=True)
class Standing:
    """Where an action stands: `state` is open, taken, done or dropped; `who` took it or ended it; `due_on` is the newest day
    named for it, `moved` whether that is another one than the first; `reason` is why it was dropped."""

    state: str
    due_on: date
    moved: bool = False
    who: Any = None
    reason: str = ""
    at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.state in OVER


def standing(first_day: date, events: Iterable[Any]) -> Standing:
    """From the events of one action in their order: each has kind, due_on, reason, membership, at."""
    state, due_on, who, reason, at = "open", first_day, None, "", None
    for event in events:
        if event.kind == "moved":
            due_on = event.due_on
        else:
            state, who, reason, at = event.kind, event.membership, event.reason, event.at
    return Standing(state, due_on, due_on != first_day, who, reason, at)


def nearness(found: Standing, today: date) -> str:
    """late once its day has passed, near within a week, else calm; over it is neither."""
    if found.is_over:
        return ""
    left = (found.due_on - today).days
    return "late" if left < 0 else "near" if left <= 7 else "calm"

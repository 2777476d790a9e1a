"""Points of a negotiation: who must answer what, and what each side may do with an open proposal. Pure.

| state of a subject | meaning |
|---|---|
| `agreed` | nothing is proposed: its text, or its terms, are those of the version on the table |
| `mine` | the other side proposed: this side answers |
| `theirs` | this side proposed: the other side answers |
| `open` | a proposal waits, for who acts for neither side |

| refusal | meaning |
|---|---|
| `moved` | somebody proposed or answered since it was read |
| `answered` | it has its answer already |
| `own_point` | this side proposed it: it may be withdrawn, not accepted or refused |
| `not_own_point` | the other side proposed it: only they withdraw it |
| `no_reason` | a refusal says why |
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ACCEPT, REFUSE, WITHDRAW = "accept", "refuse", "withdraw"


@dataclass(frozen=True)
class Standing:
    """How one subject stands: how often it moved (proposals and answers), and the side of the open proposal, if any."""

    moves: int = 0
    open_by: str = ""


def standing(moves: Iterable[tuple[str, bool]]) -> Standing:
    """Of one subject's proposals in order, each (side, whether it has an answer)."""
    found = list(moves)
    last = found[-1] if found else ("", True)
    return Standing(len(found) + sum(answered for _side, answered in found), "" if last[1] else last[0])


def state(one: Standing, side: str) -> str:
    """See the table above."""
    if not one.open_by:
        return "agreed"
    if not side:
        return "open"
    return "theirs" if one.open_by == side else "mine"


def refusal(verb: str, *, proposed_by: str, side: str, answered: bool, reason: str = "") -> str:
    """Why `verb` (accept, refuse, withdraw) on a proposal is refused to `side`; "" when it may be done."""
    if answered:
        return "answered"
    if verb == WITHDRAW:
        return "" if proposed_by == side else "not_own_point"
    if proposed_by == side:
        return "own_point"
    return "no_reason" if verb == REFUSE and not reason.strip() else ""


def tally(states: Iterable[str]) -> Mapping[str, int]:
    """How many subjects are agreed, open, and of the open ones mine to answer."""
    found = list(states)
    return {
        "agreed": found.count("agreed"),
        "open": len(found) - found.count("agreed"),
        "mine": found.count("mine"),
        "all": len(found),
    }

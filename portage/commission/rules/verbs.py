"""Who may do what with a statement now, and the code of the reason when not: for the page, the API and the verb's own door."""

from collections.abc import Mapping
from dataclasses import dataclass

PERMISSIONS: Mapping[str, str] = {
    "accept": "commission.accept_statement",
    "dispute": "commission.dispute_line",
    "answer": "commission.answer_dispute",
    "pay": "commission.record_payment",
}
SIDE = {"accept": "agent", "dispute": "agent", "answer": "principal", "pay": "principal"}
# Why nothing is due of what is only awaited, and will stand in a later statement by itself: there is nothing to dispute yet.
AWAITED = {"not_invoiced", "not_paid", "rate_missing", "split_waits"}


@dataclass(frozen=True)
class Facts:
    """What decides: the side acted for ("" for nobody's), the permissions held, and where the statement stands."""

    side: str
    held: frozenset[str]
    accepted: bool
    nothing_left: bool


def verdicts(facts: Facts) -> dict[str, str]:
    """By verb, why it is refused now; "" where it may be done. The other side's verbs are not named to a side."""
    return {verb: _refusal(verb, facts) for verb in ("accept", "dispute", "pay") if facts.side in {"", SIDE[verb]}}


def _refusal(verb: str, facts: Facts) -> str:
    if facts.side != SIDE[verb] or PERMISSIONS[verb] not in facts.held:
        return "role"
    if verb in {"accept", "dispute"} and facts.accepted:
        return "already_accepted"
    return "nothing_left" if verb == "pay" and facts.nothing_left else ""

"""Who may do what with an order now: one pure function, used by the page and by the API alike.

`verdicts(facts)` answers for every verb that has a meaning in the present state: allowed, or refused with a code. What is not
answered is not shown. The verbs themselves check again: this tells beforehand what they would say.

| refusal | meaning |
|---|---|
| `not_a_party` | sees the order, but acts for neither side |
| `principal_answers`, `agent_withdraws`, `principal_declares` | the other side does this |
| `role` | the role does not give it |
| `answered` | it has its answer |
| `delivered` | it is delivered in full |
| `not_invoiced` | no invoice is declared that this could be about |
| `nothing_owed` | every invoice is paid, credited or lost |
"""

from dataclasses import dataclass

ANSWER, RECORD = "fieldwork.answer_order", "fieldwork.record_order"
DECLARE, WRITE = "fieldwork.declare_invoice", "fieldwork.write_on_order"
PERMISSION = {
    "accept": ANSWER, "refuse": ANSWER, "withdraw": RECORD, "ask": WRITE, "invoice": DECLARE, "payment": DECLARE,
    "deliver": DECLARE, "credit": DECLARE, "lost": DECLARE, "dispute": WRITE,
}  # fmt: skip
ANSWERING = ("accept", "refuse", "withdraw")
DECLARING = ("deliver", "invoice", "payment", "credit", "lost")
SIDES = {
    **dict.fromkeys(("accept", "refuse"), ("principal", "principal_answers")),
    **dict.fromkeys(DECLARING, ("principal", "principal_declares")),
    "withdraw": ("agent", "agent_withdraws"),
}


@dataclass(frozen=True)
class Facts:
    """What decides. `side` is principal, agent (the subsidiary or its group), or empty for who merely sees the contract.

    `is_agent`: acts for the subsidiary itself. `owed`: something is left to pay of some invoice.
    """

    status: str
    side: str
    is_agent: bool
    permissions: frozenset[str]
    delivered: bool = False
    invoiced: bool = False
    owed: bool = False


@dataclass(frozen=True)
class Verdict:
    """One verb: allowed when `reason` is empty."""

    verb: str
    reason: str = ""

    @property
    def allowed(self) -> bool:
        return not self.reason


def verdicts(facts: Facts) -> list[Verdict]:
    """Every verb that means something now, in the order of an order's life."""
    return [Verdict(verb, _why_not(facts, verb)) for verb in _meant(facts.status)]


def verdict(facts: Facts, verb: str) -> Verdict:
    """The answer for one verb; one that means nothing now says what stands in its way."""
    if verb in _meant(facts.status):
        return Verdict(verb, _why_not(facts, verb))
    return Verdict(verb, _whose(facts, verb) or ("answered" if verb in ANSWERING else "not_accepted"))


def _meant(status: str) -> tuple[str, ...]:
    if status == "waiting":
        return (*ANSWERING, "ask", "dispute")
    return (*DECLARING, "ask", "dispute") if status == "accepted" else ("ask", "dispute")


def _whose(facts: Facts, verb: str) -> str:
    """Which side one is on comes first, then the role."""
    if not facts.side:
        return "not_a_party"
    side, other = SIDES.get(verb, ("", ""))
    if side and (facts.side != side or (side == "agent" and not facts.is_agent)):
        return other
    return "" if PERMISSION[verb] in facts.permissions else "role"


def _why_not(facts: Facts, verb: str) -> str:
    return _whose(facts, verb) or _as_it_stands(facts, verb)


def _as_it_stands(facts: Facts, verb: str) -> str:
    if verb == "deliver":
        return "delivered" if facts.delivered else ""
    if verb in {"payment", "credit", "lost"} and not facts.invoiced:
        return "not_invoiced"
    return "nothing_owed" if verb in {"payment", "lost"} and not facts.owed else ""

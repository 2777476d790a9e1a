"""Who may do what with a need, a quote or a complaint now: one pure function, used by the page and by the API alike.

`verdicts(facts)` answers for every verb that has a meaning in the present state: allowed, or refused with a code. What is not
answered is not shown. The verbs themselves check again: this tells beforehand what they would say.

| refusal | meaning |
|---|---|
| `not_a_party` | sees it, but acts for neither side |
| `principal_answers`, `agent_does` | the other side does this |
| `role` | the role does not give it |
| `answered` | it has its answer, or has ended |
| `unanswered` | it has no answer yet |
| `not_agreed` | a quote outside of the instructions, to which the principal has not agreed |
| `out_of_time` | the quote was valid until a day that has passed |
| `contract_over` | the contract does not bind now |
"""

from dataclasses import dataclass

STATUSES = {
    "need": ("waiting", "yes", "no", "withdrawn"),
    "quote": ("waiting", "given", "agreed", "declined", "ordered", "withdrawn"),
    "complaint": ("waiting", "accepted", "refused", "closed", "withdrawn"),
}
# What the principal may answer, by kind: the good answer first.
ANSWERS_OF = {"need": ("yes", "no"), "quote": ("agreed", "declined"), "complaint": ("accepted", "refused")}
DECIDED = ("agreed", "declined")
ENDS = ("withdrawn", "closed")
ANSWERS = ("question", *(answer for pair in ANSWERS_OF.values() for answer in pair))
BINDING = ("given", "agreed")  # a quote that the customer may have

ASK, QUOTE, COMPLAIN = "needs.ask_need", "needs.give_quote", "needs.forward_complaint"
WRITE = "needs.write_on_need"
ANSWER = {"need": "needs.answer_need", "quote": "needs.agree_to_quote", "complaint": "needs.decide_complaint"}
OPEN = {"need": ASK, "quote": QUOTE, "complaint": COMPLAIN}
OF_PRINCIPAL = frozenset({"answer", "send_sample"})
OF_AGENT = frozenset({"withdraw", "close", "order", "attach"})


@dataclass(frozen=True)
class Facts:
    """What decides. `side` is principal, agent (the subsidiary or its group), or empty for who merely sees the contract.

    `is_agent`: acts for the subsidiary itself. `binds`: the contract binds now. `in_time`: a quote may still be ordered.
    """

    kind: str
    status: str
    side: str
    is_agent: bool
    permissions: frozenset[str]
    binds: bool = True
    in_time: bool = True
    wants_sample: bool = False


@dataclass(frozen=True)
class Verdict:
    """One verb: allowed when `reason` is empty."""

    verb: str
    reason: str = ""

    @property
    def allowed(self) -> bool:
        return not self.reason


def permission(kind: str, verb: str) -> str:
    """The permission that a verb needs."""
    if verb == "answer":
        return ANSWER[kind]
    if verb == "send_sample":
        return "needs.send_sample"
    return OPEN[kind] if verb in OF_AGENT else WRITE


def verdicts(facts: Facts) -> list[Verdict]:
    """Every verb that means something now, in the order of a matter's life."""
    return [Verdict(verb, _why_not(facts, verb)) for verb in _meant(facts)]


def verdict(facts: Facts, verb: str) -> Verdict:
    """The answer for one verb; one that means nothing now says what stands in its way."""
    if verb in _meant(facts):
        return Verdict(verb, _why_not(facts, verb))
    return Verdict(verb, _whose(facts, verb) or _too_late(facts, verb))


def _meant(facts: Facts) -> tuple[str, ...]:
    if facts.kind == "quote":
        return _of_quote(facts.status)
    if facts.status in ENDS:
        return ("write",)
    answers = ("answer", "send_sample", "write") if facts.kind == "need" else ("answer", "write")
    if facts.status == "waiting":
        return (*answers, "attach", "withdraw")
    return (*answers, "attach", "close") if facts.kind == "complaint" else (*answers, "attach")


def _of_quote(status: str) -> tuple[str, ...]:
    if status == "waiting":
        return ("answer", "write", "order", "withdraw")
    return ("order", "write") if status in BINDING else ("write",)


def _whose(facts: Facts, verb: str) -> str:
    """Which side one is on comes first, then the role."""
    if not facts.side:
        return "not_a_party"
    if verb in OF_PRINCIPAL and facts.side != "principal":
        return "principal_answers"
    if verb in OF_AGENT and not facts.is_agent:
        return "agent_does"
    return "" if permission(facts.kind, verb) in facts.permissions else "role"


def _why_not(facts: Facts, verb: str) -> str:
    return _whose(facts, verb) or _as_it_stands(facts, verb)


def _as_it_stands(facts: Facts, verb: str) -> str:
    if verb == "order":
        if facts.status not in BINDING:
            return "not_agreed"
        if not facts.binds:
            return "contract_over"
        return "" if facts.in_time else "out_of_time"
    if verb == "send_sample" and not facts.binds:
        return "contract_over"
    return ""


def _too_late(facts: Facts, verb: str) -> str:
    if verb == "order":
        return "not_agreed"
    return "unanswered" if verb == "close" and facts.status == "waiting" else "answered"

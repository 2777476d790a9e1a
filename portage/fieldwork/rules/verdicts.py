"""Who may do what with a section and with a report, and the reason when not: for pages and programs alike. Pure.

Verbs ask the same again, under their lock (`actions.following`, `actions.correcting`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What decides: the side acted for ("" for none), whether the role may answer and acknowledge, whether the author or the
    manager of the subsidiary asks, whether it was acknowledged."""

    side: str
    may_answer: bool
    may_acknowledge: bool
    may_correct: bool
    is_acknowledged: bool


def verdict(facts: Facts, verb: str) -> str:
    """ "" when `verb` may be done now, else the code of the reason."""
    return RULES[verb](facts)


def _acknowledge(facts: Facts) -> str:
    if facts.side != "principal":
        return "not_the_principal"
    if not facts.may_acknowledge:
        return "role"
    return "already_acknowledged" if facts.is_acknowledged else ""


def _answer(facts: Facts) -> str:
    if not facts.side:
        return "not_a_party"
    return "" if facts.may_answer else "role"


def _correct(facts: Facts) -> str:
    return "" if facts.may_correct else "not_yours_to_correct"


RULES = {"acknowledge": _acknowledge, "answer": _answer, "correct": _correct}

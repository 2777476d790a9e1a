"""Who may invoice a statement now, and the code of the reason when not: for the page, the API and the verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

PERMISSIONS: Mapping[str, str] = {
    "make": "commission.make_invoice",
    "bring": "commission.make_invoice",
    "self_bill": "commission.self_bill",
    "mandate": "commission.give_mandate",
    "contest": "commission.contest_invoice",
}
SIDE = {"make": "agent", "bring": "agent", "mandate": "agent", "contest": "agent", "self_bill": "principal"}


@dataclass(frozen=True)
class Facts:
    """What decides on a day: the statement, whether some invoice of it stands, whether one stands before it that a credit note
    can name, and whether a mandate holds."""

    total: Decimal
    accepted: bool
    invoiced: bool
    one_before: bool
    too_fine: bool
    mandated: bool


def refusal(verb: str, facts: Facts) -> str:
    """Why a statement is not invoiced now by that verb; "" where it is. What is brought was numbered elsewhere: nothing is
    asked of it but that the statement is accepted and waits for an invoice."""
    if not facts.accepted:
        return "not_accepted"
    if not facts.total:
        return "nothing_to_invoice"
    if facts.invoiced:
        return "already_invoiced"
    if verb == "self_bill" and not facts.mandated:
        return "no_mandate"
    if verb != "bring" and facts.total < 0 and not facts.one_before:
        return "no_invoice_before"
    return "too_fine" if verb != "bring" and facts.too_fine else ""


def holds(from_day: date, until_day: date | None, ended_from: date | None, today: date) -> bool:
    """Whether a mandate holds on a day: from its first to its last, before the day from which it is ended."""
    over = (until_day is not None and today > until_day) or (ended_from is not None and today >= ended_from)
    return today >= from_day and not over


def contestable_until(day: date, days: int) -> date:
    """The last day on which an invoice dated `day` can be contested."""
    return day + timedelta(days=days)

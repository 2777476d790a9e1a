"""What must be done by a day because a contract was concluded, changed or ended: registration where the agent works.

They are told to a person, as dated reminders; nothing is ever blocked. A law that wants the contract registered without a
recorded delay (LB; IQ at the start) gives a duty without a day: a person gives the day, with its reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .records import Jurisdiction, Rule

# What happened to the contract, and the duty that follows: code, the figure of the record that counts its days.
CONCLUDED, CHANGED, ENDED = "concluded", "changed", "ended"
REGISTRATION = {
    CONCLUDED: ("register", "within_days"),
    CHANGED: ("register_change", "amendments_within_days"),
    ENDED: ("register_end", "amendments_within_days"),
}


@dataclass(frozen=True)
class Owed:
    """One duty. `day` None: the law names no delay. `from_day`: the day it is counted from."""

    code: str
    day: date | None
    from_day: date
    rule: Rule


def registration(places: Iterable[Jurisdiction], event: str, on: date) -> tuple[Owed, ...]:
    """The duties of registration that an event of that day brings, one for each law that wants the contract registered.

    `places`: the agent's country and the governing law; the same one counts once.
    """
    found = (_registration(place, event, on) for place in {place.code: place for place in places}.values())
    return tuple(owed for owed in found if owed)


def _registration(place: Jurisdiction, event: str, on: date) -> Owed | None:
    code, figure = REGISTRATION[event]
    duty, form = place.find("registration"), place.find("written_form")
    days = duty.value.get(figure) if duty and duty.value else None
    if duty and days is not None:
        return Owed(code, on + timedelta(days=days), on, duty)
    wanted = next((rule for rule in (duty, form) if rule and rule.value and wants(rule)), None)
    return Owed(code, None, on, wanted) if wanted else None


def wants(rule: Rule) -> bool:
    """Whether a record says that the contract is to be registered."""
    return rule.key == "registration" or rule.value == "for_registration"

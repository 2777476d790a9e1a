"""Who keeps the members of an organisation, and what becomes of an invitation. Pure.

An administrator keeps the members of their own organisation, and of no other. As long as a subsidiary has no
administrator, the portage managers of its group invite one. An SME is the other party to the group's contracts: the group
that sees it invites its first person while nobody belongs to it, and has nothing to do with its members afterwards.

| state of an invitation | meaning |
|---|---|
| `waiting` | its newest letter opens it |
| `expired` | its time has passed: it can be sent again |
| `accepted`, `revoked` | over |
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from ..roles import Kind

GOOD_DAYS = 14
BETWEEN_LETTERS = timedelta(minutes=10)
MOST_LETTERS = 5  # of one invitation
MOST_A_DAY = 50  # of one organisation: nobody makes a mail cannon of it


@dataclass(frozen=True)
class Facts:
    """The organisation and who asks. `begun`: a subsidiary has an administrator, any other organisation a member.
    `sees`: the organisation of who asks sees it.
    """

    organisation: UUID
    parent: UUID | None
    kind: str
    begun: bool
    mine: UUID
    my_kind: str
    administrator: bool
    brings_in: bool
    sees: bool


def keeps(facts: Facts) -> bool:
    """Whether who asks keeps the members of this organisation."""
    if facts.mine == facts.organisation:
        return facts.administrator
    if facts.begun or not facts.sees or facts.my_kind != Kind.CARRIER_GROUP or not facts.brings_in:
        return False
    return facts.parent == facts.mine or facts.kind == Kind.CARRIED_SME


def good_until(at: datetime, zone: str) -> datetime:
    """The end of the fourteenth day, where the organisation is: a letter that names a day is good on that day."""
    there = ZoneInfo(zone)
    last = at.astimezone(there).date() + timedelta(days=GOOD_DAYS)
    return datetime.combine(last, time(23, 59, 59), tzinfo=there)


def state(invitation: Any, at: datetime) -> str:
    """One word, see the table above."""
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.revoked_at is not None:
        return "revoked"
    return "waiting" if at < invitation.expires_at else "expired"


def stamp(membership: Any) -> str:
    """What a form that changes a member had before it: two administrators who change at once are told."""
    return f"{membership.role}.{int(membership.is_administrator)}.{membership.title}"


def letter_refusal(invitation: Any, at: datetime) -> str:
    """Why no other letter goes out now: too_soon, too_often; "" when one may."""
    if invitation.round >= MOST_LETTERS:
        return "too_often"
    return "too_soon" if at < invitation.sent_at + BETWEEN_LETTERS else ""

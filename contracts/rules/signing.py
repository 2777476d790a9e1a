"""Signing: how long an invitation lasts, when those who still must sign are reminded, what a file brought back must be. Pure."""

from datetime import date, datetime, timedelta

DAYS_TO_SIGN = 30
LONGEST_TO_SIGN = 180
REMIND_BEFORE = (7, 3, 1)


def last_day(sent_on: date, days: int = DAYS_TO_SIGN) -> date:
    """The last day to sign, counted from the day of the invitation."""
    return sent_on + timedelta(days=days)


def reminder_due(until: date, today: date, told: frozenset[int] = frozenset()) -> int | None:
    """How many days before the last day those who still must sign are to be reminded now: 7, 3 or 1.

    After days without a run the nearest one that is due is told, once; the farther ones no more. None when nothing is due.
    """
    left = (until - today).days
    due = [days for days in REMIND_BEFORE if 0 <= left <= days]
    nearest = min(due, default=None)
    return nearest if nearest is not None and not any(days <= nearest for days in told) else None


def has_expired(until: date, today: date) -> bool:
    """The last day is a day on which one may still sign."""
    return today > until


def held_then(from_day: date, until_day: date | None, ended_at: datetime | None, *, day: date, at: datetime) -> bool:
    """Whether an authority to sign held on that day, and the membership at that moment."""
    return from_day <= day and (until_day is None or day <= until_day) and (ended_at is None or ended_at > at)


def added(ours: bytes, brought: bytes) -> bytes | None:
    """What a file brought back adds to ours: everything after the whole of our bytes; None when it is not our file.

    A signature in a PDF is an incremental update: whoever signs our file elsewhere leaves every byte of it where it was.
    """
    return brought[len(ours) :] if brought.startswith(ours) and len(brought) > len(ours) else None

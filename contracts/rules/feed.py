"""Which dates a calendar feed tells, from when to when, and how the key of its address is kept. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from contracts.law.dates import ONE_DAY, add_months

from .verbs import RUNNING

PAST_DAYS = 30
AHEAD_MONTHS = 24


def hashed(token: str) -> str:
    """What is kept of a key: SHA-256. The key is 256 bits of chance, so that no salt is needed against guessing."""
    return sha256(token.encode()).hexdigest()


def window(today: date) -> tuple[date, date]:
    """The first and the last day that a feed tells: from 30 days past to 24 months ahead."""
    return today - timedelta(days=PAST_DAYS), add_months(today, AHEAD_MONTHS)


def binding_days(contract: Any) -> Iterator[tuple[str, date]]:
    """(kind, day) of the dates that bind, of the present term: notice, renewal (the next term's first day), end.

    `contract` has the copies that lists read (`Contract`, where it stands). A known end leaves no last day for notice. Only a term that begins before that end is still a renewal: the notice
    came too late to stop it.
    """
    running, end = contract.status in RUNNING, contract.ends_on
    if running and end is None and contract.last_notice_day:
        yield "notice", contract.last_notice_day
    if running and contract.term_last_day and (end is None or contract.term_last_day < end):
        yield "renewal", contract.term_last_day + ONE_DAY
    if end and (running or contract.status == "ended"):
        yield "end", end

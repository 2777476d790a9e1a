"""Statements issued together, as pages show them: the periods that are over, and how far a batch has come."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from portage.network.models import Person

from ..models import BatchEntry
from ..queries import batches as queries
from .awaited import to_issue

SHOWN, LONG = 200, timedelta(days=731)


def over(person: Person, organisation: UUID, at: datetime) -> list[dict[str, Any]]:
    """One row for each contract of this principal whose oldest unstated period is over and waits in no batch, the most urgent
    first; a constant number of queries, and some for each that an amendment changed."""
    known = set(queries.waiting(organisation, at).values_list("contract", "last_day"))
    rows = [row for row in to_issue(queries.due(person, organisation, at), at) if row["over"] and not long_ended(row)]
    return [row for row in rows if (row["contract"].pk, row["last_day"]) not in known]


def long_ended(row: dict[str, Any]) -> bool:
    """Whether the contract ended so long before the period that nothing is to be expected of it: its preview still issues."""
    ended: date | None = row["contract"].ends_on
    return ended is not None and ended + LONG < row["first_day"]


def asking(rows: list[dict[str, Any]], left_out: set[str]) -> dict[str, Any]:
    """What the page shows: the first rows, each with whether it was ticked to be left out, how many there are, and their seal."""
    shown = [{**row, "left_out": str(row["contract"].pk) in left_out} for row in rows[:SHOWN]]
    return {"rows": shown, "count": len(rows), "left": max(0, len(rows) - SHOWN), "seal": digest(rows)}


def digest(rows: list[dict[str, Any]]) -> str:
    """Names exactly the periods that a person read: what is issued is what was on the page."""
    told = sorted(f"{row['contract'].pk} {row['last_day']}" for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def state_of(entry: BatchEntry) -> str:
    """waiting, issued or refused."""
    outcome = getattr(entry, "outcome", None)
    if outcome is None:
        return "waiting"
    return "refused" if outcome.refusal else "issued"

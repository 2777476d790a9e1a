"""Statements issued together, as pages show them: the periods that are over, and how far a batch has come."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from portage.network.models import Person

from ..models import BatchEntry
from ..queries import batches as queries
from .awaited import to_issue

SHOWN = 200


def over(person: Person, organisation: UUID, at: datetime) -> list[dict[str, Any]]:
    """One row for each contract of this principal whose oldest unstated period is over and waits in no batch, the most urgent
    first; a constant number of queries."""
    waiting = queries.seen(person, organisation).filter(outcome=None)
    known = set(waiting.values_list("contract", "last_day"))
    rows = [row for row in to_issue(queries.due(person, organisation), at) if row["over"]]
    return [row for row in rows if (row["contract"].pk, row["last_day"]) not in known]


def shown(rows: list[dict[str, Any]], left_out: set[str]) -> list[dict[str, Any]]:
    """Those that the page shows, each with whether it was ticked to be left out."""
    return [{**row, "left_out": str(row["contract"].pk) in left_out} for row in rows[:SHOWN]]


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

"""What was erased so far, as a list that stands outside of the database: for the day on which a backup is restored."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portage.core.models import Entry

from ..models import Erasure


def line(kind: str, model: str, row: str, at: datetime, field: str = "", digests: Any = ()) -> dict[str, Any]:
    """One erasure, as a line of the list."""
    return {"kind": kind, "model": model, "row": row, "field": field, "digests": list(digests), "at": at.isoformat()}


def listed() -> Iterator[dict[str, Any]]:
    """Every erasure that people decided, the oldest first. What the daily run forgot, it forgets again by itself."""
    removed = Entry.objects.filter(kind="network.contact_removed", facts__why="removed").order_by("pk")
    for facts, at in removed.values_list("facts", "at").iterator():
        yield line("contact", "network.Contact", facts["contact"], at)
    for row in Erasure.objects.order_by("pk").iterator():
        yield line(row.kind, row.model, row.row, row.at, row.field, row.digests)

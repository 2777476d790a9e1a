"""An SME that issues the statements of its other contracts together: one was issued meanwhile by itself, one period is left."""

from datetime import datetime, timedelta

from portage.commission.actions import issuing, together
from portage.commission.pages.together import over
from portage.core.journal import By
from portage.network import access

BEFORE = timedelta(days=2)
LEFT = 1  # for who tries the page


def issue_together(by: By, *, now: datetime) -> None:
    """Two days ago; what is over once more stays for the visitor."""
    at = now - BEFORE
    access.act(by.person, by.membership)
    rows = over(by.person, by.membership.organisation_id, at)
    periods = [(row["contract"], row["last_day"]) for row in rows][: max(1, len(rows) - LEFT)]
    if not periods:
        return
    batch = together.issue_together(periods, by=by, at=at)
    if len(periods) > 1:
        contract, last_day = periods[-1]
        issuing.issue_statement(contract, last_day=last_day, by=by, at=at)
    together.issue_some(batch.pk, 0, len(periods), at=at)

"""Each reading of a confidential thing is an event: who, for whom, through which door, from where."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from portage.core import journal
from portage.core.journal import By, Event

READ = "network.read"


@transaction.atomic
def note_readings(opened: Iterable[models.Model], *, door: str, by: By, at: datetime) -> None:
    """Write one event for each confidential scope that was opened; nothing for none."""
    events = [Event(READ, scope, {"door": door}) for scope in opened]
    if events:
        journal.record_all(events, by=by, at=at)

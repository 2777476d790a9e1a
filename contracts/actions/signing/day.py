"""What the daily run does for documents that await signature: it stops those whose last day has passed, then reminds of the
last days that come. Run it as often and as late as you like."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction

from portage.core import clock
from portage.core.models import Cursor
from portage.network.models import Person

from ...models import Contract, Document, SigningReminder
from ...queries import signing as queries
from ...rules import signing as rules
from . import telling
from .stopping import expire_due


def run_signing_day(*, at: datetime, on: date | None = None) -> dict[str, int]:
    """Expiry first: nobody is reminded of a day that has passed. Counts, for logs and the jobs page."""
    return {"expired": expire_due(at=at, on=on), "asked_to_sign": remind_due(at=at, on=on)}


@transaction.atomic
def remind_due(*, at: datetime, on: date | None = None) -> int:
    """Remind, 7, 3 and 1 days before, those who still must sign: one e-mail a person and last day; how many documents.

    One run at a time (the cursor's row is taken first); the reminder and its e-mails are one transaction.
    """
    Cursor.objects.get_or_create(reader="contracts.signing_reminders")
    Cursor.objects.select_for_update().get(reader="contracts.signing_reminders")
    soon = (on or clock.latest_day(at)) + timedelta(days=max(rules.REMIND_BEFORE))
    groups: dict[tuple[Person, date], list[Contract]] = defaultdict(list)
    count = 0
    for document in queries.awaiting().filter(until__lte=soon).select_related("contract").order_by("until", "pk"):
        if not _remind(document, at=at, on=on):
            continue
        count += 1
        for person in telling.still_to_sign(document, document.contract, at=at):
            groups[person, document.until].append(document.contract)
    for (person, until), contracts in groups.items():
        telling.last_day_to_sign(person, until, contracts, at=at)
    return count


def _remind(document: Document, *, at: datetime, on: date | None) -> bool:
    """Write the reminder that is due, if one is."""
    invitation = document.invitations.first()
    today = on or clock.day_in(document.contract.time_zone, at)
    told = frozenset(invitation.reminders.values_list("days_before", flat=True))
    days = rules.reminder_due(invitation.last_day, today, told)
    if days is None:
        return False
    SigningReminder.objects.create(invitation=invitation, days_before=days, at=at)
    return True

"""Reminders leave as one e-mail a person: a table of all contracts with the same last day, never thirty e-mails."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import outbox
from portage.core.models import Cursor
from portage.network import access
from portage.network.models import Person
from portage.network.roles import Role

from ..models import Reminder, ReminderMail

TOLD = [Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER, Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR]
BATCH = 2000


@transaction.atomic
def mail_pending(*, at: datetime) -> int:
    """Put every reminder that was not mailed in its readers' e-mails; how many e-mails were written.

    One run at a time (the cursor's row is taken first); a reminder and the note that it was mailed are one
    transaction, so that a killed run repeats nothing and forgets nothing.
    """
    Cursor.objects.get_or_create(reader="contracts.reminders")
    Cursor.objects.select_for_update().get(reader="contracts.reminders")
    pending = list(Reminder.objects.filter(mails__isnull=True).select_related("contract").order_by("pk")[:BATCH])
    readers = _readers(pending)
    groups: dict[tuple, list[Reminder]] = defaultdict(list)
    for reminder in pending:
        for person in readers[reminder.pk]:
            groups[person, reminder.last_notice_day].append(reminder)
    for (person, _day), reminders in groups.items():
        _write(person, reminders, at)
    ReminderMail.objects.bulk_create(
        ReminderMail(reminder=r, recipient=person, at=at) for r in pending for person in (readers[r.pk] or [None])
    )
    return len(groups)


def _readers(reminders: list[Reminder]) -> dict[int, list[Person]]:
    """For each reminder the people of its side who may see the contract and whose role is to decide."""
    return {r.pk: [m.person for m in _side(r)] for r in reminders}


def _side(reminder: Reminder) -> list:
    contract = reminder.contract
    organisations = [contract.principal_id] if reminder.side == "principal" else [contract.agent_id, contract.group_id]
    return access.readers(contract, organisations=organisations, roles=TOLD)


def _write(person: Person, reminders: list[Reminder], at: datetime) -> None:
    """One e-mail about one last day. It names references and the day; everything else waits behind the login."""
    day, count = reminders[0].last_notice_day, len(reminders)
    with translation.override(person.language):
        told = date_format(day, "DATE_FORMAT")
        subject = ngettext(
            "Notice possible until %(day)s: %(n)d contract", "Notice possible until %(day)s: %(n)d contracts", count
        )
        lines = [_("Without notice by %(day)s, these contracts renew themselves:") % {"day": told}, ""]
        lines += [f"  {reminder.contract.reference}" for reminder in reminders]
        key = f"reminder:{person.pk}:{min(r.pk for r in reminders)}"
        lines += ["", _("One table shows what each notice would cost, and keeps your decisions.")]
        action = reverse("contracts:renewals", args=[day.isoformat()])
        if count == 1:
            action = reverse("contracts:review_file", args=[reminders[0].contract_id])
        outbox.send(
            person,
            kind="contracts.reminder",
            key=key,
            subject=subject % {"day": told, "n": count},
            text="\n".join(lines),
            at=at,
            language=person.language,
            action=action,
        )

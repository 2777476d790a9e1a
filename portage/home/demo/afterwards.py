"""After the telling: nothing of the past is sent or done again."""

from collections import defaultdict
from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from contracts.actions.reminders import TOLD
from contracts.jobs import make_contract_document, write_certificates, write_consolidated, write_letter
from contracts.models import Contract, Document, Effect, Notice, Reminder, ReminderMail, Term
from portage.core.models import Message
from portage.network import access

BATCH = 20


def settle(*, now: datetime) -> None:
    """Mark the reminders and e-mails of the past, and keep only the jobs that still have something to do."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    mark_reminders(before=today, at=now)
    drop_old_mail(before=today)
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).delete()
    queue_what_is_missing()


def drop_old_mail(*, before: datetime) -> None:
    """E-mail of the past is not sent now."""
    Message.objects.filter(status=Message.Status.WAITING, created_at__lt=before).update(status=Message.Status.DROPPED)


def mark_reminders(*, before: datetime, at: datetime) -> None:
    """Each reminder of the past counts as mailed to its readers, without an e-mail."""
    pending = Reminder.objects.filter(at__lt=before, mails__isnull=True).select_related("contract")
    readers: dict[tuple, list] = {}
    rows = []
    for reminder in pending:
        contract = reminder.contract
        key = (contract.pk, reminder.side)
        if key not in readers:
            parties = (
                [contract.principal_id] if reminder.side == "principal" else [contract.agent_id, contract.group_id]
            )
            readers[key] = [m.person for m in access.readers(contract, organisations=parties, roles=TOLD)]
        rows += [ReminderMail(reminder=reminder, recipient=person, at=reminder.at) for person in readers[key] or [None]]
    ReminderMail.objects.bulk_create(rows)


def queue_what_is_missing() -> None:
    """Jobs for the documents of approved versions, the certificates and the letters that were not made here."""
    for contract in Contract.objects.filter(status=Contract.Status.APPROVED):
        make_contract_document.enqueue(str(contract.versions.get(number=contract.version_number).pk))
    made = defaultdict(set)
    for pk, kind, number in Document.objects.values_list("contract", "kind", "number"):
        made[pk, kind].add(number)
    tacit = Term.objects.filter(began=Term.Began.TACIT).order_by("-first_day").values_list("pk", "contract", "number")
    missing = [pk for pk, contract, number in tacit if number not in made[contract, Document.Kind.CERTIFICATE]]
    for start in range(0, len(missing), BATCH):
        write_certificates.enqueue(missing[start : start + BATCH])
    for effect in Effect.objects.filter(version__isnull=False):
        write_consolidated.enqueue(effect.pk)
    for notice in Notice.objects.select_related("contract"):
        if not made[notice.contract_id, Document.Kind.NOTICE]:
            write_letter.enqueue(str(notice.pk))

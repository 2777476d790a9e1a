"""The statements of many contracts issued at once: a person asks, jobs issue them one by one, each once.

A statement of the batch is a statement like any other: same verb, same checks, same journal, one transaction. What is
refused for one contract stops none of the others. The right of the person who asked is asked again at each contract.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from contracts.models import Contract
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.refusals.unavailable import is_unavailable
from portage.network import access
from portage.network.models import Membership, Organisation
from portage.network.permissions import PERMISSIONS

from ..jobs import issue_entries
from ..models import Batch, BatchEntry, BatchOutcome
from ..queries.batches import waiting
from .issuing import issue_statement

logger = logging.getLogger("portage.commission")
ISSUE = "commission.issue_statement"
MOST, OF_ONE_JOB = 10_000, 50
PATIENCE, FORGOTTEN = timedelta(hours=1), timedelta(days=30)
Periods = Sequence[tuple[Contract, date]]


@transaction.atomic
def issue_together(periods: Periods, *, by: By, at: datetime) -> Batch:
    """Ask for the statement of each (contract, last day of its period). What waits in another batch is left out; at most
    10 000 at once, each contract once. Returns the batch; the statements follow in jobs, and may be refused one by one."""
    if by.organisation is None or any(contract.principal_id != by.organisation for contract, _day in periods):
        raise Forbidden("not_the_principal", _("The principal issues the statements."))
    # Two who ask at once: one after the other. Nobody who only names the organisation in a row of theirs waits.
    principal = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation)
    wanted = _not_waiting(dict(periods), principal, at)
    if not wanted:
        raise Refused("nothing_to_issue", _("None of these periods waits for its statement."))
    if len(wanted) > MOST:
        raise Invalid("too_many", _("At most %(most)s statements are issued together.") % {"most": MOST})
    batch = Batch.objects.create(organisation=principal, membership=by.membership, at=at)
    BatchEntry.objects.bulk_create(
        [BatchEntry(batch=batch, place=n, contract=one, last_day=day) for n, (one, day) in enumerate(wanted.items())],
        batch_size=1000,
    )
    journal.record("commission.statements_asked", principal, by=by, at=at)  # how many: to who sees the contracts
    for first in range(0, len(wanted), OF_ONE_JOB):
        issue_entries.enqueue(str(batch.pk), first, first + OF_ONE_JOB)
    return batch


def _not_waiting(periods: dict[Contract, date], principal: Organisation, at: datetime) -> dict[Contract, date]:
    """Without what an earlier batch of this principal is about to issue."""
    known = set(waiting(principal.pk, at).values_list("contract", "last_day"))
    return {contract: day for contract, day in periods.items() if (contract.pk, day) not in known}


def issue_some(batch_id: UUID, first: int, end: int, *, at: datetime) -> int:
    """Issue the entries at places `first` to `end` (excluded) that have no outcome yet; how many ended. Run twice, or by two
    workers at once, each statement exists once."""
    entries = BatchEntry.objects.filter(batch=batch_id, place__gte=first, place__lt=end, outcome=None)
    return sum(_end(pk, at) for pk in entries.order_by("place").values_list("pk", flat=True))


@transaction.atomic
def _end(entry_id: UUID, at: datetime) -> bool:
    """One entry: its statement and its outcome together, or only the outcome that says why not."""
    locked = BatchEntry.objects.select_for_update(of=("self",)).select_related("contract", "batch__membership__person")
    entry = locked.get(pk=entry_id)
    if BatchOutcome.objects.filter(entry=entry).exists():
        return False
    BatchOutcome.objects.create(entry=entry, refusal=_try(entry, at), at=at)
    return True


def issue_those_left(*, at: datetime) -> int:
    """Entries whose job is lost or failed for good are asked for again, each by a job of its own: one that fails stops none of
    the others. Nothing while some job of a batch waits or runs. How many."""
    alive = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if DBTaskResult.objects.filter(task_path=issue_entries.module_path, status__in=alive).exists():
        return 0
    left = BatchEntry.objects.filter(outcome=None, batch__at__lt=at - PATIENCE, batch__at__gt=at - FORGOTTEN)
    found = list(left.order_by("batch", "place").values_list("batch", "place")[:MOST])
    for batch, place in found:
        issue_entries.enqueue(str(batch), place, place + 1)
    return len(found)


def _try(entry: BatchEntry, at: datetime) -> str:
    """The code of why there is no statement; "" when it was issued."""
    member = entry.batch.membership
    if not _may_still(member, entry.contract):
        return "no_right"
    by = By(member.person, member.organisation_id, membership=member)
    try:
        with transaction.atomic():
            issue_statement(entry.contract, last_day=entry.last_day, by=by, at=at, batch=entry.batch_id)
    except Refused as refusal:
        return refusal.code
    except Exception as error:
        if is_unavailable(error):
            raise  # the job is run again
        logger.exception("a statement could not be computed", extra={"contract": str(entry.contract.pk)})
        return "failed"
    return ""


def _may_still(member: Membership, contract: Contract) -> bool:
    """Whether who asked is still a member, in a role that issues, who may see this contract."""
    found: Iterable[Membership] = access.readers(
        contract, organisations=[member.organisation_id], roles=PERMISSIONS[ISSUE]
    )
    return any(one.pk == member.pk for one in found)

"""The core's own scheduled jobs: link the journal, send the mail, prove the stored bytes, sweep."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django_tasks_db.models import DBTaskResult

from .. import clock
from ..files import stored
from ..journal import chain as journal_chain
from ..models import Attempt, Firing, IdempotencyKey
from ..outbox import deliver_messages
from . import job
from .schedule import scheduled

KEEP_JOBS = timedelta(days=7)
KEEP_FIRINGS = timedelta(days=60)
KEEP_KEYS = timedelta(days=7)


@job(queue="upkeep", retries=1)
def sweep() -> dict[str, int]:
    """Drop what is only machinery and old: ended jobs after 7 days, firings after 60, idempotency keys after 7.

    Failed jobs stay until somebody retries or drops them.
    """
    now = clock.now()
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_JOBS)
    jobs, _ = old.delete()
    Attempt.objects.exclude(task_id__in=DBTaskResult.objects.values("pk")).delete()
    # The last firing of each name stays: without it, a job due once a year would be due again.
    newer = Firing.objects.filter(name=OuterRef("name"), due_at__gt=OuterRef("due_at"))
    past = Firing.objects.filter(Exists(newer), due_at__lt=now - KEEP_FIRINGS)
    firings, _ = Firing.objects.filter(pk__in=list(past.values_list("pk", flat=True))).delete()
    keys, _ = IdempotencyKey.objects.filter(at__lt=now - KEEP_KEYS).delete()
    return {"jobs": jobs, "firings": firings, "keys": keys}


@job(queue="upkeep", retries=1, timeout=600)
def chain_journal() -> int:
    """Give each new entry of the journal its place in the chain."""
    return journal_chain.link_entries()


@job(queue="upkeep", retries=2, timeout=3600)
def chain_journal_again() -> int:
    """Once a day, look at all entries: one whose transaction stayed open for hours gets its place too."""
    return journal_chain.link_entries(everything=True)


@job(queue="upkeep", retries=1, timeout=3 * 3600)
def verify_files() -> dict[str, int]:
    """Read a sixteenth of the stored bytes again and compare their hashes; damage fails the job and is shown."""
    return stored.verify_slice(clock.now().date())


scheduled("journal chain", "* * * * *", chain_journal)
scheduled("journal chain, all", "20 2 * * *", chain_journal_again)
scheduled("stored files", "0 3 * * *", verify_files)
scheduled("mail", "* * * * *", deliver_messages)
scheduled("sweep", "40 2 * * *", sweep)

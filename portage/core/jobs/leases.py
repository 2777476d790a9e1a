"""Who may run and end a job: taking it, keeping it alive, ending it, giving it back.

The row in `Heartbeat` is the lease. Deleting it is the one act that decides, and a database deletes a row once:
two recoveries, or a recovery and a late worker, have one winner. Times are the database's own (`Now()`), so that
clocks of several machines need not agree.
"""

import logging
import os
import signal
import threading
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from .. import clock
from ..models import Attempt, Heartbeat
from . import Lease, delay, policy_of

logger = logging.getLogger("portage.jobs")
BEAT = 5.0
STALE = 60.0
GRACE = 30.0
KILLED = "the worker stopped or was killed while it ran"


def take(worker: str, queues: list[str] | None = None) -> tuple[DBTaskResult, Lease] | None:
    """The next job that is due, now running under a lease of `worker`; None when there is none."""
    ready = DBTaskResult.objects.ready().filter(backend_name="default")
    if queues:
        ready = ready.filter(queue_name__in=queues)
    if not ready.exists():  # looking takes no lock; on SQLite taking one stops every writer
        return None
    with exclusive_transaction():
        row = ready.get_locked()
        if row is None:
            return None
        attempt, _ = Attempt.objects.get_or_create(task_id=row.pk)
        attempt.count += 1
        attempt.save(update_fields=["count"])
        lease = Lease(row.pk, f"{worker}#{attempt.count}", attempt.count)
        row.claim(worker[:64])
        Heartbeat.objects.update_or_create(task_id=row.pk, defaults={"worker": lease.token, "beat_at": Now()})
    return row, lease


def end(lease: Lease, **changes: Any) -> bool:
    """Write how the run ended, if it still has its lease. False: it was given away, and nothing was written."""
    with transaction.atomic():
        held, _ = Heartbeat.objects.filter(task_id=lease.task_id, worker=lease.token).delete()
        if held:
            DBTaskResult.objects.filter(pk=lease.task_id).update(**changes)
    return bool(held)


def failed(row: DBTaskResult, attempt: int, *, path: str, trace: str, final: bool = False) -> dict[str, Any]:
    """What to write after a failed run: wait and try again, or keep the failure."""
    try:
        retries = policy_of(row.task).retries
    except Exception:  # the job's code is gone: nobody can run it again
        final, retries = True, 0
    told = {"exception_class_path": path, "traceback": trace}
    if final or attempt > retries:
        return {**told, "status": TaskResultStatus.FAILED, "finished_at": clock.now(), "return_value": None}
    return {**told, "status": TaskResultStatus.READY, "run_after": clock.now() + delay(attempt)}


def note_error(task_id: UUID, text: str) -> None:
    Attempt.objects.filter(task_id=task_id).update(last_error=text[:300])


def recover(*, stale: float = STALE, worker: str = "") -> int:
    """Give back the jobs whose worker stopped beating `stale` seconds ago, or those of `worker`, known to be dead.

    Returns how many. Run by every worker when it starts and every few seconds.
    """
    old = Now() - timedelta(seconds=stale)
    beats = (
        Heartbeat.objects.filter(worker__startswith=f"{worker}#")
        if worker
        else Heartbeat.objects.filter(beat_at__lt=old)
    )
    given = sum(_give_back(beat.task_id, beats) for beat in list(beats))
    if worker:
        return given
    # Running without any lease: claimed by something that is not ours.
    leases = Heartbeat.objects.filter(task_id=OuterRef("pk"))
    bare = DBTaskResult.objects.running().filter(~Exists(leases), started_at__lt=old)
    return given + sum(_give_back(row.pk, None) for row in list(bare))


def _give_back(task_id: UUID, beats: Any) -> bool:
    """One job: the recovery that deletes the lease (or finds none) puts the job back, or fails it for good."""
    with transaction.atomic():
        # The lease first, as in `end`: two locks taken in one order never wait for each other.
        if beats is not None and not beats.filter(task_id=task_id).delete()[0]:
            return False
        row = DBTaskResult.objects.select_for_update().filter(pk=task_id).first()
        if row is None or row.status != TaskResultStatus.RUNNING:
            return False
        if beats is None and Heartbeat.objects.filter(task_id=task_id).exists():
            return False
        attempt = Attempt.objects.filter(task_id=task_id).values_list("count", flat=True).first() or 1
        note_error(task_id, KILLED)
        changes = failed(row, attempt, path="portage.core.jobs.leases.Killed", trace=KILLED)
        if changes["status"] == TaskResultStatus.READY:
            changes["run_after"] = clock.now()  # the wait for a silent worker was wait enough
        DBTaskResult.objects.filter(pk=task_id).update(**changes)
    logger.warning("job given back", extra={"task": str(task_id), "attempt": attempt})
    return True


class Beat(threading.Thread):
    """Says every few seconds, on its own connection, that the run lives; stops when the run ends or loses its lease.

    Past the job's timeout it stops beating, so that another worker takes over; with `hard` it then kills this
    process, for a job stuck where no exception reaches it.
    """

    def __init__(self, lease: Lease, timeout: float, *, hard: bool) -> None:
        super().__init__(daemon=True, name=f"beat-{lease.task_id}")
        self.lease, self.hard = lease, hard
        self.until = time.monotonic() + timeout + GRACE
        self.ended, self.lost = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            while not self.ended.wait(BEAT):
                if time.monotonic() > self.until:
                    return self.give_up()
                self.beat()
        finally:
            connection.close()

    def beat(self) -> None:
        mine = Heartbeat.objects.filter(task_id=self.lease.task_id, worker=self.lease.token)
        try:
            if not mine.update(beat_at=Now()) and not self.ended.is_set():
                logger.error("lease lost", extra={"task": str(self.lease.task_id)})
                self.lost.set()
                self.ended.set()
        except Exception:
            logger.exception("a heartbeat failed")  # the next may pass; many failed ones give the job away
            connection.close()

    def give_up(self) -> None:
        logger.error("job far past its timeout", extra={"task": str(self.lease.task_id)})
        if self.hard:
            os.kill(os.getpid(), signal.SIGKILL)


def retry(task_id: UUID) -> bool:
    """Put a failed job back in the queue, with all its tries again. False when it is not a failed job."""
    with transaction.atomic():
        failed_one = DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED)
        if not failed_one.update(status=TaskResultStatus.READY, run_after=clock.now(), finished_at=None):
            return False
        Attempt.objects.filter(task_id=task_id).update(count=0)
    return True

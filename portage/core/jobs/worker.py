"""A worker: takes one job after the other, runs it under a lease, writes how it ended."""

import logging
import os
import random
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import close_old_connections, connection
from django.utils import translation
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from .. import clock
from ..logs import job_id, told
from ..refusals import Refused
from ..refusals.unavailable import is_unavailable
from . import Lease, LeaseLost, current, leases, policy_of

logger = logging.getLogger("portage.jobs")
IDLE = 1.0


class TimedOut(BaseException):
    """The job ran longer than its timeout. Not an Exception, so that no job swallows it."""


def new_worker_id() -> str:
    """Names one worker among all machines."""
    return f"{socket.gethostname()[:24]}.{os.getpid()}.{secrets.token_hex(4)}"


class Worker:
    """`queues` empty means every queue; `hard` when the process is expendable (a supervisor starts another)."""

    def __init__(self, *, queues: list[str] | None = None, worker_id: str = "", hard: bool = False) -> None:
        self.queues, self.hard = queues, hard
        self.id = worker_id or new_worker_id()
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Ends the loop after the job that runs now."""
        self.stopping = True

    def loop(self) -> None:
        """Work until told to stop, or until the supervisor is gone."""
        parent = os.getppid()
        while not self.stopping and os.getppid() == parent:
            close_old_connections()
            try:
                if not self.run_one():
                    time.sleep(IDLE * random.uniform(0.7, 1.3))
            except Exception as error:
                if not is_unavailable(error):
                    raise
                logger.warning("the database is away; waiting", exc_info=error)
                connection.close()
                time.sleep(5 * IDLE)

    def drain(self, limit: int = 10_000) -> int:
        """Run what is due until nothing is; how many ran. Jobs that wait for a retry stay waiting."""
        for count in range(limit):
            if self.stopping or not self.run_one():
                return count
        return limit

    def run_one(self) -> bool:
        """Run the next due job, if there is one."""
        taken = leases.take(self.id, self.queues)
        if taken is None:
            return False
        row, lease = taken
        started = time.monotonic()
        token = job_id.set(str(lease.task_id))
        try:
            changes = self.outcome(row, lease)
            if not self.write(lease, changes):
                logger.error("ended after its lease was given away: result dropped", extra={"job": row.task_path})
            else:
                spent = round((time.monotonic() - started) * 1000)
                logger.info(
                    "job %s",
                    changes["status"].lower(),
                    extra={"job": row.task_path, "attempt": lease.attempt, "ms": spent},
                )
        finally:
            job_id.reset(token)
        return True

    def outcome(self, row: DBTaskResult, lease: Lease) -> dict:
        """Run the job; what to write in its row."""
        try:
            value = self.call(row, lease)
            return {
                "status": TaskResultStatus.SUCCESSFUL,
                "finished_at": clock.now(),
                "return_value": value,
                "exception_class_path": "",
                "traceback": "",
            }
        except (Exception, TimedOut) as error:
            return self.failure(row, lease, error)

    def call(self, row: DBTaskResult, lease: Lease) -> object:
        task, result = row.task, cast(Any, row.task_result)
        timeout = policy_of(task).timeout
        beat = leases.Beat(lease, timeout, hard=self.hard)
        token = current.set(lease)
        beat.start()
        try:
            with translation.override("en"), alarm(timeout):
                context = [TaskContext(task_result=result)] if task.takes_context else []
                return normalize_json(task.call(*context, *result.args, **result.kwargs))
        finally:
            beat.ended.set()
            current.reset(token)

    def failure(self, row: DBTaskResult, lease: Lease, error: BaseException) -> dict:
        """A verb that says no will say no again: such a failure is final at once."""
        logger.error("job failed", exc_info=error, extra={"job": row.task_path, "attempt": lease.attempt})
        told_error = told(error)
        if isinstance(error, Refused):
            told_error["message"] = error.code
        what = f"{told_error['type']}: {told_error.get('message', told_error.get('sqlstate', ''))}"
        final = isinstance(error, Refused) and error.status != 503 and not isinstance(error, LeaseLost)
        if not isinstance(error, LeaseLost):
            self.note(lease, what)
        return leases.failed(
            row, lease.attempt, path=told_error["type"], trace="\n".join([*told_error["frames"], what]), final=final
        )

    def note(self, lease: Lease, what: str) -> None:
        try:
            leases.note_error(lease.task_id, what)
        except Exception as error:
            if not is_unavailable(error):
                raise

    def write(self, lease: Lease, changes: dict, tries: int = 5) -> bool:
        """Write the outcome; a database that is away for seconds does not make the work be done again."""
        for left in range(tries - 1, -1, -1):
            try:
                return leases.end(lease, **changes)
            except Exception as error:
                if not left or not is_unavailable(error) or connection.in_atomic_block:
                    raise
                connection.close()
                time.sleep(IDLE)
        return False


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TimedOut in the main thread after `seconds`; in other threads only the heartbeat watches."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TimedOut(f"stopped after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def drain(queues: list[str] | None = None) -> int:
    """Run in this process every job that is due; for tests and for `runjobs --drain`."""
    return Worker(queues=queues).drain()

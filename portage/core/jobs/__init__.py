"""Jobs: work done after the verb's transaction, at least once, by any worker on any machine.

    @job(queue="documents", retries=5, timeout=120)
    def seal(contract_id: str) -> None: ...

    seal.enqueue(str(contract.pk))      # in the verb's transaction: commits or vanishes with it

A job may run twice (a worker is killed after the work and before saying so): being idempotent is its duty.
Arguments are JSON. A job is a door: it may read the clock.
"""

import random
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from ..models import Heartbeat

FIRST_DELAY = 10
LONGEST_DELAY = 3600


@dataclass(frozen=True)
class Policy:
    """How often a job is tried again after it failed, and after how many seconds it is stopped."""

    retries: int = 5
    timeout: float = 300


@dataclass(frozen=True)
class Lease:
    """The right of one worker to one run of one job; `token` names that run."""

    task_id: UUID
    token: str
    attempt: int


class LeaseLost(Exception):
    """This run was given to another worker: what it was about to write must not be written."""


current: ContextVar[Lease | None] = ContextVar("current_lease", default=None)


def job(
    function: Callable | None = None,
    *,
    queue: str = "default",
    retries: int = 5,
    timeout: float = 300,
    priority: int = 0,
) -> Any:
    """Make a job of a module-level function. `retries` counts tries after the first; `timeout` in seconds."""

    def make(function: Callable) -> Task:
        function.policy = Policy(retries, timeout)  # type: ignore[attr-defined]
        return task(queue_name=queue, priority=priority)(function)

    return make(function) if function else make


def policy_of(task: Any) -> Policy:
    """The policy of a task; the usual one for tasks that are not ours."""
    return getattr(task.func, "policy", Policy())


def delay(attempt: int) -> timedelta:
    """How long to wait after the failure of `attempt` (1, 2, ...): doubling from 10 s to an hour, half of it chance."""
    longest = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))


def enqueue_once(task: Task) -> None:
    """Enqueue a job without arguments unless one already waits: ten thousand facts need not wake it ten thousand times.

    A waiting job may start just before the caller's commit and miss it: such jobs also stand in the schedule.
    """
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    if not waiting.exists():
        task.enqueue()


def hold() -> None:
    """Inside a job's transaction: go on only while this run still has its lease, and keep it until the commit.

    For a job whose effect cannot be repeated by two workers at once. Outside a job it does nothing.
    Raises LeaseLost.
    """
    lease = current.get()
    if lease is None:
        return
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("hold() keeps the lease until a commit: call it inside a transaction")
    held = Heartbeat.objects.select_for_update().filter(task_id=lease.task_id, worker=lease.token)
    if held.first() is None:
        raise LeaseLost(str(lease.task_id))

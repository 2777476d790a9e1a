"""Named reads about jobs, for their page, the health doors and the metrics."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from ..models import Attempt, Firing, Heartbeat, Message
from .schedule import Scheduled

STATES = [TaskResultStatus.FAILED, TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.SUCCESSFUL]


def jobs(state: str) -> QuerySet[DBTaskResult]:
    """Jobs in `state`, newest first; an unknown state reads as failed."""
    known = state if state in STATES else TaskResultStatus.FAILED
    return DBTaskResult.objects.filter(status=known).order_by("-enqueued_at")


def counts() -> dict[str, int]:
    """How many jobs are in each state."""
    found = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in STATES}


def failed_in(queue: str) -> int:
    """How many jobs of one queue failed for good."""
    return DBTaskResult.objects.filter(queue_name=queue, status=TaskResultStatus.FAILED).count()


def with_attempts(rows: Iterable[DBTaskResult]) -> list[dict[str, Any]]:
    """Each job with how often it was started, why it last failed, and when it will be tried."""
    rows = list(rows)
    attempts = Attempt.objects.in_bulk([row.pk for row in rows])
    never = get_date_max()
    return [
        {
            "job": row,
            "attempts": attempts[row.pk].count if row.pk in attempts else 0,
            "error": attempts[row.pk].last_error if row.pk in attempts else "",
            "after": row.run_after if row.status == TaskResultStatus.READY and row.run_after != never else None,
        }
        for row in rows
    ]


def oldest_waiting(at: datetime) -> float | None:
    """Age in seconds of the job that has been due for longest; None when nothing waits."""
    never = get_date_max()
    found = DBTaskResult.objects.ready().aggregate(
        plain=Min("enqueued_at", filter=Q(run_after=never)), deferred=Min("run_after", filter=~Q(run_after=never))
    )
    since = [moment for moment in found.values() if moment]
    return max(0.0, (at - min(since)).total_seconds()) if since else None


def last_beat(at: datetime) -> float | None:
    """Age in seconds of the last sign of life of any `runjobs`; None when there never was one."""
    last = Heartbeat.objects.aggregate(last=Max("beat_at"))["last"]
    return max(0.0, (at - last).total_seconds()) if last else None


def mail() -> dict[str, int]:
    """Messages that wait and messages that failed."""
    return Message.objects.aggregate(
        waiting=Count("pk", filter=Q(status=Message.Status.WAITING)),
        failed=Count("pk", filter=Q(status=Message.Status.FAILED)),
    )


def firings(entries: Iterable[Scheduled], at: datetime) -> list[dict[str, Any]]:
    """The schedule with the last and the next firing of each entry."""
    last = dict(Firing.objects.values_list("name").annotate(Max("fired_at")))
    return [
        {"entry": entry, "last": last.get(entry.name), "next": entry.next_due(at)}
        for entry in sorted(entries, key=lambda e: e.name)
    ]

"""The schedule: a table in code, fired once per due time on any number of machines.

    scheduled("daily", "10 * * * *", daily)      # in an app's jobs.py; times are UTC

After an outage the latest due time fires once; the ones missed before it do not fire, so a scheduled job asks the
database what is due and never counts how often it was called.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cronsim import CronSim
from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import Task

from ..models import Firing
from . import enqueue_once


@dataclass(frozen=True)
class Scheduled:
    """A job without arguments, and when it is due (cron expression, UTC)."""

    name: str
    cron: str
    task: Task

    def last_due(self, at: datetime) -> datetime:
        """The latest due time not after `at`."""
        return next(CronSim(self.cron, at.replace(microsecond=0) + timedelta(seconds=1), reverse=True))

    def next_due(self, at: datetime) -> datetime:
        return next(CronSim(self.cron, at))


SCHEDULE: dict[str, Scheduled] = {}


def scheduled(name: str, cron: str, task: Task) -> None:
    """Put a job in the schedule. Raises CronSimError for a bad expression, ValueError for a name used twice."""
    if name in SCHEDULE and SCHEDULE[name].task.module_path != task.module_path:
        raise ValueError(f"two scheduled jobs are named {name!r}")
    CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC))
    SCHEDULE[name] = Scheduled(name, cron, task)


def collect() -> dict[str, Scheduled]:
    """The whole schedule: what every app's `jobs.py` says, and the upkeep of the core."""
    from . import upkeep  # noqa: F401  (its jobs need the core's models)

    autodiscover_modules("jobs")
    return SCHEDULE


def fire_due(at: datetime, entries: Iterable[Scheduled]) -> list[str]:
    """Enqueue what is due at `at` and was not fired by anybody yet; the names fired here."""
    due = {entry: entry.last_due(at) for entry in entries}
    known = set(Firing.objects.filter(due_at__in=set(due.values())).values_list("name", "due_at"))
    return [
        entry.name for entry, moment in due.items() if (entry.name, moment) not in known and _fire(entry, moment, at)
    ]


def _fire(entry: Scheduled, due_at: datetime, at: datetime) -> bool:
    """Firing and job in one transaction: whoever inserts the row enqueues, a crash undoes both."""
    with transaction.atomic():
        _, first = Firing.objects.get_or_create(name=entry.name, due_at=due_at, defaults={"fired_at": at})
        if first:
            enqueue_once(entry.task)
    return first

"""`manage.py runjobs`: the workers and the schedule of this machine."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portage.core import clock
from portage.core.jobs import leases, schedule
from portage.core.jobs.supervisor import Supervisor
from portage.core.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run jobs and the schedule until stopped (SIGTERM ends gracefully). Several machines may each run one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2, help="worker processes (default 2)")
        parser.add_argument("--queues", default="", help="only these queues, separated by commas (default: all)")
        parser.add_argument(
            "--stale",
            type=float,
            default=leases.STALE,
            help="seconds of silence after which a job is given to another worker",
        )
        parser.add_argument("--grace", type=float, default=60, help="seconds that a job may go on after SIGTERM")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="run one job that is due, in this process, and end")
        how.add_argument("--drain", action="store_true", help="run all jobs that are due, in this process, and end")
        how.add_argument(
            "--burst", action="store_true", help="like --drain, after firing the schedule and recovering abandoned jobs"
        )

    def handle(
        self, *, workers: int, queues: str, stale: float, grace: float, once: bool, drain: bool, burst: bool, **_: Any
    ) -> None:
        names = [name.strip() for name in queues.split(",") if name.strip()] or None
        if not (once or drain or burst):
            Supervisor(workers=workers, queues=names, stale=stale, grace=grace).run()
            return
        if burst:
            schedule.fire_due(clock.now(), schedule.collect().values())
            leases.recover(stale=stale)
        worker = Worker(queues=names)
        ran = int(worker.run_one()) if once else worker.drain()
        self.stdout.write(f"{ran} jobs ran")

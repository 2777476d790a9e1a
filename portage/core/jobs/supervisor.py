"""The parent of workers on one machine: starts them, starts dead ones again, fires the schedule, recovers jobs.

Any number of machines may run one: leases and firings are decided by the database. SIGTERM lets each worker end its
job; SIGKILL of anything loses nothing, as the lease of the dead goes to the next.
"""

import logging
import multiprocessing
import random
import signal
import time
from multiprocessing.process import BaseProcess
from uuid import UUID, uuid5

from django.db import close_old_connections, connections
from django.db.models.functions import Now

from .. import clock
from ..models import Heartbeat
from ..refusals.unavailable import is_unavailable
from ..settled import settle
from . import leases, schedule
from .worker import Worker, new_worker_id

logger = logging.getLogger("portage.jobs")
TICK = 1.0
RECOVER_EVERY = 10.0
# Heartbeat rows of supervisors stand beside those of jobs, under ids that no job can have.
SPACE = UUID("6f3dd1d4-6a3e-5e0b-9d43-4f6b2c1d0e55")
SUPERVISOR = "supervisor "


class Supervisor:
    """`workers` processes for `queues` (all when empty); `stale` seconds of silence make a job somebody else's."""

    def __init__(self, *, workers: int, queues: list[str] | None, stale: float, grace: float) -> None:
        self.workers, self.queues, self.stale, self.grace = workers, queues, stale, grace
        self.id = new_worker_id()
        self.children: dict[int, tuple[BaseProcess, str]] = {}
        self.started = 0
        self.stopping = False
        self.recovered_at = 0.0

    def run(self) -> None:
        """Until SIGTERM or SIGINT."""
        before = {number: signal.signal(number, self.stop) for number in (signal.SIGTERM, signal.SIGINT)}
        schedule.collect()
        settle()  # before workers are forked: what is loaded is shared, and left alone by all
        try:
            while not self.stopping:
                self.keep_workers()
                self.tick()
                time.sleep(TICK * random.uniform(0.8, 1.2))
        finally:
            self.end_workers()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self, *_: object) -> None:
        self.stopping = True

    def tick(self) -> None:
        """Fire what is due, give back what was abandoned, say that somebody watches. A database away is waited for."""
        close_old_connections()
        try:
            schedule.fire_due(clock.now(), schedule.SCHEDULE.values())
            if time.monotonic() - self.recovered_at > RECOVER_EVERY:
                leases.recover(stale=self.stale)
                self.say_alive()
                self.recovered_at = time.monotonic()
        except Exception as error:
            if not is_unavailable(error):
                logger.exception("a tick of the schedule failed")
            else:
                logger.warning("the database is away; waiting", exc_info=error)
            connections.close_all()

    def say_alive(self) -> None:
        Heartbeat.objects.update_or_create(
            task_id=uuid5(SPACE, self.id), defaults={"worker": f"{SUPERVISOR}{self.id}"[:80], "beat_at": Now()}
        )

    def keep_workers(self) -> None:
        """Bury the dead, give their jobs back at once (they are known to be dead), start as many anew."""
        for number, (process, worker_id) in list(self.children.items()):
            if process.is_alive():
                continue
            process.join()
            del self.children[number]
            logger.error("a worker died", extra={"worker": worker_id, "exit_code": process.exitcode})
            self.give_back(worker_id)
            time.sleep(TICK / 4)  # one that dies at once does not spin
        while len(self.children) < self.workers and not self.stopping:
            self.start_worker()

    def give_back(self, worker_id: str) -> None:
        try:
            leases.recover(worker=worker_id)
        except Exception as error:
            if not is_unavailable(error):
                raise
            connections.close_all()  # its silence will tell

    def start_worker(self) -> None:
        """Fork before any connection is open, so that none is shared."""
        connections.close_all()
        self.started += 1
        worker_id = f"{self.id}.{self.started}"
        process = multiprocessing.get_context("fork").Process(target=work, args=(worker_id, self.queues))
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until the child knows what to do with it
        process.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        self.children[self.started] = (process, worker_id)

    def end_workers(self) -> None:
        """Ask each to end after its job; after `grace` seconds kill it and give its job back."""
        for process, _ in self.children.values():
            process.terminate()
        until = time.monotonic() + self.grace
        for process, worker_id in self.children.values():
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
            if process.exitcode:
                self.give_back(worker_id)
        try:
            Heartbeat.objects.filter(task_id=uuid5(SPACE, self.id)).delete()
        except Exception as error:
            if not is_unavailable(error):
                raise


def work(worker_id: str, queues: list[str] | None) -> None:
    """The life of one worker process."""
    worker = Worker(queues=queues, worker_id=worker_id, hard=True)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the supervisor decides
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    worker.loop()

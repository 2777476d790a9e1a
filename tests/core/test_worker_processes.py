"""Real workers, really killed. Long counts stand in the proofs; here, each thing once."""

import os
import signal
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from portage.core.models import Firing, Heartbeat

from . import sample_jobs as sample
from .processes import manage, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def ended(path: Path) -> list[str]:
    return [line.split()[1] for line in lines(path) if line.startswith("ended")]


def test_a_killed_worker_loses_nothing_and_its_job_runs_once_more(tmp_path):
    path = tmp_path / "lines"
    sample.line.enqueue(str(path), "long", 1.0)
    sample.line.enqueue(str(path), "short", 0)
    process = manage("runjobs", "--workers", "1")
    try:
        wait_for(lambda: bool(lines(path)))
        os.kill(int(lines(path)[0].split()[2]), signal.SIGKILL)
        wait_for(lambda: len(ended(path)) == 2)
        wait_for(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL", task_path__endswith=".line").count() == 2)
        assert sorted(ended(path)) == ["long", "short"]
        assert sum("began long" in line for line in lines(path)) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
    assert not Heartbeat.objects.exists()


def test_sigterm_lets_the_job_end(tmp_path):
    path = tmp_path / "lines"
    sample.line.enqueue(str(path), "long", 1.5)
    process = manage("runjobs", "--workers", "1")
    try:
        wait_for(lambda: bool(lines(path)))
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
    assert ended(path) == ["long"]
    assert DBTaskResult.objects.get(task_path__endswith=".line").status == "SUCCESSFUL"


def test_two_machines_run_every_job_once_and_fire_every_due_time_once(tmp_path):
    path = tmp_path / "lines"
    for number in range(16):
        sample.line.enqueue(str(path), str(number), 0.01)
    machines = [manage("runjobs", "--burst") for _ in range(2)]
    assert [machine.wait(120) for machine in machines] == [0, 0]
    assert sorted(ended(path), key=int) == [str(number) for number in range(16)]
    fired = list(Firing.objects.values_list("name", "due_at"))
    assert len(fired) == len(set(fired)) > 0
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="only a server drops connections")
def test_workers_wait_out_a_database_that_drops_them(tmp_path):
    path = tmp_path / "lines"
    process = manage("runjobs", "--workers", "1")
    try:
        wait_for(lambda: Heartbeat.objects.filter(worker__startswith="supervisor").exists())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        sample.line.enqueue(str(path), "after", 0)
        wait_for(lambda: ended(path) == ["after"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()

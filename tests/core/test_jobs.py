"""Jobs: enqueued with the fact, tried again, ended only by who holds the lease."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from portage.core import clock, jobs
from portage.core.jobs import leases, worker
from portage.core.jobs.worker import Worker, drain
from portage.core.models import Attempt, Heartbeat

from . import sample_jobs as sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_ran():
    sample.RAN.clear()


def only_job() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_a_job_runs_once_and_keeps_what_it_returned():
    sample.note.enqueue("a")
    assert drain() == 1
    assert drain() == 0
    assert sample.RAN == ["a"]
    assert (only_job().status, only_job().return_value) == ("SUCCESSFUL", "a")
    assert not Heartbeat.objects.exists()


def test_a_job_vanishes_with_the_transaction_that_enqueued_it():
    with transaction.atomic():
        sample.note.enqueue("a")
        transaction.set_rollback(True)
    assert drain() == 0


def test_a_job_does_not_run_inside_a_transaction_of_the_worker(transactional_db):
    sample.see_own_connection.enqueue()
    drain()
    assert only_job().return_value is False


def test_a_worker_of_one_queue_leaves_the_others_alone():
    sample.mail.enqueue("letter")
    sample.note.enqueue("a")
    assert drain(["mail"]) == 1
    assert sample.RAN == ["letter"]


def test_a_failing_job_is_tried_again_later_and_then_kept_as_failed():
    sample.fail.enqueue("x")
    for attempt in (1, 2, 3):
        assert drain() == 1
        assert Attempt.objects.get().count == attempt
        if attempt < 3:
            wait = only_job().run_after - clock.now()
            assert timedelta(seconds=4) * attempt < wait <= timedelta(seconds=10) * 2 ** (attempt - 1)
            assert drain() == 0
            DBTaskResult.objects.update(run_after=clock.now())
    assert only_job().status == "FAILED"
    assert sample.RAN == ["x"] * 3


def test_a_failure_is_told_without_personal_text():
    sample.fail.enqueue("x")
    drain()
    told = only_job().traceback + Attempt.objects.get().last_error
    assert "RuntimeError: x for <e-mail>" in told
    assert "anna@" not in told


def test_what_a_verb_refuses_is_not_tried_again():
    sample.refuse.enqueue()
    drain()
    assert only_job().status == "FAILED"
    assert "too_late" in only_job().traceback


def test_a_job_whose_code_is_gone_fails_once_and_for_good():
    sample.note.enqueue("a")
    DBTaskResult.objects.update(task_path="tests.core.sample_jobs.gone")
    drain()
    assert only_job().status == "FAILED"


def test_a_job_that_runs_too_long_is_stopped_and_cannot_swallow_it():
    sample.sleep_long.enqueue()
    drain()
    assert sample.RAN == []
    assert "TimedOut" in only_job().traceback
    assert only_job().status == "READY"


def test_a_failed_job_can_be_tried_again_with_all_its_tries():
    sample.refuse.enqueue()
    drain()
    assert leases.retry(only_job().pk)
    assert not leases.retry(only_job().pk)
    assert Attempt.objects.get().count == 0
    assert drain() == 1


def test_a_silent_worker_loses_its_job_to_the_next():
    sample.note.enqueue("a")
    leases.take("dead")
    assert leases.recover() == 0
    Heartbeat.objects.update(beat_at=clock.now() - timedelta(seconds=61))
    assert leases.recover() == 1
    assert leases.recover() == 0
    assert Attempt.objects.get().last_error == leases.KILLED
    assert drain() == 1
    assert sample.RAN == ["a"]


def test_a_late_worker_cannot_end_a_job_that_was_given_away():
    sample.note.enqueue("a")
    _, late = leases.take("late")
    Heartbeat.objects.update(beat_at=clock.now() - timedelta(seconds=61))
    leases.recover()
    _, new = leases.take("new")
    assert not leases.end(late, status="FAILED")
    assert only_job().status == "RUNNING"
    assert leases.end(new, status="SUCCESSFUL")
    assert not leases.end(new, status="FAILED")
    assert only_job().status == "SUCCESSFUL"


def test_the_same_worker_that_takes_a_job_twice_is_two_runs():
    sample.note.enqueue("a")
    _, first = leases.take("me")
    leases.recover(worker="me")
    _, second = leases.take("me")
    assert not leases.end(first, status="SUCCESSFUL")
    assert leases.end(second, status="SUCCESSFUL")


def test_an_effect_under_lease_is_refused_to_who_lost_it():
    sample.note.enqueue("a")
    _, late = leases.take("late")
    token = jobs.current.set(late)
    try:
        sample.effect_under_lease.func("mine")
        leases.recover(worker="late")
        with pytest.raises(jobs.LeaseLost):
            sample.effect_under_lease.func("not mine any more")
    finally:
        jobs.current.reset(token)
    assert sample.RAN == ["mine"]


def test_a_job_that_kills_every_worker_fails_after_its_tries():
    sample.fail.enqueue("x")
    for number in range(3):
        assert leases.take(f"w{number}")
        assert leases.recover(worker=f"w{number}") == 1
    assert only_job().status == "FAILED"
    assert only_job().traceback == leases.KILLED


def test_a_job_left_running_by_something_else_is_recovered_too():
    sample.note.enqueue("a")
    DBTaskResult.objects.update(status="RUNNING", started_at=clock.now() - timedelta(minutes=5))
    assert leases.recover() == 1
    assert drain() == 1


def test_recovering_leaves_a_beating_worker_alone():
    sample.note.enqueue("a")
    _, lease = leases.take("alive")
    Heartbeat.objects.update(beat_at=Now() - timedelta(seconds=61))
    leases.Beat(lease, 60, hard=False).beat()
    assert leases.recover() == 0


def test_a_beat_notices_that_its_lease_is_gone():
    sample.note.enqueue("a")
    _, lease = leases.take("late")
    Heartbeat.objects.all().delete()
    beat = leases.Beat(lease, 60, hard=False)
    beat.beat()
    assert beat.lost.is_set()


@pytest.mark.parametrize("hard", [True, False])
def test_past_its_timeout_a_run_beats_no_more_and_an_expendable_process_is_killed(monkeypatch, hard):
    sample.note.enqueue("a")
    _, lease = leases.take("stuck")
    before, killed = Heartbeat.objects.get().beat_at, []
    monkeypatch.setattr(leases, "BEAT", 0)
    monkeypatch.setattr(leases, "GRACE", -1)
    monkeypatch.setattr(leases.os, "kill", lambda pid, number: killed.append(number))
    monkeypatch.setattr(leases, "connection", type("C", (), {"close": staticmethod(lambda: None)}))
    leases.Beat(lease, 0, hard=hard).run()
    assert Heartbeat.objects.get().beat_at == before
    assert killed == ([leases.signal.SIGKILL] if hard else [])


def in_threads(work, count: int) -> list:
    """Run `work()` in `count` threads that start together; what each returned."""
    gate, results = threading.Barrier(count), []

    def run() -> None:
        try:
            gate.wait()
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


@pytest.mark.django_db(transaction=True)
def test_of_several_recoveries_at_once_one_gives_the_job_back():
    for _ in range(5):
        sample.note.enqueue("a")
        leases.take("dead")
    Heartbeat.objects.update(beat_at=clock.now() - timedelta(seconds=61))
    assert sum(in_threads(leases.recover, 4)) == 5
    assert DBTaskResult.objects.filter(status="READY").count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_jobs_and_double_none():
    for number in range(30):
        sample.note.enqueue(str(number))
    ran = in_threads(lambda: Worker().drain(), 2)
    assert sum(ran) == 30
    assert sorted(sample.RAN, key=int) == [str(number) for number in range(30)]


def test_ten_thousand_facts_wake_a_job_once():
    for _ in range(5):
        jobs.enqueue_once(sample.refuse)
    assert DBTaskResult.objects.count() == 1


def test_a_database_that_is_away_for_a_moment_does_not_undo_the_work(monkeypatch):
    from django.db import OperationalError

    calls = []

    def end(lease, **changes):
        calls.append(changes)
        if len(calls) == 1:
            raise OperationalError("server closed the connection")
        return True

    monkeypatch.setattr(leases, "end", end)
    monkeypatch.setattr(worker, "IDLE", 0)
    monkeypatch.setattr(
        worker, "connection", type("C", (), {"in_atomic_block": False, "close": staticmethod(lambda: None)})
    )
    assert Worker().write(jobs.Lease(None, "t", 1), {"status": "SUCCESSFUL"})
    assert len(calls) == 2

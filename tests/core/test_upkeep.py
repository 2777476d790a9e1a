"""Sweeping drops machinery that is old, and nothing that still decides something."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from portage.core import clock
from portage.core.ids import uuid4
from portage.core.jobs import upkeep
from portage.core.jobs.worker import drain
from portage.core.models import Attempt, Firing, IdempotencyKey

from . import sample_jobs as sample

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=200)


def test_ended_jobs_go_after_a_week_and_failed_ones_stay():
    for task in (sample.refuse, sample.see_own_connection):
        task.enqueue()
    drain()
    assert upkeep.sweep.call()["jobs"] == 0
    DBTaskResult.objects.update(finished_at=clock.now() - timedelta(days=8))
    assert upkeep.sweep.call()["jobs"] == 1
    assert DBTaskResult.objects.get().status == "FAILED"
    assert Attempt.objects.get().task_id == DBTaskResult.objects.get().pk


def test_the_last_firing_stays_however_old():
    now = clock.now()
    for name, days in (("yearly", 200), ("yearly", 565), ("hourly", 0), ("hourly", 100)):
        Firing.objects.create(name=name, due_at=now - timedelta(days=days), fired_at=now)
    assert upkeep.sweep.call()["firings"] == 2
    kept = Firing.objects.values_list("name", "due_at")
    assert set(kept) == {("yearly", now - LONG_AGO), ("hourly", now)}


def test_keys_of_repeated_requests_go_after_a_week():
    for days in (1, 8):
        IdempotencyKey.objects.create(member=uuid4(), key="k", digest="d", at=clock.now() - timedelta(days=days))
    assert upkeep.sweep.call()["keys"] == 1
    assert IdempotencyKey.objects.count() == 1


def test_the_journal_is_linked_and_files_are_read_by_jobs(person, at):
    from portage.core import journal
    from portage.core.journal import PORTAGE

    journal.record("core.tested", person, by=PORTAGE, at=at)
    assert upkeep.chain_journal.call() == 1
    assert upkeep.chain_journal_again.call() == 0
    assert "checked" in upkeep.verify_files.call()

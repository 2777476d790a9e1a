"""The schedule: each due time fires once, on any number of machines."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from portage.core.jobs.schedule import Scheduled, collect, fire_due, scheduled
from portage.core.models import Firing

from . import sample_jobs as sample
from .test_jobs import in_threads

HOURLY = Scheduled("hourly", "10 * * * *", sample.refuse)
pytestmark = pytest.mark.django_db


def test_a_due_time_fires_once():
    at = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)
    assert fire_due(at, [HOURLY]) == ["hourly"]
    assert fire_due(at + timedelta(minutes=5), [HOURLY]) == []
    assert Firing.objects.get().due_at == at
    assert DBTaskResult.objects.count() == 1


def test_after_an_outage_what_was_missed_fires_once():
    at = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)
    fire_due(at, [HOURLY])
    DBTaskResult.objects.all().delete()
    assert fire_due(at + timedelta(days=2, minutes=7), [HOURLY]) == ["hourly"]
    assert fire_due(at + timedelta(days=2, minutes=8), [HOURLY]) == []
    assert DBTaskResult.objects.count() == 1


def test_nothing_fires_before_its_time():
    fire_due(datetime(2026, 3, 2, 12, 10, tzinfo=UTC), [HOURLY])
    assert fire_due(datetime(2026, 3, 2, 13, 9, 59, 999999, tzinfo=UTC), [HOURLY]) == []
    assert fire_due(datetime(2026, 3, 2, 13, 10, tzinfo=UTC), [HOURLY]) == ["hourly"]


@pytest.mark.django_db(transaction=True)
def test_several_machines_fire_one_due_time_once():
    at = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)
    fired = in_threads(lambda: fire_due(at, [HOURLY]), 4)
    assert sorted(map(len, fired)) == [0, 0, 0, 1]
    assert DBTaskResult.objects.count() == 1


def test_every_app_is_collected_and_every_expression_is_understood():
    table = collect()
    assert {"journal chain", "mail", "sweep", "stored files"} <= table.keys()
    assert all(entry.next_due(datetime(2026, 3, 2, tzinfo=UTC)) for entry in table.values())


def test_a_name_belongs_to_one_job():
    scheduled("mine", "* * * * *", sample.refuse)
    with pytest.raises(ValueError, match="two scheduled jobs"):
        scheduled("mine", "* * * * *", sample.note)
    del collect()["mine"]

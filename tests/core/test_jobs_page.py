"""The jobs page: for platform administrators, absent for everybody else."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portage.core.jobs.worker import drain

from . import sample_jobs as sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    sample.refuse.enqueue()
    drain()
    return DBTaskResult.objects.get()


def test_it_shows_what_failed_and_why_and_the_schedule(client, operator, failed):
    sample.note.enqueue("waits")
    client.force_login(operator)
    page = client.get(reverse("core:jobs")).content.decode()
    for words in ("tests.core.sample_jobs.refuse", "too_late", "journal chain", "* * * * *"):
        assert words in page
    assert "tests.core.sample_jobs.note" in client.get(reverse("core:jobs"), {"state": "READY"}).content.decode()


def test_a_failed_job_is_tried_again_by_its_button(client, operator, failed):
    client.force_login(operator)
    assert client.post(reverse("core:retry_job", args=[failed.pk])).status_code == 302
    assert DBTaskResult.objects.get().status == "READY"
    assert client.get(reverse("core:retry_job", args=[failed.pk])).status_code == 405


def test_for_everybody_else_it_does_not_exist(client, person, failed):
    assert client.get(reverse("core:jobs")).status_code == 302
    client.force_login(person)
    assert client.get(reverse("core:jobs")).status_code == 404
    assert client.post(reverse("core:retry_job", args=[failed.pk])).status_code == 404
    assert DBTaskResult.objects.get().status == "FAILED"


@pytest.mark.parametrize("query", [{"state": "nonsense"}, {"page": "x"}, {"page": "99"}])
def test_odd_questions_get_a_page(client, operator, query):
    client.force_login(operator)
    assert client.get(reverse("core:jobs"), query).status_code == 200

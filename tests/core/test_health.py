"""Health doors: alive, ready, figures."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.models.functions import Now

from portage.core.append_only import APPEND_ONLY
from portage.core.health import readiness
from portage.core.ids import uuid7
from portage.core.models import Heartbeat, Link
from portage.core.triggers import install, lifted

from . import sample_jobs as sample


def test_live_asks_nothing_of_the_database(client):
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_says_what_was_tried(client):
    told = client.get("/health/ready")
    assert told.status_code == 200
    assert told.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "history": "ok",
        "storage": "ok",
        "signing": "ok",
        "jobs": "late",
        "documents": "ok",
    }
    Heartbeat.objects.create(task_id=uuid7(), worker="supervisor x", beat_at=Now())
    assert client.get("/health/ready").json()["jobs"] == "ok"


@pytest.mark.django_db
def test_a_database_that_writes_nothing_is_not_ready(client, monkeypatch):
    def away():
        raise OperationalError("attempt to write a readonly database for anna@atelier.example")

    monkeypatch.setitem(readiness.CHECKS, "database", away)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response.json()["database"] == "away"
    assert b"anna" not in response.content


@pytest.mark.django_db
def test_history_without_triggers_is_not_ready(client):
    with lifted(connection, [Link]):
        assert connection.vendor
    with connection.cursor() as cursor:
        on = ' ON "core_link"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "grows_core_link_update"{on}')
    try:
        assert client.get("/health/ready").json()["history"] == "missing"
    finally:
        install(connection)
    assert len(APPEND_ONLY) > 3


@pytest.mark.django_db
def test_missing_migrations_are_not_ready(client, monkeypatch):
    monkeypatch.setattr(readiness, "applied", [])
    monkeypatch.setattr(readiness.MigrationExecutor, "migration_plan", lambda *_: [object()])
    assert client.get("/health/ready").json()["migrations"] == "missing"


@pytest.mark.django_db
def test_a_storage_that_cannot_be_written_is_not_ready(client, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(readiness.default_storage, "location", str(tmp_path / "file" / "folder"), raising=False)
    assert client.get("/health/ready").json()["storage"] == "away"
    assert settings.STORAGE_URL


@pytest.mark.django_db
def test_metrics_exist_only_for_who_holds_the_token(client, settings):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "word"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 404
    sample.note.enqueue("a")
    text = client.get("/metrics", headers={"Authorization": "Bearer word"}).content.decode()
    assert "portage_jobs_waiting 1\n" in text
    assert "portage_worker_beat_seconds +Inf\n" in text
    assert "portage_documents_failing 0\n" in text
    assert text.count("# TYPE") == 10

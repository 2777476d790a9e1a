"""Stored documents are read again: every one has its turn, what does not stand is named, recorded and fails the job."""

from datetime import UTC, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files import storage
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from contracts import jobs
from contracts.actions import verification
from contracts.models import Verification
from contracts.queries import verification as queries
from portage.core import seals
from portage.core.append_only import HistoryChanged
from portage.core.files import path_of, store
from tests.cast import draft, make_cast
from tests.core.seals.conftest import plain

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
PDF = "application/pdf"
RUN = uuid4()


@pytest.fixture
def stored() -> list[str]:
    """Hashes of a letter and of a sealed document, kept for a contract."""
    contract = draft(make_cast())
    contents = (plain(4), seals.seal(plain(), fields=["agent"], at=NOW))
    return [store(one, scope=contract, name="x.pdf", media_type=PDF, at=NOW).blob_id for one in contents]


def damage(sha256: str, content: bytes) -> None:
    """Other bytes where the stored ones were."""
    storage.default_storage.delete(path_of(sha256))
    storage.default_storage.save(path_of(sha256), ContentFile(content))


def verify(**options) -> str:
    said = StringIO()
    call_command("verify_documents", stdout=said, stderr=said, **options)
    return said.getvalue()


def problems() -> dict[str, str]:
    return {one["sha256"]: one["problem"] for one in queries.failing()}


def test_what_stands_is_counted_and_recorded(stored):
    assert verify().splitlines()[-1] == "2 documents stand, 1 of them sealed, and 0 records of evidence"
    assert Verification.objects.count() == 256
    assert queries.failing() == []
    assert queries.oldest_reading() is not None


def test_a_damaged_a_missing_and_an_altered_one_are_named(stored, monkeypatch):
    letter, sealed = stored
    damage(letter, b"%PDF-1.7 other")
    with pytest.raises(CommandError) as failed:
        verify()
    assert failed.value.returncode == 2
    assert problems() == {letter: "damaged"}
    storage.default_storage.delete(path_of(letter))
    monkeypatch.setattr(seals, "examine", lambda pdf, at: seals.Report("altered", "", 0))
    with pytest.raises(CommandError):
        verify()
    assert problems() == {letter: "missing", sealed: "altered"}


def test_documents_of_an_authority_that_is_not_known_any_more_are_told(stored, settings):
    settings.DEMO_AUTHORITY = ""
    with pytest.raises(CommandError):
        verify()
    assert problems() == {stored[1]: "authority"}


def test_an_interrupted_run_goes_on_where_it_stopped(stored, monkeypatch):
    run = uuid4()
    for part in queries.PARTS[:200]:
        verification.verify_part(part, run=run, at=NOW)
    said = verify(resume=True)
    assert "resumed: 200 of 256" in said
    assert "2 documents stand" in said
    assert Verification.objects.filter(run=run).count() == 256


def test_a_part_is_read_once_a_run(stored, monkeypatch):
    run = uuid4()
    first = verification.verify_part(stored[0][:2], run=run, at=NOW)
    monkeypatch.setattr(verification, "examine", None)
    assert verification.verify_part(stored[0][:2], run=run, at=NOW) == first


def test_each_night_reads_a_sixteenth_and_all_within_sixteen_days(stored, monkeypatch):
    seen: set[str] = set()
    for day in range(1, 17):
        monkeypatch.setattr(jobs.clock, "now", lambda day=day: datetime(2027, 3, day, 3, 30, tzinfo=UTC))
        jobs.verify_documents.func()
        seen |= set(Verification.objects.values_list("part", flat=True))
        assert len(seen) == day * 16
    assert seen == set(queries.PARTS)


def test_the_job_fails_when_a_document_does_not_stand(stored):
    damage(stored[0], b"other")
    with pytest.raises(verification.DamagedDocuments, match=stored[0]):
        verification.verify_parts(list(queries.PARTS), run=uuid4(), at=NOW)
    assert Verification.objects.count() == 256


def told(client, settings) -> tuple[str, str]:
    settings.METRICS_TOKEN = "word"
    figures = client.get("/metrics", headers={"Authorization": "Bearer word"}).content.decode()
    return client.get("/health/ready").json()["documents"], figures


def test_a_document_that_does_not_stand_is_told_to_machines_until_it_was_read_again(client, stored, settings):
    assert "portage_documents_oldest_reading_seconds +Inf" in told(client, settings)[1]
    content = default_storage.open(path_of(stored[0])).read()
    damage(stored[0], b"other")
    for part in queries.PARTS:
        verification.verify_part(part, run=RUN, at=NOW)
    state, figures = told(client, settings)
    assert state == "failing"
    assert "portage_documents_failing 1\n" in figures
    assert "portage_documents_oldest_reading_seconds +Inf" not in figures
    assert stored[0] not in figures
    damage(stored[0], content)
    verification.verify_part(stored[0][:2], run=uuid4(), at=NOW)
    state, figures = told(client, settings)
    assert state == "ok"
    assert "portage_documents_failing 0\n" in figures


def test_a_document_that_could_not_be_made_is_told_to_machines(client, settings):
    put_job = jobs.make_contract_document.enqueue("no version")
    DBTaskResult.objects.filter(pk=put_job.id).update(status="FAILED")
    jobs.daily.enqueue()
    state, figures = told(client, settings)
    assert state == "unmade"
    assert "portage_documents_unmade 1\n" in figures


def test_what_was_found_is_never_changed(stored):
    row = verification.verify_part("00", run=uuid4(), at=NOW)
    with pytest.raises(HistoryChanged):
        Verification.objects.filter(pk=row.pk).update(checked=9)
    assert Verification.objects.get(pk=row.pk).checked == row.checked

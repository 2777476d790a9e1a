"""Stored files: on the disk before their row, whole or not at all, served so that nothing runs."""

import errno
import hashlib
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from portage.core import files
from portage.core.files import stored
from portage.core.files.stored import path_of
from portage.core.models import Blob, StoredFile

from .test_jobs import in_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(person, at):
    def keep(
        content: bytes = b"%PDF-1.7", name: str = "contrat signé.pdf", media_type: str = "application/pdf"
    ) -> StoredFile:
        return files.store(content, scope=person, name=name, media_type=media_type, at=at)

    return keep


def where(file: StoredFile, folder: Path) -> Path:
    return folder / path_of(file.blob_id)


def test_the_same_bytes_are_kept_once_under_two_keys(keep, storage_folder):
    one, two = keep(b"same"), keep(b"same")
    assert one.key != two.key
    assert one.blob_id == two.blob_id == hashlib.sha256(b"same").hexdigest()
    assert files.read(one) == b"same"
    assert where(one, storage_folder).stat().st_mode & 0o777 == 0o600


def test_file_and_folders_are_flushed_before_the_row(keep, monkeypatch, storage_folder):
    steps = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(descriptor):
        steps.append("flush folder" if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else "flush file")
        real_sync(descriptor)

    def replace(self, target):
        steps.append("rename")
        return real_replace(self, target)

    def write_row(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            steps.append("row")
        return execute(sql, params, many, context)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    with connection.execute_wrapper(write_row):
        keep(b"never seen before")
    assert steps[:3] == ["flush file", "rename", "flush folder"]
    assert steps.index("row") > max(place for place, step in enumerate(steps) if step == "flush folder")


def test_a_full_disk_stores_nothing_and_says_so(keep, monkeypatch, storage_folder):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(files.StorageFull) as refused:
        keep(b"too much")
    assert refused.value.status == 503
    assert not StoredFile.objects.exists()
    sha256 = hashlib.sha256(b"too much").hexdigest()
    assert not [
        path
        for path in (storage_folder / sha256[:2] / sha256[2:4]).iterdir()
        if "too" in path.name or sha256 in path.name
    ]


def test_a_file_that_a_crash_left_short_is_written_again(keep, storage_folder):
    path = where(keep(b"whole content"), storage_folder)
    path.write_bytes(b"who")
    assert files.read(keep(b"whole content")) == b"whole content"


def test_writers_of_one_content_at_once_all_succeed(storage_folder):
    content = os.urandom(200_000)
    sha256 = hashlib.sha256(content).hexdigest()
    in_threads(lambda: stored.put(content, sha256), 6)
    assert (storage_folder / path_of(sha256)).read_bytes() == content
    assert len(list((storage_folder / path_of(sha256)).parent.iterdir())) == 1


def test_damage_is_noticed_when_read_and_by_the_daily_slice(keep, storage_folder):
    file = keep(b"to be damaged")
    where(file, storage_folder).write_bytes(b"To be damaged")
    with pytest.raises(files.DamagedFile):
        files.read(file)
    found = []
    for number in range(stored.SLICES):
        try:
            stored.verify_slice(date(2026, 3, 1) + timedelta(days=number))
        except stored.DamagedFile as damaged:
            found.append(str(damaged))
    assert len(found) == 1
    assert file.blob_id in found[0]


def test_sixteen_days_read_every_file_once(keep):
    for number in range(40):
        keep(str(number).encode())
    days = (date(2026, 3, 1) + timedelta(days=number) for number in range(stored.SLICES))
    assert sum(stored.verify_slice(day)["checked"] for day in days) == Blob.objects.count()


def test_a_file_is_served_under_its_name_and_runs_nothing(keep):
    response = files.file_response(keep())
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''contrat%20sign%C3%A9.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("sandbox; frame-ancestors 'none'")
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("media_type", "shown"),
    [("application/pdf", True), ("image/png", True), ("text/html", False), ("image/svg+xml", False)],
)
def test_only_harmless_types_are_shown_inside_a_page(keep, media_type, shown):
    response = files.file_response(keep(media_type=media_type), inline=True)
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert ("sandbox" in response["Content-Security-Policy"]) is (media_type != "application/pdf")


def test_a_name_cannot_smuggle_a_header(keep):
    response = files.file_response(keep(name='a"\r\nSet-Cookie: x=1.pdf'))
    assert "\r" not in response["Content-Disposition"]
    assert "Set-Cookie" not in response

"""Backup and restore: one moment, whole, verified, and back again byte for byte."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from portage.core import clock
from portage.core.backup import archive, cipher, postgres
from portage.core.backup.archive import BadArchive
from portage.core.backup.make import make
from portage.core.files.stored import path_of
from portage.core.journal import chain as journal_chain

from . import writer
from .processes import ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "five words that nobody guesses"


@pytest.fixture
def written():
    writer.prepare()
    for _ in range(5):
        writer.write_one()
    journal_chain.link_entries()


@contextmanager
def elsewhere(folder: Path):
    """Settings of another, empty installation on the same engine, and a way to ask its database."""
    folder.mkdir(exist_ok=True)
    other = environment() | {"VAR_DIR": str(folder), "STORAGE_URL": (folder / "files").as_uri()}
    if connection.vendor == "sqlite":
        other["DATABASE_URL"] = f"sqlite:///{folder / 'portage.sqlite3'}"
        yield other, lambda sql: ask_sqlite(folder / "portage.sqlite3", sql)
        return
    name = f"restored_{os.getpid()}_{time.monotonic_ns()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    other["DATABASE_URL"] = urlsplit(environment()["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    try:
        yield other, lambda sql: ask_postgres(name, sql)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ask_sqlite(path: Path, sql: str) -> list:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def ask_postgres(name: str, sql: str) -> list:
    parameters = {key: value for key, value in connection.get_connection_params().items() if key in postgres.VARIABLES}
    with psycopg.connect(**parameters | {"dbname": name}) as database:
        return database.execute(sql).fetchall()


def restore(other: dict[str, str], file: Path, *options: str, key: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "restore", str(file), *options],
        cwd=ROOT, env=other | {"BACKUP_KEY": key}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def name_of(other: dict[str, str]) -> str:
    """The database of an installation: its file, or its name on the server."""
    url = other["DATABASE_URL"]
    return url.removeprefix("sqlite:///") if connection.vendor == "sqlite" else urlsplit(url).path[1:]


def dump(name: str = "") -> str:
    """The whole database as text."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(name or connection.settings_dict["NAME"])) as database:
            return "\n".join(database.iterdump())
    told = subprocess.run(
        [postgres.program("pg_dump"), "--no-owner", name or connection.settings_dict["NAME"]],
        env=postgres.environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    # Its own session words differ, and conditions that it read again are spelled otherwise (ARRAY[...]::text[]).
    return "\n".join(line for line in told.stdout.splitlines() if not line.startswith("\\") and "::text" not in line)


@pytest.mark.parametrize("key", ["", KEY])
def test_a_round_trip_gives_every_row_and_every_byte_back(written, tmp_path, key):
    file = tmp_path / "backup"
    make(file, at=clock.now(), key=key)
    assert file.stat().st_mode & 0o777 == 0o600
    assert (b"core_entry" in file.read_bytes()) is not bool(key)
    with elsewhere(tmp_path / "other") as (other, ask):
        done = restore(other, file, key=key)
        assert done.returncode == 0, done.stderr
        assert "verified" in done.stdout
        assert dump(name_of(other)) == dump()
        assert writer.state(ask) == writer.State(5, 5, 5, 0)
    for (sha256,) in _ask("SELECT sha256 FROM core_blob"):
        one = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / path_of(sha256)
        assert (tmp_path / "other" / "files" / path_of(sha256)).read_bytes() == one.read_bytes()


def _ask(sql: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_a_backup_under_writes_is_one_moment(written, tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-m", "tests.core.writer"], cwd=ROOT, env=environment()) for _ in range(2)
    ]
    try:
        start = writer.state(_ask).position
        until = time.monotonic() + 30
        while writer.state(_ask).position < start + 5 and time.monotonic() < until:
            time.sleep(0.05)
        make(tmp_path / "backup", at=clock.now())
    finally:
        [process.kill() for process in writers]
        [process.wait() for process in writers]
    with elsewhere(tmp_path / "other") as (other, ask):
        done = restore(other, tmp_path / "backup")
        assert done.returncode == 0, done.stderr
        found = writer.state(ask)
        assert found.disagreements == 0
        assert found.position >= start + 5


def test_a_database_that_holds_something_is_not_replaced_unless_forced(written, tmp_path):
    make(tmp_path / "backup", at=clock.now())
    with elsewhere(tmp_path / "other") as (other, ask):
        assert restore(other, tmp_path / "backup").returncode == 0
        refused = restore(other, tmp_path / "backup")
        assert refused.returncode == 1
        assert "not empty" in refused.stderr
        assert writer.state(ask).position == 5
        assert restore(other, tmp_path / "backup", "--force").returncode == 0
        assert dump(name_of(other)) == dump()


def test_a_backup_never_replaces_a_file(tmp_path, written):
    (tmp_path / "backup").write_text("mine")
    done = subprocess.run(
        [sys.executable, "manage.py", "backup", str(tmp_path / "backup")],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (tmp_path / "backup").read_text() == "mine"


@pytest.mark.parametrize("key", ["", KEY])
def test_no_altered_or_shortened_archive_is_believed(written, tmp_path, key, monkeypatch):
    monkeypatch.setattr(cipher, "COST", 2**4)
    file = tmp_path / "backup"
    make(file, at=clock.now(), key=key)
    whole = file.read_bytes()
    archive.read(file, key)
    for place in random.Random(7).sample(range(len(whole)), 60):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BadArchive):
            archive.read(file, key)
    for end in (0, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:end])
        with pytest.raises(BadArchive):
            archive.read(file, key)


def test_another_passphrase_or_none_opens_nothing(written, tmp_path):
    make(tmp_path / "backup", at=clock.now(), key=KEY)
    for key in ("", KEY + "!"):
        with pytest.raises(BadArchive):
            archive.read(tmp_path / "backup", key)


def test_a_damaged_archive_touches_nothing(written, tmp_path):
    make(tmp_path / "backup", at=clock.now(), key=KEY)
    content = bytearray((tmp_path / "backup").read_bytes())
    content[-10] ^= 1
    (tmp_path / "backup").write_bytes(content)
    with elsewhere(tmp_path / "other") as (other, _):
        done = restore(other, tmp_path / "backup", key=KEY)
        assert done.returncode == 1
        assert not (tmp_path / "other" / "files").exists()
        assert not (tmp_path / "other" / "portage.sqlite3").exists()


def test_an_archive_of_a_newer_version_is_refused(written, tmp_path, monkeypatch):
    from portage.core.backup import make as making

    def newer(*arguments, **options):
        manifest = manifest_of(*arguments, **options)
        return manifest | {"migrations": [*manifest["migrations"], "core.9999_future"]}

    manifest_of = making.manifest_of
    monkeypatch.setattr(making, "manifest_of", newer)
    make(tmp_path / "backup", at=clock.now())
    with elsewhere(tmp_path / "other") as (other, _):
        done = restore(other, tmp_path / "backup")
        assert "newer version" in done.stderr


def test_a_damaged_stored_file_is_named_and_the_rest_is_saved(written, tmp_path, storage_folder):
    [(sha256,), *_] = _ask("SELECT sha256 FROM core_blob")
    path = storage_folder / path_of(sha256)
    before = path.read_bytes()
    path.write_bytes(b"damaged")
    try:
        manifest = make(tmp_path / "backup", at=clock.now())
    finally:
        path.write_bytes(before)
    assert manifest["damaged"] == [sha256]
    assert archive.read(tmp_path / "backup", "")["files"]["count"] == len(_ask("SELECT sha256 FROM core_blob")) - 1


def test_the_manifest_tells_what_is_inside(written, tmp_path):
    make(tmp_path / "backup", at=clock.now())
    with tarfile.open(tmp_path / "backup") as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    assert manifest["tables"]["core_storedfile"] == 5
    assert manifest["chain"]["position"] == 5
    assert manifest["files"]["count"] == 5
    assert any(name.startswith("core.0001") for name in manifest["migrations"])

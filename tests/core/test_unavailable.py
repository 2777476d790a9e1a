"""Telling "away" from "our fault", by what the two engines really raise."""

import errno

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import ConnectionHandler

from portage.core.refusals.unavailable import is_unavailable

pytestmark = pytest.mark.django_db


def sqlite(path, **options):
    """A connection of its own to an SQLite file."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {"timeout": 0, **options}}
    return ConnectionHandler({"default": settings})["default"]


def raised(connection, sql: str = "SELECT 1") -> DatabaseError:
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()
    return caught.value


def test_a_file_that_cannot_be_opened_is_away(tmp_path):
    assert is_unavailable(raised(sqlite(tmp_path / "none" / "x.sqlite3")))


def test_a_locked_file_is_away(tmp_path):
    one, two = sqlite(tmp_path / "x.sqlite3", transaction_mode="IMMEDIATE"), sqlite(tmp_path / "x.sqlite3")
    with one.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a)")
        cursor.execute("BEGIN EXCLUSIVE")
        assert is_unavailable(raised(two, "INSERT INTO t VALUES (1)"))
        cursor.execute("ROLLBACK")
    one.close()


def test_a_full_disk_is_away(tmp_path):
    connection = sqlite(tmp_path / "x.sqlite3", init_command="PRAGMA max_page_count=2")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a)")
    assert is_unavailable(raised(connection, "INSERT INTO t VALUES (zeroblob(100000))"))


def test_a_server_that_is_not_there_is_away(tmp_path):
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "x",
        "HOST": str(tmp_path),
        "USER": "x",
        "PASSWORD": "x",
    }
    assert is_unavailable(raised(ConnectionHandler({"default": settings})["default"]))


def test_our_own_faults_are_not_called_away(tmp_path):
    assert not is_unavailable(raised(sqlite(tmp_path / "x.sqlite3"), "SELECT * FROM nothing"))
    assert not is_unavailable(transaction.TransactionManagementError("x"))
    assert not is_unavailable(PermissionError(errno.EACCES, "no"))


def test_an_error_that_wraps_a_full_disk_is_away():
    error = RuntimeError("could not write")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_unavailable(error)

"""One moment of the database, in one file, while others go on writing; and what was in it at that moment."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

from . import postgres


@dataclass(frozen=True)
class Snapshot:
    """`path` holds the database; the rest was read in the same moment. `blobs` are (SHA-256, size), sorted."""

    path: Path
    tables: dict[str, int]
    migrations: list[str]
    head: tuple[int, str]
    blobs: list[tuple[str, int]]


Ask = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def taken(folder: Path) -> Iterator[Snapshot]:
    """A snapshot in `folder`."""
    take = _of_postgres if connection.vendor == "postgresql" else _of_sqlite
    yield take(folder)


def _of_sqlite(folder: Path) -> Snapshot:
    """SQLite's online backup, in one step: one read transaction, which in WAL mode stops no writer."""
    path = folder / "database.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        return described(path, lambda sql: copy.execute(sql).fetchall())


def _of_postgres(folder: Path) -> Snapshot:
    """pg_dump in the very snapshot of the transaction that counts rows and lists files."""
    path = folder / "database.dump"
    parameters = {key: value for key, value in connection.get_connection_params().items() if key in postgres.VARIABLES}
    with psycopg.connect(**parameters) as own:
        own.isolation_level, own.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        [(name,)] = own.execute("SELECT pg_export_snapshot()").fetchall()
        postgres.run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={path}"
        )
        return described(path, lambda sql: own.execute(sql).fetchall())


def described(path: Path, ask: Ask) -> Snapshot:
    """What the database behind `ask` holds."""
    names = tables(ask)
    blob, link = apps.get_model("core.Blob")._meta.db_table, apps.get_model("core.Link")._meta.db_table
    head = ask(f'SELECT position, digest FROM "{link}" ORDER BY position DESC LIMIT 1')
    return Snapshot(
        path=path,
        tables={name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in names},
        migrations=sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations")),
        head=head[0] if head else (0, ""),
        blobs=sorted(ask(f'SELECT sha256, size FROM "{blob}"')),
    )


def tables(ask: Ask, vendor: str = "") -> list[str]:
    """Names of the tables, in order; none in an empty database."""
    sql = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if (vendor or connection.vendor) == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(name for (name,) in ask(sql))


def ask_now(sql: str) -> list[tuple[Any, ...]]:
    """Ask the living database."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()

"""Database triggers that keep history: append-only tables refuse UPDATE and DELETE on both engines.

SQLite drops triggers when it alters a table, so they are installed again after every migrate, and checked at
start. Only the test runner's flush lifts them (see `lifted`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from .append_only import APPEND_ONLY, BUT_FOR


@dataclass(frozen=True)
class Guard:
    """A trigger that keeps on SQLite what a constraint of `model`'s table keeps on PostgreSQL.

    `sql` creates it unless it exists, under `name`. SQLite has one writer at a time, so that a trigger which looks for
    another row decides as surely as an exclusion constraint does.
    """

    model: type[models.Model]
    name: str
    sql: str


GUARDS: list[Guard] = []

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION portage_history_only_grows() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'history only grows: % on %', TG_OP, TG_TABLE_NAME; END $$ LANGUAGE plpgsql
"""


def verbs(vendor: str) -> tuple[str, ...]:
    """What history refuses. SQLite has no TRUNCATE."""
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def _name(table: str, verb: str) -> str:
    return f"grows_{table}_{verb.lower()}"


def statements(vendor: str, model: type[models.Model]) -> Iterator[str]:
    """The SQL that installs the triggers of a model's table; running it twice changes nothing."""
    table = model._meta.db_table
    for verb in verbs(vendor):
        what = f"UPDATE OF {_kept(model)}" if verb == "UPDATE" and model in BUT_FOR else verb
        if vendor == "postgresql":
            each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
            yield (
                f'CREATE OR REPLACE TRIGGER "{_name(table, verb)}" BEFORE {what} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION portage_history_only_grows()"
            )
        else:
            yield (
                f'CREATE TRIGGER IF NOT EXISTS "{_name(table, verb)}" BEFORE {what} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'history only grows: {verb} on {table}'); END"
            )


def _kept(model: type[models.Model]) -> str:
    """The columns that nobody changes, of a table in which some may be."""
    kept = (field.column for field in model._meta.concrete_fields if field.name not in BUT_FOR[model])
    return ", ".join(f'"{column}"' for column in kept)


def install(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers of every append-only table that exists, and on SQLite the guards."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for model in APPEND_ONLY:
            if model._meta.db_table in present:
                for statement in statements(connection.vendor, model):
                    cursor.execute(statement)
        for guard in _guards(connection):
            if guard.model._meta.db_table in present:
                cursor.execute(guard.sql)


def _guards(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Those that this engine needs."""
    return GUARDS if connection.vendor == "sqlite" else []


def install_after_migrate(using: str = "default", **_: object) -> None:
    install(connections[using])


def missing(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> list[str]:
    """Names of triggers that should stand and do not; with `tables`, only those of tables that exist."""
    present = None if tables is None else set(tables)
    wanted = {
        _name(model._meta.db_table, verb)
        for model in APPEND_ONLY
        if present is None or model._meta.db_table in present
        for verb in verbs(connection.vendor)
    }
    wanted |= {one.name for one in _guards(connection) if present is None or one.model._meta.db_table in present}
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


@contextmanager
def lifted(connection: BaseDatabaseWrapper, tables: list[type[models.Model]]) -> Iterator[None]:
    """Without the triggers of `tables`, for the test runner's flush and for the restore command; then with them again."""
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            for verb in verbs(connection.vendor):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{_name(table, verb)}"{on}')
    try:
        yield
    finally:
        install(connection)

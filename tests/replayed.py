"""What every test begins with is made once by the verbs, then put back row by row: the same rows, in a tenth of the time.

The first call in a process runs the verbs and keeps the rows that they added, changed or removed and what they returned;
later calls, in a test that did the same until then, write these rows again. Where anything else was done, the verbs run.
What is made from a row names it by its key: keys are drawn at random, so that equal ones were put back as well. Of a row that
a test changes by hand in between, only that it did is seen, not how: `what` must tell.
"""

import pickle
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from portage.core.models import Entry

Made = TypeVar("Made")
Rows = dict[str, list[tuple]]


@dataclass(frozen=True)
class Kept:
    """The rows that were added and those that were changed, the keys of those that went, by table; what was returned."""

    added: Rows
    changed: Rows
    gone: Rows
    columns: dict[str, list[str]]
    returned: bytes


@dataclass
class SoFar:
    """What the present test put back, and how many statements of its own wrote."""

    counting: bool = False
    told: tuple[Hashable, ...] = ()
    written: int = 0


KEPT: dict[Hashable, Kept] = {}
SO_FAR = SoFar()


def replayed(what: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` returns, with the rows that it adds; `what` tells it from others."""
    if not SO_FAR.counting:
        return make()
    key, written = (what, stands()), SO_FAR.written
    returned = put_back(KEPT[key]) if key in KEPT else kept_as(key, make)
    SO_FAR.told, SO_FAR.written = (*SO_FAR.told, what), written
    return returned


def kept_as(key: Hashable, make: Callable[[], Made]) -> Made:
    before = by_key(*every_row())
    returned = make()
    after, columns = every_row()
    added, changed, gone = Rows(), Rows(), Rows()
    for table, rows in by_key(after, columns).items():
        former = before[table]
        added[table] = [row for pk, row in rows.items() if pk not in former]
        changed[table] = [row for pk, row in rows.items() if former.get(pk, row) != row]
        gone[table] = [(pk,) for pk in former.keys() - rows.keys()]
    KEPT[key] = Kept(added, changed, gone, columns, pickle.dumps(returned))
    return returned


def by_key(rows: Rows, columns: dict[str, list[str]]) -> dict[str, dict[Any, tuple]]:
    """{table: {primary key: row}}."""
    places = {table: names.index(keys()[table]) for table, names in columns.items()}
    return {table: {row[places[table]]: row for row in found} for table, found in rows.items()}


@cache
def keys() -> dict[str, str]:
    """The column of each table that tells its rows apart."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._meta.pk.column for model in models if model._meta.pk}


@contextmanager
def counting() -> Iterator[None]:
    """One test: what it puts back, and how often else it writes. Outside of this nothing is put back."""
    SO_FAR.counting, SO_FAR.told, SO_FAR.written = True, (), 0
    try:
        with connection.execute_wrapper(_count):
            yield
    finally:
        SO_FAR.counting = False


def _count(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    SO_FAR.written += sql.startswith(("INSERT", "UPDATE", "DELETE"))
    return execute(sql, params, many, context)


def stands() -> Hashable:
    """What this test did until now, the newest event, and what a flush numbers anew."""
    newest = (
        kind.objects.order_by("-pk").values_list("pk", flat=True).first() for kind in (ContentType, Permission, Entry)
    )
    return SO_FAR.told, SO_FAR.written, *newest


@cache
def tables() -> tuple[str, ...]:
    return tuple(sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)}))


def every_row() -> tuple[Rows, dict[str, list[str]]]:
    rows, columns = {}, {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {quoted(table)}")
            columns[table] = [column[0] for column in cursor.description]
            rows[table] = cursor.fetchall()
    return rows, columns


def put_back(kept: Kept) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in kept.columns.items():
            key = keys()[table]
            same, names = f"{quoted(key)} = %s", ", ".join(map(quoted, columns))
            values, places = ", ".join(f"{quoted(name)} = %s" for name in columns), ", ".join(["%s"] * len(columns))
            changed = [(*row, row[columns.index(key)]) for row in kept.changed[table]]
            for statement, rows in (
                (f"DELETE FROM {quoted(table)} WHERE {same}", kept.gone[table]),
                (f"UPDATE {quoted(table)} SET {values} WHERE {same}", changed),
                (f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", kept.added[table]),
            ):
                if rows:
                    cursor.executemany(statement, rows)
    return pickle.loads(kept.returned)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)

"""History only grows: the database itself refuses, whatever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from portage.core import journal, triggers
from portage.core.append_only import APPEND_ONLY, HistoryChanged
from portage.core.journal import PORTAGE
from portage.core.models import Cursor, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(person, at):
    return journal.record("core.tested", person, by=PORTAGE, at=at)


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "history only grows" in str(error)
    return False


def test_every_table_of_history_has_its_triggers():
    assert triggers.missing(connection) == []
    assert len(APPEND_ONLY) > 3


def test_code_and_sql_are_both_refused(entry):
    with pytest.raises(HistoryChanged):
        Entry.objects.all().delete()
    with pytest.raises(HistoryChanged):
        Entry.objects.update(kind="x")
    assert refused("UPDATE core_entry SET kind = 'x'")
    assert refused("DELETE FROM core_entry")
    assert Entry.objects.get() == entry
    assert Entry.objects.get().kind == "core.tested"


def test_the_ways_round_are_refused_too(entry):
    if connection.vendor == "sqlite":
        columns = "id, at, kind, scope_kind, scope_id, request_id, facts"
        assert refused(f"INSERT OR REPLACE INTO core_entry ({columns}) SELECT {columns} FROM core_entry")
    else:
        connection.check_constraints()  # nothing pending, which would refuse for another reason
        assert refused("TRUNCATE core_entry CASCADE")
    assert refused(
        "INSERT INTO core_entry SELECT * FROM core_entry WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'x'"
    )
    assert Entry.objects.get().kind == "core.tested"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_transactional_tests_begin_empty_and_leave_the_triggers(entry, turn):
    Cursor.objects.create(reader="x")
    assert Entry.objects.count() == Cursor.objects.count() == 1
    assert refused("DELETE FROM core_entry")

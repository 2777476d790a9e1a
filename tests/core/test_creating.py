"""Many tables made by one operation are the same tables, and go as they came."""

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from portage.core.creating import CreateModels

SHELF = CreateModel(
    "Shelf",
    [("id", models.BigAutoField(primary_key=True)), ("room", models.CharField(max_length=20))],
    options={"constraints": [models.UniqueConstraint(fields=["room"], name="one_shelf_a_room")]},
)
BOOK = CreateModel(
    "Book",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("shelf", models.ForeignKey("library.Shelf", models.PROTECT, related_name="books")),
    ],
    options={"indexes": [models.Index(fields=["shelf", "id"], name="book_by_shelf")]},
)
TABLES = {"library_shelf", "library_book"}


def applied(operations) -> ProjectState:
    state = ProjectState()
    for operation in operations:
        state.apps  # noqa: B018  drawn, as while a database is migrated
        operation.state_forwards("library", state)
    return state


def test_it_leaves_the_state_that_one_operation_a_model_leaves():
    together, one_by_one = applied([CreateModels([SHELF, BOOK])]), applied([SHELF, BOOK])
    assert together == one_by_one
    shelf = together.apps.get_model("library", "Shelf")
    assert [link.name for link in shelf._meta.related_objects] == ["books"]


@pytest.mark.django_db(transaction=True)
def test_the_tables_come_with_what_they_promise_and_go_again():
    operation = CreateModels([SHELF, BOOK])
    before, after = ProjectState(), applied([operation])
    with connection.schema_editor() as editor:
        operation.database_forwards("library", editor, before, after)
    try:
        with connection.cursor() as cursor:
            assert set(connection.introspection.table_names(cursor)) >= TABLES
            shelf = connection.introspection.get_constraints(cursor, "library_shelf")
            book = connection.introspection.get_constraints(cursor, "library_book")
        assert shelf["one_shelf_a_room"]["unique"]
        assert book["book_by_shelf"]["index"]
        assert ("library_shelf", "id") in [found["foreign_key"] for found in book.values()]
    finally:
        with connection.schema_editor() as editor:
            operation.database_backwards("library", editor, after, before)
    with connection.cursor() as cursor:
        assert not TABLES & set(connection.introspection.table_names(cursor))

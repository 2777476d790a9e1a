"""A writer for tests of backups: `python -m tests.core.writer` writes linked rows until it is stopped.

Each transaction moves a counter, journals it and stores a file of its number: at any one moment the three agree.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

READER = "writer"
KIND = "core.written"


@dataclass(frozen=True)
class State:
    """What a copy holds: the counter, how many entries and files were written, and the files that have no bytes row."""

    position: int
    entries: int
    files: int
    orphans: int

    @property
    def disagreements(self) -> int:
        return len({self.position, self.entries, self.files}) - 1 + self.orphans


QUESTIONS = [
    f"SELECT position FROM core_cursor WHERE reader = '{READER}'",
    f"SELECT count(*) FROM core_entry WHERE kind = '{KIND}'",
    "SELECT count(*) FROM core_storedfile WHERE name = 'writer.txt'",
    "SELECT count(*) FROM core_storedfile f LEFT JOIN core_blob b ON b.sha256 = f.blob_id WHERE b.sha256 IS NULL",
]


def state(ask: Callable[[str], list[tuple[Any, ...]]], pause: Callable[[], None] = lambda: None) -> State:
    """The state behind `ask`; `pause` between the questions makes it the copy that a naive tool would take."""
    answers = []
    for question in QUESTIONS:
        rows = ask(question)
        answers.append(rows[0][0] if rows else 0)
        pause()
    return State(*answers)


def write_one() -> None:
    """One linked write, in one transaction."""
    from django.db import transaction

    from portage.core import clock, files, journal
    from portage.core.journal import PORTAGE
    from portage.core.models import Cursor
    from portage.network.models import Person

    person, now = Person.objects.get(email="writer@portage.example"), clock.now()
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(reader=READER)
        cursor.position += 1
        cursor.save()
        journal.record(
            KIND, person, by=PORTAGE, at=now, text={"words": f"text {cursor.position}"}, number=cursor.position
        )
        files.store(
            f"file {cursor.position} {os.getpid()}".encode(),
            scope=person,
            name="writer.txt",
            media_type="text/plain",
            at=now,
        )


def prepare() -> None:
    """The person and the counter that writers use."""
    from portage.core.models import Cursor
    from portage.network.models import Person

    Person.objects.get_or_create(email="writer@portage.example", defaults={"name": "Writer"})
    Cursor.objects.get_or_create(reader=READER)


if __name__ == "__main__":
    import django

    django.setup()
    parent = os.getppid()
    while os.getppid() == parent:  # no orphan goes on writing
        write_one()
        time.sleep(0.03)

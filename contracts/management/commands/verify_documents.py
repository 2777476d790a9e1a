"""`manage.py verify_documents`: every stored document, its bytes, its signatures and its record of evidence, with progress."""

from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.actions.verification import verify_part
from contracts.queries import verification as queries
from portage.core import clock


class Command(BaseCommand):
    help = (
        "Verify every stored document: the hash of its bytes, its seal and its signatures, each state of a signed file against "
        "the one before, and its record of evidence from the first event to the last. What is found is recorded. Ends with "
        "code 2 when a document does not stand. Interrupted, it goes on with --resume."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", action="store_true", help="go on with the run that wrote last")

    def handle(self, *, resume: bool, verbosity: int, **_: Any) -> None:
        run = (queries.last_run() if resume else None) or uuid4()
        done = queries.parts_done(run)
        if done and verbosity:
            self.stdout.write(f"resumed: {len(done)} of {len(queries.PARTS)} parts were read before")
        checked = sealed = records = failed = 0
        for number, part in enumerate(queries.PARTS, 1):
            row = verify_part(part, run=run, at=clock.now())
            checked, sealed, records = checked + row.checked, sealed + row.sealed, records + row.records
            failed += len(row.failures)
            for one in row.failures:
                self.stderr.write(told(one))
            if verbosity and part not in done and (row.checked or number % 32 == 0):
                share = 100 * number // len(queries.PARTS)
                self.stdout.write(
                    f"{share:3d} %  {checked} documents, {sealed} sealed, {records} records, {failed} failed"
                )
        if failed:
            raise CommandError(f"{failed} failures among {checked} documents and {records} records", returncode=2)
        if verbosity:
            self.stdout.write(f"{checked} documents stand, {sealed} of them sealed, and {records} records of evidence")


def told(failure: dict[str, Any]) -> str:
    """A failure as a line: which document, what is wrong, at which event or state, and the hash."""
    place = f" at {failure['place']}" if failure.get("place") is not None else ""
    return f"FAILED  {failure['sha256']}  {failure['problem']}{place}  {failure.get('document', '')}".rstrip()

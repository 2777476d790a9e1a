"""`manage.py verify_journal`: prove that no row of the journal was changed, added, removed or reordered."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core.journal import proof as journal_proof
from portage.core.models import Link


class Command(BaseCommand):
    help = "Verify the chain of the journal; names the first broken row and ends with code 1 if there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="POSITION:DIGEST",
            help="a head noted earlier, outside of this database: proves that nothing was cut off or written anew since",
        )

    def handle(self, *, expect: str | None, verbosity: int, **_: Any) -> None:
        started = time.monotonic()
        proof = journal_proof.verify()
        if proof.broken:
            raise CommandError(
                f"broken at position {proof.broken.position} (entry {proof.broken.entry}): {proof.broken.reason}"
            )
        if expect:
            self.compare(expect)
        if verbosity:
            spent = time.monotonic() - started
            self.stdout.write(
                f"{proof.links} links hold, {proof.texts} texts, {proof.erased} erased, {proof.unlinked} entries wait for their link"
                f" ({spent:.1f} s)\nhead {proof.links}:{proof.head}"
            )

    def compare(self, expect: str) -> None:
        """The head noted before must still stand where it stood."""
        position, _, digest = expect.partition(":")
        found = Link.objects.filter(position=int(position)).values_list("digest", flat=True).first()
        if found != digest:
            raise CommandError(
                f"position {position} has digest {found}, not {digest}: the chain was cut or written anew"
            )

"""`manage.py demo --size small|cases|large [--reload]`: fill an empty database with a demonstration, print its logins."""

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portage.core import clock
from portage.home.demo import accounts, cases, factors, large, small
from portage.home.demo.reload import empty
from portage.network.models import Organisation, Person


class Command(BaseCommand):
    help = "Fill an empty database with the research cases, a small set for tests, or a large one for measures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=["small", "cases", "large"], default="cases", help="default: cases")
        parser.add_argument("--reload", action="store_true", help="empty the database first (only when DEBUG=1)")
        parser.add_argument(
            "--no-documents", action="store_true", help="cases: stand-ins instead of rendered documents"
        )
        parser.add_argument("--contracts", type=int, default=100_000, help="large: how many (default: 100 000)")
        parser.add_argument("--seed", type=int, default=1, help="large: the same seed and day give the same data")
        parser.add_argument(
            "--logins", action="store_true", help="only print the logins of the demonstration that is there"
        )

        parser.add_argument("--code", metavar="ADDRESS", help="only print the present code of who signs in with one")

    def handle(self, *, size: str, reload: bool, logins: bool, code: str | None, **options: Any) -> None:
        if code:
            return self.print_code(code)
        if logins:
            return self.print_logins()
        self.make_room(size, again=reload)
        began = time.monotonic()
        self.fill(size, options)
        self.say(f"Loaded in {time.monotonic() - began:.0f} s.")
        return self.print_logins()

    def fill(self, size: str, options: dict[str, Any]) -> None:
        """Load the size that was asked for."""
        now = clock.now()
        if size == "small":
            small.load(now=now, say=self.say)
        elif size == "cases":
            cases.load(now=now, documents=not options["no_documents"], say=self.say)
        else:
            self.fill_large(options["contracts"], options["seed"], now)

    def fill_large(self, contracts: int, seed: int, now: datetime) -> None:
        """Load in bulk, then look whether it holds."""
        loaded = large.load(contracts, seed=seed, now=now, progress=self.say)
        accounts.give_passwords(at=now)
        self.say("Verifying: terms, grants and journal of every contract, copies of 2 000")
        if faults := large.verify(loaded.today):
            raise CommandError("The data do not hold:\n" + "\n".join(faults))
        self.say(
            "Verified: terms tile, copies are what the rules say, only parties see, the journal tells each fact once."
        )

    def make_room(self, size: str, *, again: bool) -> None:
        """Refuse a known password outside a developer's machine, and a database in which somebody already is."""
        if not settings.DEBUG:
            raise CommandError("The demonstration has a known password: it is loaded only when DEBUG=1.")
        if again:
            self.say("Emptying the database")
            empty()
        if Person.objects.exists() or Organisation.objects.exists():
            raise CommandError(
                "There is data already. `demo --reload` throws it away and loads the demonstration again."
            )

    def print_logins(self) -> None:
        """A table: role, organisation, e-mail; one password for all."""
        rows = list(accounts.logins())
        if not rows or not settings.DEBUG:
            return self.say("No demonstration logins here.")
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            self.say("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())
        self.say(f"Password of everybody whose address ends in .example: {accounts.PASSWORD}")
        for line in factors.told():
            self.say(line)
        return None

    def print_code(self, email: str) -> None:
        """The six figures of this half minute; refused outside a developer's machine."""
        try:
            self.say(factors.code_of(email))
        except factors.NoCode:
            raise CommandError(f"No code for {email}: {', '.join(factors.WHO)} have one, where DEBUG=1.") from None

    def say(self, words: str) -> None:
        """One line, at once."""
        self.stdout.write(words)
        self.stdout.flush()

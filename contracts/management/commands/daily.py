"""`manage.py daily [--on DATE]`: what every contract is owed today, or on a given day. Run it as often as you like."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand

from contracts.actions.renewal import run_day
from contracts.actions.signing.day import run_signing_day
from portage.core import clock


class Command(BaseCommand):
    help = "Reminders, tacit renewals and ends that are due. Running it twice changes nothing more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="act as on this local day, e.g. 2027-03-01 (default: each contract's today)",
        )

    def handle(self, *, on: date | None, **_: object) -> None:
        at = clock.now()
        done = run_day(at=at, on=on).figures() | run_signing_day(at=at, on=on)
        self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))

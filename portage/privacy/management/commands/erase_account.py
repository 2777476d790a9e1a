"""`manage.py erase_account EMAIL --yes`: the operator erases an account whose person asked for it in writing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core import clock
from portage.core.journal import PORTAGE
from portage.core.refusals import Refused
from portage.privacy.actions import erase_account_of


class Command(BaseCommand):
    help = "Erase an account without active membership. It cannot be taken back; what was signed keeps the name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="without it nothing is erased")

    def handle(self, *, email: str, yes: bool, **_: Any) -> None:
        if not yes:
            raise CommandError(f"the account {email} would be erased, for good: say --yes")
        try:
            erased = erase_account_of(email, by=PORTAGE, at=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"{erased.name}: {erased.pk}")

"""`manage.py add_administrator ADDRESS --name NAME`: somebody who keeps the platform running, and reads no contract."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from portage.core import clock
from portage.network.actions import add_platform_administrator
from portage.network.keys.first import first_key


class Command(BaseCommand):
    help = "A platform administrator: jobs, mail, the record of law; prints the first key of a new account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="ADDRESS")
        parser.add_argument("--name", required=True)

    def handle(self, *, email: str, name: str, **_: object) -> None:
        person = add_platform_administrator(email=email, name=name, at=clock.now())
        self.stdout.write(f"{person.name} is a platform administrator")
        if not person.password:
            self.stdout.write(f"chooses a password at {first_key(person)}")

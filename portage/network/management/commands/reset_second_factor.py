"""`manage.py reset_second_factor ADDRESS`: for who lost device and recovery codes, once you know that it is them."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from portage.core import clock
from portage.network import queries
from portage.network.actions import reset_second_factor


class Command(BaseCommand):
    help = "Take a person's second factors and recovery codes away: sessions close, their API tokens end, they are told by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="ADDRESS")

    def handle(self, *, email: str, **_: object) -> None:
        person = queries.person_known_as(email)
        if person is None:
            raise CommandError(f"nobody has the address {email}")
        taken = reset_second_factor(person, at=clock.now())
        self.stdout.write(
            f"{person.name}: {taken} taken away, sessions closed, tokens revoked; a letter goes to {person.email}"
        )

"""`manage.py add_member ORGANISATION ADDRESS --name NAME --role ROLE`: a person joins an organisation."""

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from portage.core import clock
from portage.core.refusals import Refused
from portage.network.actions import add_member
from portage.network.keys.first import first_key
from portage.network.models import Organisation
from portage.network.roles import Role


class Command(BaseCommand):
    help = "Give a person, known or new, a role in an organisation; prints the first key of a new account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "organisation", help="its identifier (the last part of its page's address), or its name if only one has it"
        )
        parser.add_argument("email", metavar="ADDRESS")
        parser.add_argument("--name", required=True, help="as it stands under what they sign")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--title", default="", help="as contracts print it, e.g. managing director")
        parser.add_argument("--administrator", action="store_true", help="also manages the organisation's members")

    def handle(
        self, *, organisation: str, email: str, name: str, role: str, title: str, administrator: bool, **_: object
    ) -> None:
        try:
            member = add_member(
                find(organisation),
                email=email,
                name=name,
                role=role,
                title=title,
                is_administrator=administrator,
                at=clock.now(),
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{member.person.name}, {member.get_role_display()}, {member.organisation.name}")
        if not member.person.password:
            self.stdout.write(f"chooses a password at {first_key(member.person)}")


def find(organisation: str) -> Organisation:
    """By identifier, or by a name that only one bears."""
    try:
        found = list(Organisation.objects.filter(pk=UUID(organisation)))
    except ValueError:
        found = list(Organisation.objects.filter(name=organisation))
    if len(found) != 1:
        raise CommandError(f"{len(found)} organisations are called {organisation}: give the identifier")
    return found[0]

"""`manage.py open_group NAME --country FR --administrator ADDRESS --administrator-name NAME`: a carrier group begins."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portage.core import clock
from portage.core.journal import PORTAGE
from portage.network.actions import add_member, open_group
from portage.network.keys.first import first_key
from portage.network.models import Organisation
from portage.network.roles import Kind, Role


class Command(BaseCommand):
    help = "Open a carrier group with its first person, a portage manager who administers it; prints their first key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--country", required=True, help="country of seat, e.g. FR")
        parser.add_argument("--administrator", required=True, metavar="ADDRESS", help="e-mail of the first person")
        parser.add_argument(
            "--administrator-name", required=True, metavar="NAME", help="as it stands under what they sign"
        )
        parser.add_argument("--language", choices=["fr", "en"], default="en")
        parser.add_argument("--time-zone", default="Europe/Paris")

    def handle(self, *, name: str, country: str, administrator: str, administrator_name: str, **more: str) -> None:
        if Organisation.objects.filter(kind=Kind.CARRIER_GROUP, name=name).exists():
            raise CommandError(f"there is a carrier group of the name {name}")
        at = clock.now()
        facts = {"name": name, "country": country, "language": more["language"], "time_zone": more["time_zone"]}
        try:
            with transaction.atomic():
                group = open_group(by=PORTAGE, at=at, **facts)
                member = add_member(
                    group,
                    email=administrator,
                    name=administrator_name,
                    role=Role.PORTAGE_MANAGER,
                    is_administrator=True,
                    at=at,
                )
        except ValidationError as error:
            raise CommandError(
                "; ".join(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
            ) from None
        self.stdout.write(
            f"{group.name}: {group.pk}\n{member.person.name} chooses a password at {first_key(member.person)}"
        )

"""`manage.py publish_models`: the models of articles that ship with the product, for every organisation."""

from django.core.management.base import BaseCommand

from contracts.actions.models import publish_shipped
from portage.core import clock
from portage.core.journal import PORTAGE


class Command(BaseCommand):
    help = (
        "Publish the models that ship with this release. Unchanged texts make no new version: run it after each update."
    )

    def handle(self, **_: object) -> None:
        version = publish_shipped(by=PORTAGE, at=clock.now())
        self.stdout.write(f"{version.model.name}: version {version.number}")

"""`manage.py reseal_second_factors`: after a new SECRET_KEY, before the former one leaves SECRET_KEY_FALLBACKS."""

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from portage.network.actions import reseal_second_factors


class Command(BaseCommand):
    help = "Encrypt every secret of a second factor anew, under the present SECRET_KEY."

    def handle(self, **_: object) -> None:
        try:
            sealed = reseal_second_factors()
        except InvalidToken:
            raise CommandError(
                "a secret opens with none of the keys: put the former SECRET_KEY in SECRET_KEY_FALLBACKS"
            ) from None
        self.stdout.write(f"{sealed} sealed anew")

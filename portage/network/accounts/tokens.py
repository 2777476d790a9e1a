"""How long a link that opens an account is good: two hours for a forgotten password, days for the first key.

A forgotten password is asked for and answered within minutes, by mail that others may come to read. The first key is
given by an operator to somebody who has no password yet, and opens nothing that anybody used before.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

FORGOTTEN_SECONDS = 2 * 3600


class KeyGenerator(PasswordResetTokenGenerator):
    """Dies with the password, a login, or an address of the account: also a link sent to an address since removed."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        addresses = EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True)
        return super()._make_hash_value(user, timestamp) + "|".join(sorted(addresses))

    def check_token(self, user: Any, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).split("-", 1)[0])
        begun = bool(user.password) and user.has_usable_password()
        return not begun or self._num_seconds(self._now()) - made <= FORGOTTEN_SECONDS

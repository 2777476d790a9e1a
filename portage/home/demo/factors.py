"""Two people of the demonstration who sign in with a code, so that the second step can be tried. Only where DEBUG is on."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from portage.network.accounts.sealing import seal
from portage.network.models import Person

WHO = ("manager@pechiney.example", "direction@pmi3.example")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # nosec B105 printed on purpose, as the password is
SEED = "5e" * 40
PERIOD = 30


class NoCode(Exception):
    """Not a developer's machine, or nobody of the two."""


def give_factors() -> None:
    """An authenticator app whose secret is known, and recovery codes."""
    for person in Person.objects.filter(email__in=WHO):
        for kind, data in (
            ("totp", {"secret": seal(SECRET)}),
            ("recovery_codes", {"seed": seal(SEED), "used_mask": 0}),
        ):
            Authenticator.objects.get_or_create(user=person, type=kind, defaults={"data": data})


def code_of(email: str) -> str:
    """The six figures of this half minute. Raises NoCode."""
    if (
        not settings.DEBUG
        or not Authenticator.objects.filter(user__email=email, user__email__in=WHO, type="totp").exists()
    ):
        raise NoCode(email)
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // PERIOD))


def told() -> list[str]:
    """What to print below the logins."""
    held = list(
        Authenticator.objects.filter(user__email__in=WHO, type="recovery_codes").select_related("user").order_by("pk")
    )
    if not held:
        return []
    return [
        f"Asked for a code besides: {', '.join(one.user.email for one in held)}. The present one: manage.py demo --code ADDRESS",
        f"Secret for an authenticator app: {SECRET}. Recovery codes, each once: {' '.join(held[0].wrap().get_unused_codes()[:3])}",
    ]

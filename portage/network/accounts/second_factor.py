"""The second factor: who must have one, who lacks it now, how it is called and kept.

An authenticator app or a passkey is one. Recovery codes alone are not: they are for the day when it is lost.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portage.core import clock

from .. import access, queries
from ..models import Membership, Person
from ..rules.accounts import REQUIRED, Part, needs_second_factor, proved_enough
from .devices import device
from .sealing import seal, unseal

FRESH_SECONDS = 300


def must_have(person: Person, memberships: list[Membership]) -> bool:
    """Whether this person, with these active memberships, must have a second factor here. Asks the database nothing."""
    if settings.SECOND_FACTOR != REQUIRED:
        return False
    parts = [Part(one.role, one.is_administrator) for one in memberships]
    signing = access.PERMISSIONS["contracts.sign_contract"]
    return needs_second_factor(parts, signing=signing, platform=person.is_platform_administrator)


def lacks(request: Any, memberships: list[Membership]) -> bool:
    """Whether who asks must have a second factor and has none: they are led to the page where they set it up."""
    if not must_have(request.user, memberships):
        return False
    return not proved_enough(
        has_factor=getattr(request.user, "has_second_factor", False),
        by_provider=came_by_provider(request),
        provider_asks=settings.OIDC_SECOND_FACTOR,
    )


def came_by_provider(request: Any) -> bool:
    """Whether this session was opened by the identity provider."""
    return any(record.get("method") == "socialaccount" for record in get_authentication_records(request, request.user))


def is_sure(request: Any) -> bool:
    """Whether who acts said again, within five minutes, who they are: by password, second factor or provider.

    Who has neither password nor factor signs in by the provider again: only that sign-in counts.
    """
    if get_reauthentication_flows(request.user):
        return did_recently_reauthenticate(request)
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records if record.get("method") == "socialaccount"), default=0.0)
    return clock.now().timestamp() - last < FRESH_SECONDS


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "What you may do here needs a second factor: add another one before you take this one away."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays with who must have one."""
        person: Any = authenticator.user
        if queries.factors(person).exclude(pk=authenticator.pk).exists():
            return True
        return not must_have(person, list(queries.active_memberships(person)))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A passkey is called after the device that makes it."""
        from allauth.core import context

        return device(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SITE_HOST, "name": "Portage"}

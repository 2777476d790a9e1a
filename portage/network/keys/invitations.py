"""The key of an invitation: signed, so that nothing secret is kept; it names the letter, so that only the newest opens."""

from uuid import UUID

from django.core import signing

from ..models import Invitation

SALT = "portage.network.invitation"


def key_of(invitation: Invitation) -> str:
    """What the address of its newest letter holds."""
    return signing.dumps([invitation.pk.hex, invitation.round], salt=SALT)


def opened_by(key: str) -> tuple[UUID, int] | None:
    """(identifier, round) of a key that we made; None for anything else."""
    try:
        pk, number = signing.loads(key, salt=SALT)
        return UUID(hex=pk), int(number)
    except (signing.BadSignature, ValueError, TypeError):
        return None

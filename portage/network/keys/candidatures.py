"""The keys of a candidature's letters, signed, so that nothing secret is kept: one confirms, one shows how it stands.

The key of a group's public page is another thing: short, random, made to be printed on a poster.
"""

from secrets import choice
from uuid import UUID

from django.core import signing

from portage.core.references import ALPHABET

from ..models import Candidature

CONFIRM, OWN = "portage.network.candidature.confirm", "portage.network.candidature.own"
LENGTH = 10


def page_key() -> str:
    """Ten characters of an alphabet without look-alikes: fifty bits, which nobody tries out."""
    return "".join(choice(ALPHABET) for _ in range(LENGTH)).lower()


def confirm_key(candidature: Candidature) -> str:
    """What the first letter holds: it proves the address."""
    return signing.dumps(candidature.pk.hex, salt=CONFIRM)


def own_key(candidature: Candidature) -> str:
    """What the second letter holds: it shows the applicant how it stands, and withdraws it."""
    return signing.dumps(candidature.pk.hex, salt=OWN)


def opened_by(key: str, salt: str) -> UUID | None:
    """The identifier of a key that we made for that purpose; None for anything else."""
    try:
        return UUID(hex=signing.loads(key, salt=salt))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None

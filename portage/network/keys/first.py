"""The first key to an account: an address, good for a few days, where a person chooses a password."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from ..models import Person


def first_key(person: Person) -> str:
    """The address to give to `person`, by a way that only they read. It dies when a password is chosen.

    Who opens the account vouches that the e-mail address is theirs.
    """
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": not _has_address(person)}
    )
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)


def _has_address(person: Person) -> bool:
    return EmailAddress.objects.filter(user=person, primary=True).exists()

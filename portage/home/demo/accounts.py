"""Logins of the demonstration: one password for all, only where DEBUG is on."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from portage.network.models import Membership, Person

from . import carried, confidential, factors, invented, pechiney, rhodia
from .shapes import Someone

PASSWORD = "portage-demonstration"  # nosec B105 printed on purpose: it opens nothing where DEBUG is off
DOMAIN = ".example"
# Of the large demonstration: who sees three contracts in ten, who sees 300, who has five.
LARGE = ("manager@wide.example", "manager@light.example", "director@small.example")
ADMINISTRATOR = ("admin@portage.example", "A. Martel")


class NotHere(Exception):
    """A known password on a platform that is not a developer's machine."""


def give_passwords(*, at: datetime) -> None:
    """Everybody whose address ends in .example may log in; one of them administers the platform.

    The password is hashed once: a hundred slow hashes would take most of the loading.
    """
    if not settings.DEBUG:
        raise NotHere("DEBUG is off")
    email, name = ADMINISTRATOR
    Person.objects.get_or_create(
        email=email, defaults={"name": name, "is_platform_administrator": True, "joined_at": at, "language": "fr"}
    )
    people = Person.objects.filter(email__endswith=DOMAIN)
    people.update(password=make_password(PASSWORD))
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people],
        ignore_conflicts=True,
    )
    factors.give_factors()


def logins() -> list[tuple[str, str, str]]:
    """(role, organisation, e-mail) of the people to log in as, in the order of the data; only those who are here."""
    wanted = {email: place for place, email in enumerate([*(someone.email for someone in shown()), *LARGE])}
    rows = Membership.objects.filter(person__email__in=wanted, ended_at__isnull=True).select_related(
        "person", "organisation"
    )
    found = sorted(rows, key=lambda row: wanted[row.person.email])
    lines = [(str(row.get_role_display()), row.organisation.name, row.person.email) for row in found]
    administrators = Person.objects.filter(email=ADMINISTRATOR[0])
    return lines + [("platform administrator", "", person.email) for person in administrators]


def shown() -> tuple[Someone, ...]:
    """The people of the data whose login is worth printing."""
    parts = (rhodia, pechiney, carried, confidential, invented)
    return tuple(someone for part in parts for someone in part.people() if someone.shown)

"""What the network forgets of people: addresses of invitations that are over, accounts that are erased.

Who may ask, when it is due and what is journaled is told by `portage.privacy`; these only write.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from portage.core.journal import By

from ..models import Contact, Customer, Invitation, Membership, Organisation, Person, SavedView
from .tokens import revoke_token

# RFC 2606: no mail is ever sent to it.
NOWHERE = "erased.invalid"


def hold(organisations: Collection[UUID]) -> None:
    """Take these organisations, in one order for everybody, until the transaction ends."""
    list(Organisation.objects.select_for_update().filter(pk__in=organisations).order_by("pk").values_list("pk"))


def hold_customers(contacts: QuerySet[Contact]) -> None:
    """Take the customers of these contacts: nobody is in touch with one, or corrects it, until the transaction ends."""
    found = set(contacts.values_list("customer", flat=True))
    list(Customer.objects.select_for_update().filter(pk__in=found).order_by("pk").values_list("pk"))


def forget_invitations(still: QuerySet[Invitation]) -> int:
    """Invitations that nobody accepted go whole: the journal keeps that somebody was invited. The caller holds the organisations."""
    found = list(still.filter(accepted_at__isnull=True).values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=found).delete()
    return len(found)


def forget_addresses(invitations: QuerySet[Invitation]) -> int:
    """The address by which a former member was invited; that they were invited, by whom and as what stays."""
    over = invitations.filter(accepted_as__ended_at__isnull=False).exclude(email="")
    return Invitation.objects.filter(pk__in=list(over.values_list("pk", flat=True))).update(email="")


def forget_views(views: QuerySet[SavedView]) -> int:
    """Kept filters of a list: their names and what was searched."""
    return views.delete()[0]


def close_sessions(person: Person) -> None:
    """Whoever is signed in as this person is signed out at once, everywhere."""
    keys = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    UserSession.objects.filter(user=person).delete()


def addresses_of(person: Person) -> list[str]:
    """Every address of an account, in small letters."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return sorted({person.email.lower(), *(address.lower() for address in others)})


def erase_person(person: Person, *, called: str) -> Person:
    """An account without a person: `called` in place of the name, no address, no password, no key, no session.

    The row stays, as what they signed and did stands under it. The caller holds the row.
    """
    person.name, person.email = called, f"{person.pk.hex}@{NOWHERE}"
    person.is_active = person.is_platform_administrator = False
    person.set_unusable_password()
    person.last_login = None
    person.save()
    person.groups.clear()
    mine: Any = Q(user=person)
    EmailAddress.objects.filter(mine).delete()
    Authenticator.objects.filter(mine).delete()
    close_sessions(person)
    forget_views(SavedView.objects.filter(membership__person=person))
    forget_addresses(Invitation.objects.filter(accepted_as__person=person))
    return person


def is_erased(person: Person) -> bool:
    return person.email.endswith(f"@{NOWHERE}")


def revoke_tokens(membership: Membership, *, by: By, at: datetime) -> None:
    """The tokens of a membership open nothing more."""
    for token in membership.api_tokens.filter(revoked_at__isnull=True):
        revoke_token(token, by=by, at=at)

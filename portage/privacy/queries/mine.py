"""Everything that the platform holds of one person, for that person (GDPR art. 15 and 20).

Only what is theirs: of the journal what they did, not what it was about; of contracts the words they wrote, where they may still
see the contract; of invitations who invited them, not whom else. Nothing of another organisation or person beyond what they may see.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import F, Q

from contracts.models import CalendarFeed
from portage.core.models import Entry, Message, Muted
from portage.network import access
from portage.network.actions.forgetting import addresses_of
from portage.network.models import ApiToken, Invitation, Membership, Organisation, Person, SavedView
from portage.network.queries import active_memberships

from ..places import PLACES
from .owned import readable

Section = tuple[str, Iterator[dict[str, Any]]]


def sections(person: Person) -> list[Section]:
    """(name of the section, its rows), read as they are asked for."""
    return [
        ("account", _account(person)),
        ("addresses", _rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary")),
        ("memberships", _memberships(person)),
        ("sessions", _rows(UserSession.objects.filter(user=person), "created_at", "last_seen_at", "ip", "user_agent")),
        ("second_factors", _rows(Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at")),
        ("kept_filters", _rows(SavedView.objects.filter(membership__person=person), "page", "name", "query")),
        (
            "calendars",
            _rows(CalendarFeed.objects.filter(membership__person=person), "made_at", "revoked_at", "last_read_on"),
        ),
        (
            "tokens",
            _rows(
                ApiToken.objects.filter(membership__person=person),
                "name",
                "scopes",
                "made_at",
                "expires_at",
                "revoked_at",
            ),
        ),
        ("muted_mail", _rows(Muted.objects.filter(person=person), "kind", "at")),
        ("invitations", _invitations(person)),
        ("written", _written(person)),
        ("journal", _journal(person)),
        ("mail", _mail(person)),
    ]


def _rows(found: Any, *names: str) -> Iterator[dict[str, Any]]:
    yield from found.order_by("pk").values(*names).iterator()


def _account(person: Person) -> Iterator[dict[str, Any]]:
    names = ("name", "email", "language", "time_zone", "theme", "joined_at", "last_login")
    yield {name: getattr(person, name) for name in names}


def _memberships(person: Person) -> Iterator[dict[str, Any]]:
    for one in Membership.objects.filter(person=person).select_related("organisation").order_by("started_at", "pk"):
        yield {
            "organisation": one.organisation.name, "role": one.role, "title": one.title, "administrator": one.is_administrator,
            "started_at": one.started_at, "ended_at": one.ended_at,
        }  # fmt: skip


def _invitations(person: Person) -> Iterator[dict[str, Any]]:
    """Those that were sent to an address of theirs."""
    mine = Q(accepted_as__person=person) | Q(email__in=addresses_of(person))
    for one in Invitation.objects.filter(mine).select_related("organisation").order_by("pk"):
        yield {
            "organisation": one.organisation.name, "email": one.email, "role": one.role, "title": one.title, "made_at": one.made_at,
            "accepted_at": one.accepted_at, "revoked_at": one.revoked_at,
        }  # fmt: skip


def _written(person: Person) -> Iterator[dict[str, Any]]:
    """Free text that they wrote, as far as one of their organisations still lets them see it."""
    for membership in active_memberships(Person.objects.get(pk=person.pk)):
        acting = access.act(membership.person, membership).person
        for label, told in PLACES.items():
            if told.author and (told.seen or told.within):
                fields = [name for name, does in told.searched().items() if does not in {"plain", "hidden"}]
                mine = {told.author: person.pk, told.author.removesuffix("__person"): membership.pk}
                found = readable(acting, told, apps.get_model(label)._default_manager.filter(**mine))
                for row in (
                    found.order_by("pk").annotate(written_at=F(told.at)).values("written_at", *fields).iterator()
                ):
                    at = row.pop("written_at")
                    yield {"where": label, "organisation": membership.organisation.name, "at": at, **row}


def _journal(person: Person) -> Iterator[dict[str, Any]]:
    """What they did and where from. Words typed for an organisation that they left stay there."""
    active = set(active_memberships(person).values_list("organisation", flat=True))
    entries = Entry.objects.filter(actor=person).order_by("at", "pk")
    names: dict[Any, str] = dict(Organisation.objects.filter(memberships__person=person).values_list("pk", "name"))
    for at, kind, behalf, text in entries.values_list("at", "kind", "on_behalf_of", "text__content").iterator():
        own = {"address", "agent"} if behalf and behalf not in active else set(text or ())
        told = {name: value for name, value in (text or {}).items() if name in own and name != "email"}
        yield {"at": at, "kind": kind, "organisation": names.get(behalf, ""), "text": told}


def _mail(person: Person) -> Iterator[dict[str, Any]]:
    """What was sent to them; of an organisation that they left, too: it was sent."""
    sent = Message.objects.filter(recipient=person, status=Message.Status.SENT).order_by("pk")
    yield from _rows(sent, "sent_at", "kind", "subject", "text")

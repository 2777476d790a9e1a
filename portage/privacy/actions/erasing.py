"""A person is erased: a contact, what an organisation holds of a former member, an account.

What was signed keeps the name, by law (GDPR art. 17(3)(b) and (e)): the pages say so before anything is confirmed. Each erasure
is an event that names nobody, and a row of `Erasure`, so that a restored backup can be erased anew.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.actions.feed import revoke_feed
from portage.core import journal, outbox, references
from portage.core.journal import By
from portage.core.journal.chain import erase_text
from portage.core.models import EntryText, Message, Muted
from portage.core.refusals import Forbidden, Refused
from portage.network.actions import forgetting, remove_contact
from portage.network.models import Contact, Invitation, Membership, Organisation, Person, SavedView

from ..models import Erasure
from ..queries import owned
from ..queries.search import Asked
from .keeping import check_administrator, unsigned
from .redacting import erase_row, redact


@transaction.atomic
def erase_contact(contact: Contact, *, keys: Sequence[str], by: By, at: datetime) -> int:
    """Erase a contact, and take the person out of the texts that were chosen by hand; how many texts.

    Texts belong to the organisation that `by` acts for, and only its administrators choose any.
    """
    asked = Asked(contact.name, contact.email, contact.phone)
    if keys and by.organisation:
        organisation = Organisation.objects.get(pk=by.organisation)
        for key in keys:
            _one(organisation, key, asked, by, at)
    remove_contact(contact, by=unsigned(by), at=at)
    return len(keys)


def _one(organisation: Organisation, key: str, asked: Asked, by: By, at: datetime) -> None:
    """One chosen text: its words where it is free, else the whole of it."""
    if key.startswith(("network.Contact|", "contracts.ContractModel|")):
        redact(organisation, key, asked, by=by, at=at)
    else:
        erase_row(organisation, key, by=by, at=at)


@transaction.atomic
def erase_member(membership: Membership, *, by: By, at: datetime) -> None:
    """What an organisation holds of somebody who left it: the address they were invited by, where from they acted, their kept
    filters, what was mailed to them about it. The account is theirs, and what they signed stays under their name.
    """
    organisation = membership.organisation
    forgetting.hold([organisation.pk])
    membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
    check_administrator(organisation, by)
    active = Membership.objects.filter(person=membership.person, organisation=organisation, ended_at__isnull=True)
    if membership.ended_at is None or active.exists():
        raise Refused("still_member", _("They act for the organisation: end the membership first."))
    _forget_member(membership, by=by, at=at)
    Erasure.objects.create(kind="member", model="network.Membership", row=str(membership.pk), at=at)
    journal.record("privacy.member_erased", organisation, by=unsigned(by), at=at, membership=membership.pk)


def _forget_member(membership: Membership, *, by: By, at: datetime) -> None:
    texts = EntryText.objects.filter(entry__actor=membership.person, entry__on_behalf_of=membership.organisation_id)
    erase_text(list(texts.values_list("pk", flat=True)), by=unsigned(by), at=at)
    forgetting.forget_addresses(Invitation.objects.filter(accepted_as=membership))
    forgetting.forget_views(SavedView.objects.filter(membership=membership))
    mailed = owned.messages().filter(recipient=membership.person, belongs_to=membership.organisation_id)
    outbox.forget(mailed)


@transaction.atomic
def erase_account(person: Person, *, by: By, at: datetime) -> Person:
    """Erase an account: its person asks, once no membership is active, or the operator does.

    The name becomes "Erased person" and a short mark, the address leads nowhere, nobody signs in with it any more. Twice
    changes nothing.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if forgetting.is_erased(person):
        return person
    _check_may_erase(person, by)
    if person.memberships.filter(ended_at__isnull=True).exists():
        raise Refused("still_member", _("A membership is active: end it first, in its organisation."))
    if person.is_platform_administrator and not _others(person):
        raise Refused("last_administrator", _("The last platform administrator stays: name another one first."))
    _forget_traces(person, by=By(by.person), at=at)
    with translation.override(person.language):
        called = gettext("Erased person %(mark)s") % {"mark": references.make("P").split("-")[1]}
    forgetting.erase_person(person, called=called)
    Erasure.objects.create(kind="account", model="network.Person", row=str(person.pk), at=at)
    journal.record("privacy.account_erased", person, by=By(by.person), at=at)
    return person


@transaction.atomic
def erase_account_of(email: str, *, by: By, at: datetime) -> Person:
    """The account of an address, for the operator. Raises Refused when no account has it."""
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise Refused("no_account", _("No account has this address."), field="email")
    return erase_account(person, by=by, at=at)


def _forget_traces(person: Person, *, by: By, at: datetime) -> None:
    """What the platform holds of them besides the account: journal texts, mail, calendars, answers that were muted."""
    addresses = forgetting.addresses_of(person)
    spoken = Q(entry__actor=person) | Q(entry__kind="network.invited", content__email__in=addresses)
    erase_text(list(EntryText.objects.filter(spoken).values_list("pk", flat=True)), by=by, at=at)
    messages = Message.objects.filter(Q(recipient=person) | Q(address__in=addresses))
    outbox.drop(messages)
    outbox.forget(messages)
    Muted.objects.filter(person=person).delete()
    for membership in person.memberships.all():
        revoke_feed(membership, by=by, at=at)
        forgetting.revoke_tokens(membership, by=by, at=at)


def _check_may_erase(person: Person, by: By) -> None:
    """Raise Forbidden unless `by` is that person, a platform administrator, or the operator (nobody in person)."""
    if by.person is None or by.person.pk == person.pk:
        return
    if not Person.objects.filter(pk=by.person.pk, is_platform_administrator=True, is_active=True).exists():
        raise Forbidden("not_yours", _("An account is erased by its own person, or by the operator."))


def _others(person: Person) -> bool:
    return Person.objects.filter(is_platform_administrator=True, is_active=True).exclude(pk=person.pk).exists()

"""Contacts at customers are recorded, corrected, used and removed. The journal names them by identifier only."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.models import IdempotencyKey
from portage.core.refusals import Invalid, Refused

from ..models import Contact, Customer, Organisation
from ..roles import Kind
from .organisations import check_may_change, check_own


def _lock_customer(customer: Customer) -> Customer:
    """The customer, held until the verb ends: contacts of one customer are written one after the other."""
    return Customer.objects.select_for_update(of=("self",)).select_related("owner").get(pk=customer.pk)


def _lock(contact: Contact) -> Contact:
    """The contact, held with its customer. Refused when somebody removed it meanwhile."""
    customer = _lock_customer(contact.customer)
    found = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    if found is None:
        raise Refused("removed", _("This contact was removed meanwhile."))
    found.customer = customer
    return found


def _check(contact: Contact) -> None:
    """Raise Invalid for somebody who cannot be reached, Refused for an address that the customer's contacts have already."""
    if not contact.email and not contact.phone:
        raise Invalid(
            "unreachable", _("An e-mail address or a phone is needed: a name alone reaches nobody."), field="email"
        )
    same = Q(customer=contact.customer, email=contact.email)
    if contact.email and Contact.objects.filter(same).exclude(pk=contact.pk).exists():
        raise Refused("already_recorded", _("A contact of this customer has that address already."), field="email")
    contact.full_clean(exclude=["customer", "recorded_by"], validate_constraints=False)


def _today(contact: Contact, at: datetime) -> date:
    return clock.day_in(contact.customer.owner.time_zone, at)


@transaction.atomic
def add_contact(customer: Customer, *, by: By, at: datetime, used_on: date | None = None, **facts: Any) -> Contact:
    """Record a person at a customer of the organisation that `by` acts for, or of its subsidiary.

    How we came to have them is asked: they may ask it too (GDPR art. 14). SMEs keep no contacts here.
    """
    customer = _lock_customer(customer)
    check_may_change(customer.owner, by)
    if customer.owner.kind == Kind.CARRIED_SME:
        raise Refused("not_kept_here", _("Carried SMEs keep no contacts of customers here."))
    contact = Contact(customer=customer, recorded_by=by.membership, recorded_at=at, **_tidy(facts))
    contact.used_on = used_on or _today(contact, at)
    _check(contact)
    contact.save(force_insert=True)
    journal.record(
        "network.contact_added", customer.owner, by=by, at=at, customer=customer.pk, contact=contact.pk, source=contact.source
    )  # fmt: skip
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, by: By, at: datetime, **facts: Any) -> Contact:
    """Correct what is recorded of a contact (GDPR art. 16); who corrects it has used it."""
    contact = _lock(contact)
    check_may_change(contact.customer.owner, by)
    changed = [key for key, value in _tidy(facts).items() if getattr(contact, key) != value]
    if not changed:
        return contact
    for key in changed:
        setattr(contact, key, _tidy(facts)[key])
    contact.used_on = max(contact.used_on, _today(contact, at))
    _check(contact)
    contact.save()
    journal.record(
        "network.contact_changed", contact.customer.owner, by=by, at=at, contact=contact.pk, fields=sorted(changed)
    )
    return contact


@transaction.atomic
def use_contact(contact: Contact, *, by: By, at: datetime) -> Contact:
    """Somebody was in touch with them today. Twice a day says no more than once, and is not written in the journal."""
    contact = _lock(contact)
    check_may_change(contact.customer.owner, by)
    contact.used_on = max(contact.used_on, _today(contact, at))
    contact.save(update_fields=["used_on"])
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: By, at: datetime, why: str = "removed") -> None:
    """Erase a contact: the row goes, the journal keeps that there was one and why it went.

    Refused to nobody who keeps the customer, not even when the organisation is archived: an erasure is owed to the person.
    """
    contact = _lock(contact)
    check_own(contact.customer.owner, by)
    _erase(contact, contact.customer.owner, by=by, at=at, why=why)


def _erase(contact: Contact, owner: Organisation, *, by: By, at: datetime, why: str) -> None:
    pk = contact.pk
    contact.delete()
    IdempotencyKey.objects.filter(response__contains=str(pk)).update(response="{}")  # answers kept to be repeated
    journal.record("network.contact_removed", owner, by=by, at=at, contact=pk, why=why)


@transaction.atomic
def hand_contacts(gone: Customer, kept: Customer, *, by: By, at: datetime) -> int:
    """The contacts of one record of a customer become those of the other, of the same owner. Somebody whom both hold by one
    address is held once: what the kept record does not say is taken over. Returns how many were handed over."""
    locked = {one.pk: one for one in Customer.objects.select_for_update(of=("self",)).select_related("owner").filter(pk__in=[gone.pk, kept.pk]).order_by("pk")}  # fmt: skip
    gone, kept = locked[gone.pk], locked[kept.pk]
    check_may_change(kept.owner, by)
    if gone.owner_id != kept.owner_id or gone.pk == kept.pk:
        raise Refused("two_owners", _("Only two records of one organisation are merged."))
    twins = {contact.email: contact for contact in kept.contacts.select_for_update() if contact.email}
    handed = list(gone.contacts.select_for_update().order_by("pk"))
    for contact in handed:
        twin = twins.get(contact.email)
        if twin is not None:
            _become_one(twin, contact)
            _erase(contact, gone.owner, by=by, at=at, why="merged")
            continue
        contact.customer = kept
        contact.save(update_fields=["customer"])
    return len(handed)


def _become_one(kept: Contact, other: Contact) -> None:
    """What only the other one says is taken over; the notes stand below each other."""
    for name in ("function", "phone", "language", "source_says"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(other, name))
    notes = dict.fromkeys(filter(None, [kept.note, other.note]))
    kept.note = "\n".join(notes)[:2000]
    kept.used_on = max(kept.used_on, other.used_on)
    kept.save()


def _tidy(facts: dict[str, Any]) -> dict[str, Any]:
    """Without spaces around, the address in small letters."""
    tidy = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    return {**tidy, "email": tidy["email"].lower()} if "email" in tidy else tidy

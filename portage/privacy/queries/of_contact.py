"""What is held of one contact: the record, what was done with it, and the texts in which they stand."""

from typing import Any

from portage.core.models import Entry
from portage.network.models import Contact, Organisation, Person

from .search import Asked, Hit, search

RECORD = ("name", "function", "email", "phone", "language", "note", "source", "source_says", "recorded_at", "used_on")


def record(contact: Contact) -> dict[str, Any]:
    """The record, as it is handed out."""
    recorded_by = contact.recorded_by.person.name if contact.recorded_by else ""
    kept_by = {"customer": contact.customer.name, "kept_by": contact.customer.owner.name, "recorded_by": recorded_by}
    return {name: getattr(contact, name) for name in RECORD} | kept_by


def events(contact: Contact) -> list[dict[str, Any]]:
    """What was done with it, when and by whom; the journal of its owner."""
    owner = contact.customer.owner
    found = Entry.objects.filter(
        scope_kind=owner._meta.label_lower, scope_id=owner.pk, kind__startswith="network.contact_",
        facts__contact=str(contact.pk),
    )  # fmt: skip
    return [
        {"at": one.at, "kind": one.kind, "by": str(one.actor) if one.actor else "Portage"}
        for one in found.select_related("actor").order_by("at", "pk")
    ]


def mentions(contact: Contact, organisation: Organisation, person: Person) -> tuple[list[Hit], bool]:
    """The texts of the organisation in which they stand, their own record left out."""
    asked = Asked(contact.name, contact.email, contact.phone)
    hits, more = search(organisation, person, asked)
    own = f"network.Contact|{contact.pk}|"
    return [hit for hit in hits if not hit.key.startswith(own)], more

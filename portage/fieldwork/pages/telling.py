"""What a device is told: what it needs so that its person writes without a network, and what they filed before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from contracts.models import Contract
from portage.core import clock
from portage.network.models import Customer, Membership, Person

from .. import queries
from ..models import Report, Section
from ..rules.content import TEXTS


def needed(person: Person, author: Membership, at: datetime) -> dict[str, Any]:
    """Only what this member may see, and nothing of other authors: names, places, products."""
    customers = queries.writing.customers(person, author)
    contacts = queries.writing.contacts_at(person, customers)
    return {
        "author": author.pk,
        "today": clock.day_in(author.organisation.time_zone, at),
        "language": person.language,
        "group": str(author.organisation.parent or author.organisation),
        "customers": [customer_told(one) | {"contacts": contacts_told(contacts[one.pk])} for one in customers],
        "contracts": [contract_told(one) for one in queries.writing.contracts(person)],
    }


def customer_told(one: Customer) -> dict[str, Any]:
    """A customer as it is chosen; `last`: the moment of the author's last report."""
    told = {"id": one.pk, "name": one.name, "city": one.city, "country": str(one.country)}
    return told | {"last": getattr(one, "last", None)}


def contacts_told(found: Sequence[Any]) -> list[dict[str, Any]]:
    """The people at a customer, as they are ticked."""
    return [{"id": one.pk, "name": one.name, "function": one.function} for one in found]


def contract_told(one: Contract) -> dict[str, Any]:
    """A contract of which may be told, with its products in the reader's language."""
    language = get_language() or "en"
    products = [line.product for line in one.product_lines.all()]
    return {
        "id": one.pk,
        "reference": one.reference,
        "principal": one.principal.name,
        "confidential": one.confidential,
        "products": [{"id": product.pk, "name": product.name_in(language)} for product in products],
    }


def content(reports: Sequence[Report]) -> dict[str, Any]:
    """What these reports of one key say, in the shape in which it is sent; nothing when there is none."""
    if not reports:
        return {}
    first = reports[0]
    met = [{"name": one.name, "function": one.function, "contact": one.contact} for one in first.met.all()]
    found = queries.writing.sections_filed(first.author, first.key).filter(report__in=reports)
    return {
        "head": {
            "customer": first.customer_id, "kind": first.kind, "visited_on": first.visited_on, "language": first.language,
            "place": first.place, "met": met, "note": next((one.note for one in reports if one.note), ""),
        },
        "sections": [section_told(one) for one in found],
    }  # fmt: skip


def section_told(section: Section) -> dict[str, Any]:
    """The newest words of one section."""
    newest = queries.reports.accounts(section)[-1]
    seen = [
        {name: getattr(one, name) for name in ("name", "product", "price", "currency", "unit")}
        for one in newest.competitors.all()
    ]
    return {
        "contract": section.contract_id,
        "interest": newest.interest,
        "order_taken": newest.order_taken,
        "minutes": newest.minutes,
        **{name: getattr(newest, name) for name in TEXTS},
        "shown": [one.product_id for one in newest.shown.all()],
        "competitors": seen,
        "actions": [{"text": one.text, "side": one.side, "due_on": one.due_on} for one in section.actions.all()],
    }

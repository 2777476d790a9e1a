"""What somebody who writes a report needs, and may see: customers, contacts there, contracts told of with their products."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from contracts.models import Contract, ProductLine
from portage.network import access
from portage.network.models import Contact, Customer, Membership, Person

from ..models import Report, Section
from . import reports

MOST_CUSTOMERS = 2000  # that a device keeps: those visited last, then by name


def customers(person: Person, author: Membership) -> list[Customer]:
    """The customers of the author's organisation, those visited last first."""
    return list(access.visible(person, reports.customers_last_first(author))[:MOST_CUSTOMERS])


def contacts_at(person: Person, customers: Iterable[Customer]) -> dict[UUID, list[Contact]]:
    """{customer: the people there}, by name. One query for each five hundred customers."""
    keys = [customer.pk for customer in customers]
    found: dict[UUID, list[Contact]] = {key: [] for key in keys}
    for first in range(0, len(keys), 500):
        rows = access.visible(person, Contact.objects.filter(customer__in=keys[first : first + 500]))
        for contact in rows.order_by("name", "pk"):
            found[contact.customer_id].append(contact)
    return found


def contacts(keys: Iterable[str]) -> QuerySet[Contact]:
    """These contacts, before it is asked who may see them."""
    return Contact.objects.filter(pk__in=list(keys))


def contracts(person: Person) -> list[Contract]:
    """The contracts that may be told of, with their products. Two queries."""
    lines = ProductLine.objects.select_related("product").order_by("pk")
    return list(reports.contracts_told_of(person).prefetch_related(Prefetch("product_lines", queryset=lines)))


def filed(author: Membership, key: UUID) -> QuerySet[Report]:
    """What this member filed under a key: one report, and one more for each confidential contract."""
    return Report.objects.filter(author=author, key=key).select_related("customer").order_by("pk")


def told_before(author: Membership, key: UUID) -> dict[str, Callable[[], QuerySet]]:
    """What the report filed under this key names: it may be named again, though it may not be seen any more, so that a
    device which missed its receipt gets it. Looked for only when something named is not visible."""
    return {
        "contracts_before": lambda: Contract.objects.filter(sections__report__author=author, sections__report__key=key),
        "customers_before": lambda: Customer.objects.filter(reports__author=author, reports__key=key),
    }


def sections_filed(author: Membership, key: UUID) -> QuerySet[Section]:
    """The sections of the reports that this member filed under a key."""
    of = Section.objects.filter(report__author=author, report__key=key).select_related("report", "contract")
    return of.order_by("report", "filed_at", "pk")


def with_files(person: Person) -> QuerySet[Section]:
    """The sections to which a file may be sent: those that this person sees, and the group's own with their report."""
    seen = access.visible(person, Section.objects.all()).values("pk")
    read = access.visible(person, Report.objects.all()).values("pk")
    return Section.objects.filter(Q(pk__in=seen) | Q(contract__isnull=True, report__in=read)).select_related("report")


def names_of_customers(author: Membership, keys: Iterable[str]) -> dict[str, str]:
    """{identifier: name} of those of the author's customers that are named; what was typed may be no identifier at all."""
    found = [key for key in keys if is_uuid(key)]
    own = Customer.objects.filter(owner=author.organisation_id, pk__in=found)
    return {str(pk): name for pk, name in own.values_list("pk", "name")}


def is_uuid(text: str) -> bool:
    """Whether what was typed can name something at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""One company in the records of several subsidiaries, as their carrier group reads it."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portage.network import access
from portage.network.access import Acting
from portage.network.models import Customer, Organisation
from portage.network.roles import Kind

from ..models import Order, Report, SameCompany
from ..rules import duplicates
from ..rules.companies import together
from ..rules.duplicates import Record
from .duplicates import MOST, Held, Proposal, held

MOST_SHOWN = 20  # visits, and orders, on the page of a company


def is_of_group(acting: Acting) -> bool:
    """Whether one acts for a carrier group: nobody else is told anything of companies."""
    return acting.organisation.kind == Kind.CARRIER_GROUP


def said() -> QuerySet[SameCompany]:
    """What groups said of two records, with what was taken back."""
    return SameCompany.objects.select_related(
        "one__owner", "other__owner", "membership__person", "parted__membership__person"
    )


def held_for_one(acting: Acting) -> QuerySet[SameCompany]:
    """What this group holds for one company, the newest first."""
    return access.visible(acting.person, said()).filter(group=acting.organisation, parted__isnull=True)


def pairs(group: Organisation) -> list[tuple[UUID, UUID]]:
    """The records that a group holds for one company, two at a time."""
    return list(SameCompany.objects.filter(group=group, parted__isnull=True).values_list("one", "other"))


def records_of(group: Organisation, pk: UUID) -> set[UUID]:
    """The record and all others of its company."""
    return together(pk, pairs(group))


def of_company(acting: Acting, pk: UUID) -> dict[str, Any]:
    """The records of one company with what hangs on each, its last visits and orders, what was said of it; as far as this
    person sees each."""
    keys = records_of(acting.organisation, pk)
    reports = access.visible(acting.person, Report.objects.filter(customer__in=keys))
    orders = access.visible(acting.person, Order.objects.filter(customer__in=keys))
    told = access.visible(acting.person, said()).filter(Q(one__in=keys) | Q(other__in=keys))
    return {
        "records": sorted(held(acting.person, keys).values(), key=lambda one: one.customer.owner.sorted_as),
        "visits": list(
            reports.select_related("customer__owner", "author__person", "book").order_by("-visited_on", "-pk")[:MOST_SHOWN]
        ),
        "orders": list(orders.select_related("contract__principal", "customer__owner").order_by("-received_on")[:MOST_SHOWN]),
        "said": list(told),
    }  # fmt: skip


def proposals(acting: Acting) -> list[Proposal]:
    """Every two records of two subsidiaries of this group that look like one company and are not held for one yet."""
    if not is_of_group(acting):
        return []
    mine = access.visible(acting.person, Customer.objects.filter(owner__parent=acting.organisation))
    rows = mine.order_by("owner__sorted_as", "name", "pk").values_list("pk", "owner", "country", "name", "city")[:MOST]
    known = pairs(acting.organisation)
    near = [
        (one, other)
        for one, other in duplicates.across(Record(*row) for row in rows)
        if other.pk not in together(one.pk, known)
    ]
    found: dict[Any, Held] = {**held(acting.person, {record.pk for pair in near for record in pair})}
    return [Proposal(found[one.pk], found[other.pk]) for one, other in near]

"""Records of customers that look like one company, among those that a person sees."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from portage.network import access
from portage.network.models import Contact, Customer, Person

from ..models import Prospect, Report
from ..rules import duplicates
from ..rules.duplicates import Record

MOST = 20_000  # records compared at once


@dataclass(frozen=True)
class Held:
    """One record, with what hangs on it as far as this person sees it."""

    customer: Customer
    contacts: int = 0
    reports: int = 0
    prospects: int = 0

    @property
    def weight(self) -> int:
        return self.contacts + self.reports + self.prospects


@dataclass(frozen=True)
class Proposal:
    """Two records that look like one company; `kept` is the one on which more hangs."""

    kept: Held
    gone: Held


def proposals(person: Person) -> list[Proposal]:
    """Every two records of one owner that look alike, of the customers that this person sees; five queries at most."""
    seen = access.visible(person, Customer.objects.select_related("owner")).order_by("owner__sorted_as", "name", "pk")
    records = [
        Record(pk, owner, country, name, city)
        for pk, owner, country, name, city in seen.values_list("pk", "owner", "country", "name", "city")[:MOST]
    ]
    pairs = duplicates.proposals(records)
    found: dict[Any, Held] = {**held(person, {record.pk for pair in pairs for record in pair})}
    return [proposal(found[one.pk], found[other.pk]) for one, other in pairs]


def proposal(one: Held, other: Held) -> Proposal:
    """The record on which less hangs is merged into the other; of two alike the older one stays."""
    kept, gone = sorted((one, other), key=lambda held: (-held.weight, held.customer.pk))
    return Proposal(kept, gone)


def held(person: Person, pks: set[Any]) -> dict[UUID, Held]:
    """These records, with how much hangs on each."""
    if not pks:
        return {}
    of = [
        _counted(access.visible(person, model.objects.filter(customer__in=pks)))
        for model in (Contact, Report, Prospect)
    ]
    rows = access.visible(person, Customer.objects.select_related("owner")).filter(pk__in=pks)
    return {row.pk: Held(row, *(counts.get(row.pk, 0) for counts in of)) for row in rows}


def _counted(rows: QuerySet) -> dict[UUID, int]:
    return dict(rows.order_by().values_list("customer").annotate(n=Count("pk")))

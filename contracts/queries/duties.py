"""Duties with the day by which each is to be done: the law's, or the one that a person gave."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portage.network import access
from portage.network.models import Person

from ..models import Contract, Duty, DutyEvent

# What somebody must do; the others are days to know.
TO_ACT = ("register", "register_change", "register_end", "claim_termination_pay", "return_documents")


def duties() -> QuerySet[Any]:
    """Every duty with `by_day` (None: nobody gave one yet) and `is_done`."""
    events = DutyEvent.objects.filter(duty=OuterRef("pk"))
    given = events.filter(kind=DutyEvent.Kind.DATED).order_by("-at", "-pk").values("day")[:1]
    return Duty.objects.annotate(
        by_day=Coalesce("day", Subquery(given), output_field=DateField()),
        is_done=Exists(events.filter(kind=DutyEvent.Kind.DONE)),
    )


def of_contract(contract: Contract) -> QuerySet[Any]:
    """Those of one contract with what people recorded, the next to come first."""
    rows = duties().filter(contract=contract).prefetch_related("events__membership__person")
    return rows.order_by("is_done", "by_day", "pk")


def for_door() -> QuerySet[Any]:
    """For the doors of one duty."""
    return duties().select_related("contract__principal", "contract__agent", "contract__group")


def between(person: Person, first: date, last: date) -> QuerySet[Any]:
    """Open duties of visible contracts to be done between two days, both included; the first to come first."""
    rows = duties().select_related("contract__principal", "contract__agent").prefetch_related("events")
    open_ones = rows.filter(is_done=False, by_day__range=(first, last))
    return access.visible(person, open_ones).order_by("by_day", "pk")


def open_duties(side: str, *, until: date) -> QuerySet[Any]:
    """What a side is to do until a day, or must give a day for. Of all contracts: the caller asks which are visible."""
    rows = duties().filter(code__in=TO_ACT, side=side, is_done=False)
    return rows.filter(Q(by_day__lte=until) | Q(by_day__isnull=True))


def first_of(contracts: Collection[Contract], side: str, *, until: date) -> dict[UUID, Duty]:
    """Of each of these visible contracts the duty that comes first; one query."""
    rows = open_duties(side, until=until).filter(contract__in=contracts).order_by("-by_day", "-pk")
    dated = {row.contract_id: row for row in rows if row.by_day}
    return {row.contract_id: row for row in rows} | dated

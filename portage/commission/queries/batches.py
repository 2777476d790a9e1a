"""Statements issued together, as whoever sees their contracts reads them: a principal's own, contract by contract."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from portage.network import access
from portage.network.models import Person

from ..models import Batch, BatchEntry, Statement
from .statements import awaiting

# Never by place: a cursor holds the values of the order, and the places between two entries would count what is hidden.
ORDERS = {"contract": ("contract__reference", "id"), "period": ("last_day", "contract__reference", "id")}
ENTRY_STATES = {
    "waiting": Q(outcome=None),
    "issued": Q(outcome__refusal=""),
    "refused": Q(outcome__isnull=False) & ~Q(outcome__refusal=""),
}
COUNTED = {"asked": Count("pk")} | {name: Count("pk", filter=state) for name, state in ENTRY_STATES.items()}
RECENT, DAY = 5, timedelta(days=1)


def entries() -> QuerySet[BatchEntry]:
    """Entries with their parties, their outcome and the statement that was issued, in the contract's own currency first."""
    issued = Statement.objects.filter(contract=OuterRef("contract"), last_day=OuterRef("last_day")).order_by("at", "pk")
    names = ("pk", "reference", "total", "currency")
    return BatchEntry.objects.select_related(
        "batch__membership__person", "contract__principal", "contract__agent", "contract__group", "outcome"
    ).annotate(**{f"statement_{name}": Subquery(issued.values(name)[:1]) for name in names})


def seen(person: Person, organisation: UUID) -> QuerySet[BatchEntry]:
    """Of the batches of one principal, the entries whose contract this person may see."""
    return access.visible(person, entries().filter(batch__organisation=organisation))


def fetch(person: Person, organisation: UUID, pk: UUID) -> Batch:
    """The batch, for whoever may see one of its entries. Raises Http404."""
    found = seen(person, organisation).filter(batch=pk).first()
    if found is None:
        raise Http404
    return found.batch


def waiting(organisation: UUID, at: datetime) -> QuerySet[BatchEntry]:
    """What batches of this principal are about to issue. After a day nothing is: what is asked for again is issued once."""
    return BatchEntry.objects.filter(batch__organisation=organisation, batch__at__gt=at - DAY, outcome=None)


def progress(found: QuerySet[BatchEntry]) -> dict[str, int]:
    """How many entries were asked for, and how many ended in each way; one query."""
    counts: dict[str, int] = found.order_by().aggregate(**COUNTED)
    return {**counts, "ended": counts["asked"] - counts["waiting"]}


def recent(person: Person, organisation: UUID) -> list[dict[str, Any]]:
    """The newest batches of this principal, of which this person sees something, with their progress; two queries."""
    counted = (
        seen(person, organisation).order_by().values("batch", "batch__at")
        .annotate(**COUNTED)
        .order_by("-batch__at")[:RECENT]
    )  # fmt: skip
    told = list(counted)
    batches = Batch.objects.select_related("membership__person").in_bulk([one["batch"] for one in told])
    return [{**one, "batch": batches[one["batch"]]} for one in told]


def due(person: Person, organisation: UUID, at: datetime) -> QuerySet[Any]:
    """The contracts of this principal, among those that this person sees, under which something was told, but for those whose
    last statement is too young for the next period to be over: the rules say which of the others are."""
    month, quarter = (
        at.date() - timedelta(days=27),
        at.date() - timedelta(days=88),
    )  # the shortest, and a day for time zones
    may_be_over = Q(last_stated=None) | Q(last_stated__lte=quarter)
    monthly = Q(statement_months=1) | Q(was_amended=True)
    found = awaiting(person, most=None).filter(principal=organisation)
    return found.filter(may_be_over | Q(monthly, last_stated__lte=month))

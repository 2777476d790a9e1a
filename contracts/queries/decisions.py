"""Decisions on renewals: each side reads its own, for the term that is running."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from portage.network import access
from portage.network.access import Acting

from ..models import Contract, RenewalDecision
from .waiting import party, side_of


def newest(contract: Contract, side: str) -> RenewalDecision | None:
    """This side's decision on the present term, None when it never decided."""
    return RenewalDecision.objects.filter(contract=contract, side=side, term=contract.term_number).last()


def of_day(acting: Acting, day: date) -> QuerySet[Contract]:
    """The contracts of this person's side whose last day for notice is `day`, each with its `decision` ("" when none)."""
    rows = Contract.objects.filter(party(acting), status="in_force", next_kind="notice", next_day=day)
    decided = RenewalDecision.objects.filter(
        contract=OuterRef("pk"), side=side_of(acting), term=OuterRef("term_number")
    )
    newest = decided.order_by("-at", "-pk").values("decision")[:1]
    found = access.visible(acting.person, rows.select_related("principal", "agent", "group"))
    return found.annotate(decision=Subquery(newest)).order_by("principal__sorted_as", "agent__sorted_as", "pk")


def renewing(acting: Acting, days: Collection[date]) -> dict[date, int]:
    """How many contracts of each of these last days this side has decided to let renew; one query."""
    if not days:
        return {}
    rows = Contract.objects.filter(party(acting), status="in_force", next_kind="notice", next_day__in=days)
    decided = RenewalDecision.objects.filter(
        contract=OuterRef("pk"), side=side_of(acting), term=OuterRef("term_number")
    )
    latest = decided.order_by("-at", "-pk").values("decision")[:1]
    found = access.visible(acting.person, rows).annotate(decision=Subquery(latest)).filter(decision="renew")
    counted: dict[date, int] = {}
    for day in found.order_by().values_list("next_day", flat=True):
        counted[day] = counted.get(day, 0) + 1
    return counted


def chosen(acting: Acting, pks: Collection[UUID]) -> dict[UUID, Contract]:
    """Of these contracts, those that this person may see and decide on; whatever their last day now is."""
    rows = access.visible(acting.person, Contract.objects.select_related("principal", "agent", "group"))
    return {row.pk: row for row in rows.filter(party(acting), pk__in=pks)}

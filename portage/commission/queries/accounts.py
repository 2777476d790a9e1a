"""What an accountant is told of a period: statements, invoices, payments of one organisation's own contracts."""

from collections.abc import Iterator
from datetime import date
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet

from portage.network import access
from portage.network.models import Person

from ..models import CommissionInvoice, Settlement, Statement


def entries(person: Person, first_day: date, last_day: date) -> Iterator[tuple[date, str, Any]]:
    """(day, kind, row) in the order of days: what this person may see and their organisation is a party to; two rows of one day
    stand as statement, invoice, payment."""
    organisation = person.acting.organisation.pk  # type: ignore[attr-defined]
    period = (first_day, last_day)
    statements = _own(person, Statement.objects.filter(issued_on__range=period), "contract", organisation)
    invoices = _own(person, CommissionInvoice.objects.filter(day__range=period), "contract", organisation)
    paid = _own(person, Settlement.objects.filter(paid_on__range=period), "statement__contract", organisation)
    told = (
        ((row.issued_on, 0, "statement", row) for row in statements.order_by("issued_on", "pk").iterator(500)),
        ((row.day, 1, "invoice", row) for row in invoices.select_related("statement").order_by("day", "pk").iterator(500)),
        ((row.paid_on, 2, "payment", row) for row in paid.select_related("statement").order_by("paid_on", "pk").iterator(500)),
    )  # fmt: skip
    for day, _order, kind, row in merge(*told, key=lambda one: one[:2]):
        yield day, kind, row


def _own(person: Person, rows: QuerySet[Any], path: str, organisation: Any) -> QuerySet[Any]:
    """The rows of contracts to which the organisation is a party, with the parties."""
    party = Q()
    for side in ("principal", "agent", "group"):
        party |= Q(**{f"{path}__{side}": organisation})
    sides = (f"{path}__principal", f"{path}__agent")
    return access.visible(person, rows).filter(party).select_related(*sides)

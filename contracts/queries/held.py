"""What one side holds of a contract for its estimates: its figures, and what its people answered where the law is silent."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from ..models import Choice, Contract

PAY_AMOUNT, PAY_DUE = "pay_amount", "pay_due"
QUESTIONS = (PAY_AMOUNT, PAY_DUE)


def answers(contracts: Collection[Contract], side: str) -> QuerySet[Choice]:
    """The answers of this side's people, oldest first; the other side's counsel is nobody's affair but its own."""
    party = Q(membership__organisation=F("contract__principal"))
    if side == "agent":
        party = Q(membership__organisation=F("contract__agent")) | Q(membership__organisation=F("contract__group"))
    if not side:
        party = Q(pk__in=[])
    rows = Choice.objects.filter(party, contract__in=contracts, question__in=QUESTIONS)
    return rows.select_related("membership__person").order_by("at", "pk")


def by_contract(rows: Iterable[Choice]) -> dict[UUID, dict[str, Choice]]:
    """The newest answer to each question, by contract."""
    found: dict[UUID, dict[str, Choice]] = {}
    for row in rows:
        found.setdefault(row.contract_id, {})[row.question] = row
    return found

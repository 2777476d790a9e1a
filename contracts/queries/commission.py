"""Figures of commission: each side reads its own, and what the other side shared."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from ..models import CommissionFigure, Contract
from ..rules.commission import Known


def readable(side: str) -> Q:
    """The rows that a side may read; nobody who acts for no side reads any."""
    return Q(side=side) | Q(shared=True) if side else Q(pk__in=[])


def figures(contract: Contract, side: str) -> QuerySet[CommissionFigure]:
    """Every row that this side may read, with who typed it; of each year the newest last."""
    rows = CommissionFigure.objects.filter(readable(side), contract=contract)
    return rows.select_related("membership__person").order_by("year", "at", "pk")


def known(rows: Iterable[CommissionFigure], side: str, currency: str) -> list[Known]:
    """What a side's estimates use, by year: its own newest figure, else the newest one that the other side shared.

    A figure in another currency than the contract's is left aside: it would need a rate.
    """
    held: dict[int, CommissionFigure] = {}
    for row in rows:
        if row.currency != currency:
            continue
        present = held.get(row.year)
        if present is None or row.side == side or present.side != side:
            held[row.year] = row
    return [
        Known(row.year, row.until, row.amount, row.source, theirs=row.side != side) for _, row in sorted(held.items())
    ]


def known_of(contract: Contract, side: str) -> list[Known]:
    """The same, read: one query."""
    return known(figures(contract, side), side, contract.currency)


def known_of_many(contracts: Collection[Contract], side: str) -> dict[UUID, list[Known]]:
    """The same for many visible contracts, by identifier: one query. Contracts without a figure are left out."""
    rows = CommissionFigure.objects.filter(readable(side), contract__in=contracts).order_by("year", "at", "pk")
    of_contract: dict[UUID, list[CommissionFigure]] = {}
    for row in rows:
        of_contract.setdefault(row.contract_id, []).append(row)
    currencies = {contract.pk: contract.currency for contract in contracts}
    return {pk: known(found, side, currencies[pk]) for pk, found in of_contract.items()}

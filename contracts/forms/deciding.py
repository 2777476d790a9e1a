"""Renewals of one last day in one form: for each contract let it renew, give notice, or leave it open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date

from ..actions.deciding import NOTICE, OPEN, RENEW, Outcome, Wish
from ..models import Contract
from ..pages.letters import Effect

CHOICES = (OPEN, RENEW, NOTICE)


@dataclass
class Row:
    """One contract of the table: what is chosen, the end that a notice served now brings, and what became of it."""

    contract: Contract
    choice: str
    was: str
    effect: Effect | None = None
    read: date | None = None
    outcome: Outcome | None = None
    why_not: str = ""

    @property
    def name(self) -> str:
        return f"choice-{self.contract.pk}"

    @property
    def read_name(self) -> str:
        return f"ends-{self.contract.pk}"

    @property
    def changed(self) -> bool:
        return self.choice != self.was


def rows(contracts: Iterable[Any], typed: Mapping[str, Any]) -> list[Row]:
    """The table: what was typed, else what this side decided before."""
    found = []
    for contract in contracts:
        was = getattr(contract, "decision", None) or OPEN
        chosen = str(typed.get(f"choice-{contract.pk}", was))
        row = Row(contract, chosen if chosen in CHOICES else was, was)
        row.read = _day(str(typed.get(row.read_name, "")))
        found.append(row)
    return found


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def named(typed: Mapping[str, Any]) -> list[UUID]:
    """The contracts that a form names, whatever their last day now is."""
    found = []
    for name in typed:
        if name.startswith("choice-"):
            try:
                found.append(UUID(name.removeprefix("choice-")))
            except ValueError:
                continue
    return found


def wishes(table: Iterable[Row]) -> list[Wish]:
    """What is to be done: the rows that change something."""
    return [Wish(row.contract, row.choice, row.read) for row in table if row.changed]  # type: ignore[arg-type]

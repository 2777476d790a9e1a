"""Periods whose statement is to come, with the last day to issue it: reminders to the principal, read by both."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from contracts.law.records import jurisdiction
from contracts.queries.law import corrections
from portage.core import binding, clock

from ..rules.periods import block_of, deadline, following, period_from
from .statement import period_words


def to_issue(contracts: Iterable[Any], at: datetime) -> list[dict[str, Any]]:
    """One row a contract, the most urgent first; a constant number of queries."""
    law = corrections()
    rows = [row(contract, clock.day_in(contract.time_zone, at), law) for contract in contracts]
    return sorted(rows, key=lambda one: (one["by"], one["contract"].reference))


def row(contract: Any, today: date, law: tuple) -> dict[str, Any]:
    """The next period of a contract: over and to be issued, or running."""
    months = contract.statement_months
    if contract.last_stated:
        period = following(contract.last_stated, months)
    else:
        first = min(day for day in (contract.first_order, contract.first_shared) if day)
        period = period_from(max(block_of(first, months), contract.first_day), months)
    found = deadline(jurisdiction(contract.law, law), period.last_day)
    over, by = period.last_day < today, found.issue_by or found.due_on
    return {
        "contract": contract, "last_day": period.last_day, "period": period_words(period.first_day, period.last_day), "over": over, "by": by,
        "near": binding.nearness(by, today) if over else "calm", "law": found.rule.get("source", ""),
    }  # fmt: skip

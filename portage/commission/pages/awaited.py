"""Periods whose statement is to come, with the last day to issue it: reminders to the principal, read by both."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from contracts.law.records import Correction, Jurisdiction, jurisdiction
from contracts.queries.law import corrections
from portage.core import binding, clock

from ..queries.account import next_period
from ..queries.terms import AsTheyStood
from ..rules.periods import Period, block_of, deadline, following, period_from
from .statement import period_words


def to_issue(contracts: Iterable[Any], at: datetime) -> list[dict[str, Any]]:
    """One row a contract, the most urgent first; a constant number of queries, and some for each that an amendment changed."""
    laws = Laws(corrections())
    rows = [row(contract, clock.day_in(contract.time_zone, at), laws) for contract in contracts]
    return sorted(rows, key=lambda one: (one["by"], one["contract"].reference))


class Laws(dict[str, Jurisdiction]):
    """Each law as it now stands, put together once."""

    def __init__(self, told: tuple[Correction, ...]) -> None:
        super().__init__()
        self.told = told

    def __missing__(self, code: str) -> Jurisdiction:
        self[code] = jurisdiction(code, self.told)
        return self[code]


def period_of(contract: Any) -> Period:
    """The next period, by what the contract's row says; by the terms of each day where an amendment changed them."""
    months = contract.statement_months
    if contract.was_amended and (exact := next_period(contract, AsTheyStood(contract))):
        return exact
    if contract.last_stated:
        return following(contract.last_stated, months)
    first = min(day for day in (contract.first_order, contract.first_shared) if day)
    return period_from(max(block_of(first, months), contract.first_day), months)


def row(contract: Any, today: date, laws: Laws) -> dict[str, Any]:
    """The next period of a contract: over and to be issued, or running."""
    period = period_of(contract)
    found = deadline(laws[contract.law], period.last_day)
    over, by = period.last_day < today, found.issue_by or found.due_on
    return {
        "contract": contract, "first_day": period.first_day, "last_day": period.last_day, "over": over, "by": by,
        "period": period_words(period.first_day, period.last_day),
        "near": binding.nearness(by, today) if over else "calm", "law": found.rule.get("source", ""),
    }  # fmt: skip

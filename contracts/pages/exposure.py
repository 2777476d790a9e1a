"""What a portfolio would owe if its principals left at term: sums by currency of what is known, and how much is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.law.pay import NOTICE, PRINCIPAL
from contracts.law.records import jurisdiction
from portage.core import clock

from ..leaving import Held, Pay, known_end, pay_of
from ..models import Contract
from ..queries.law import corrections
from ..standing import end_of
from .leaving import pay_row

NOTHING = {"nothing", "not_due", "lost"}


@dataclass
class Exposure:
    """`sums` and `counts` by currency; `rows` of the known ones, the highest first; `unknown` counts by reason.

    Reasons: `missing` (a year's commission), `law` (a person must say). `nothing`: the law gives none there.
    """

    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rows: list[dict[str, Any]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    nothing: int = 0

    @property
    def told(self) -> list[tuple[str, Decimal, int]]:
        """(currency, sum, contracts), the currencies in their order."""
        return [(currency, self.sums[currency], self.counts[currency]) for currency in sorted(self.sums)]


def exposure(contracts: Iterable[Contract], held: Mapping[Any, Held], *, at: datetime) -> Exposure:
    """Each contract with what this side holds of it. Amounts of different currencies are never added."""
    found, corrected = Exposure(), corrections()
    for contract in contracts:
        today = clock.day_in(contract.time_zone, at)
        pay = at_term(contract, held.get(contract.pk, Held()), today, corrected)
        if pay.stands in NOTHING:
            found.nothing += 1
        elif pay.amount is None:
            found.unknown["missing" if pay.missing else "law"] += 1
        else:
            found.sums[pay.currency] += pay.amount
            found.counts[pay.currency] += 1
            found.rows.append({"contract": contract, "pay": pay, "told": pay_row(pay)})
    found.rows.sort(key=lambda row: (row["pay"].currency, -row["pay"].amount))
    return found


def at_term(contract: Contract, held: Held, today: date, corrected: tuple) -> Pay:
    """The compensation for the end that is known; without one, if the principal refused the renewal, or gave notice, today."""
    end = known_end(contract, list(contract.notices.all())) or end_of(
        contract, kind=NOTICE, by=PRINCIPAL, ends_on=today
    )
    return pay_of(contract, jurisdiction(contract.law, corrected), held, end, today)

"""The commission of one order: what statements have stated, what is earned and not stated yet, and why nothing is due on the rest."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.queries.law import law_of
from portage.commission.queries.account import account
from portage.commission.queries.terms import AsTheyStood

from ..models import Order
from ..queries import orders as queries
from ..words.orders import NOTHING_DUE

STATED, EARNED, NOTHING = "stated", "earned", "nothing"


@dataclass(frozen=True)
class Told:
    """One line: of which base, at which rate, how much; `why` where nothing is due (yet), `last_day` until when at most."""

    state: str
    base: Decimal
    currency: str
    rate: Decimal
    amount: Decimal = Decimal(0)
    into: str = ""
    why: str = ""
    last_day: date | None = None
    statement: str = ""


@dataclass
class OfOrder:
    """The lines of an order, and what they come to in each currency of the contract."""

    lines: list[Told] = field(default_factory=list)
    why: str = ""

    @property
    def sums(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in self.lines:
            if line.into:
                found[line.into] = found.get(line.into, Decimal(0)) + line.amount
        return found


def told(order: Order, today: date) -> OfOrder:
    """What both parties may read of it: the account of the whole contract is drawn, for tiers count every sale."""
    sale = queries.sale_of(order)
    if sale is None:
        return OfOrder(why=str(NOTHING_DUE["not_accepted"]))
    contract = order.contract
    drawn = account(contract, AsTheyStood(contract), today, law_of(contract))
    lines = [_stated(line) for line in queries.stated_of(sale)]
    lines += [
        Told(EARNED, one.base, sale.currency, one.tier.rate, one.amount, one.currency, _why(one.why))
        for one in drawn.accruals
        if one.move.unit.sale.order == sale.pk
    ]
    lines += [
        Told(NOTHING, one.base, sale.currency, one.tier.rate, why=_why(one.why), last_day=one.last_day)
        for one in drawn.waiting
        if one.sale.order == sale.pk
    ]
    return OfOrder(lines)


def _stated(line: Any) -> Told:
    statement = line.statement
    return Told(
        STATED,
        line.base,
        line.currency,
        line.rate,
        line.amount,
        statement.currency,
        _why(line.why),
        statement=statement.reference,
    )


def _why(code: str) -> str:
    return str(NOTHING_DUE.get(code, code)) if code else ""

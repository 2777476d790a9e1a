"""What the agent may be owed at the end: the law's formula, and whether the way in which the contract ends loses it.

The estimate follows the record of the law, never a country:

* compensation with a habit (FR L134-12: two years, no cap): the average year of the last two, times two;
* indemnity (EU art. 17): at most the average year of the last five, or of the shorter duration;
* none, negotiated, or compensation without a figure: nothing is computed.

Commissions are periods of whole or part months: a part counts as its days over the days of that month, so that four
quarters and a year say the same to the cent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .dates import ONE_DAY, month_index, month_length
from .records import Jurisdiction, Rule
from .shapes import freeze

# How the pay stands, given the law and the way in which the contract ends.
DUE, OPEN, LOST, LOST_UNLESS, AGREED, NEGOTIATED, NOTHING, UNKNOWN = (
    "due", "open", "lost", "lost_unless", "agreed", "negotiated", "nothing", "unknown",
)  # fmt: skip
NOTICE, MUTUAL, DEFAULT = "notice", "mutual", "default"
PRINCIPAL, AGENT = "principal", "agent"


@dataclass(frozen=True)
class End:
    """How a contract ends: `kind` notice, mutual (by agreement) or default (serious, stated); `by` the side that ends it.

    `renewable`: a notice then refuses a renewal. `first_months`: the agreed duration, None for an indefinite contract.
    """

    kind: str
    by: str
    ends_on: date
    renewable: bool = True
    first_months: int | None = None


@dataclass(frozen=True)
class Earned:
    """Gross commission of a period, both days included: a Decimal in the contract's currency."""

    first_day: date
    last_day: date
    amount: Decimal

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("commissions are Decimal amounts")
        if self.last_day < self.first_day:
            raise ValueError(f"a period runs forward: {self.first_day} to {self.last_day}")

    @property
    def months(self) -> Fraction:
        return months_of(self.first_day, self.last_day)


@dataclass(frozen=True)
class Estimate:
    """An estimate of termination pay, in the currency of the commissions, not rounded (the caller rounds once).

    `amount` None: the law gives no figure to compute with. `is_cap`: the most that can be owed, not what is habitual.
    `formula` is a code (`average_times_years`, `nothing_by_law`, `no_figure_in_law`), `params` its figures: `total` of the
    window, its `months`, the `years` that are paid, the `over_years` that the window may have, `first_day` and `last_day`.
    """

    kind: str
    amount: Decimal | None
    is_cap: bool
    formula: str
    rule: Rule
    params: Mapping = field(default_factory=dict)


def months_of(first_day: date, last_day: date) -> Fraction:
    """Months from the first to the last day, both included; a part of a month is its days over that month's days."""
    whole = month_index(last_day) - month_index(first_day) - 1
    begun = Fraction(month_length(month_index(first_day)) - first_day.day + 1, month_length(month_index(first_day)))
    ended = Fraction(last_day.day, month_length(month_index(last_day)))
    return begun + whole + ended


def window_years(law: Jurisdiction, *, indemnity_chosen: bool = False) -> int | None:
    """Over how many of the last years the law averages commissions; None when it computes nothing or is not established."""
    rule = law.find("termination_pay")
    if rule is None or rule.value is None:
        return None
    pay = _chosen(rule, indemnity_chosen)
    if pay["kind"] == "indemnity":
        return pay["average_over_years"]
    return pay.get("habit_years") if pay["kind"] == "compensation" else None


def compensation_estimate(law: Jurisdiction, earned: Sequence[Earned], *, indemnity_chosen: bool = False) -> Estimate:
    """Termination pay from the gross commission of periods that follow each other, oldest first.

    Of a period that begins before the window only the share of its months inside counts. `indemnity_chosen`: where the
    parties may choose the indemnity (GB reg. 17) and did. Raises UnknownRule when the law's pay is not established,
    ValueError without a period or with a gap between two.
    """
    rule = law.rule("termination_pay")
    pay = _chosen(rule, indemnity_chosen)
    if pay["kind"] == "none":
        return Estimate("none", Decimal(0), False, "nothing_by_law", rule)
    years = pay["cap_years"] if pay["kind"] == "indemnity" else pay.get("habit_years")
    over_years = window_years(law, indemnity_chosen=indemnity_chosen)
    if not (years and over_years):
        return Estimate(pay["kind"], None, False, "no_figure_in_law", rule)
    return _average(rule, pay["kind"], _in_order(earned), years, over_years)


def _chosen(rule: Rule, indemnity_chosen: bool) -> Mapping:
    return rule.value.get("indemnity_if_chosen", rule.value) if indemnity_chosen else rule.value


def _in_order(earned: Sequence[Earned]) -> Sequence[Earned]:
    if not earned:
        raise ValueError("an estimate needs the commission of at least one period")
    for one, following in pairwise(earned):
        if following.first_day != one.last_day + ONE_DAY:
            raise ValueError(f"the commission from {one.last_day} to {following.first_day} is missing")
    return earned


def _average(rule: Rule, kind: str, earned: Sequence[Earned], years: int, over_years: int) -> Estimate:
    """`years` times the average year of the window: exact fractions, one division at the end."""
    total, left = Fraction(0), Fraction(over_years * 12)
    for period in reversed(earned):
        taken = min(period.months, left)
        total += Fraction(period.amount) * taken / period.months
        left -= taken
    months = over_years * 12 - left
    amount = total * years * 12 / months
    params = {
        "total": decimal_of(total), "months": decimal_of(months), "years": years, "over_years": over_years,
        "first_day": earned[0].first_day, "last_day": earned[-1].last_day, "shorter": left > 0,
    }  # fmt: skip
    return Estimate(kind, decimal_of(amount), kind == "indemnity", "average_times_years", rule, freeze(params))


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a Decimal of 28 digits: exact wherever a currency's rounding could tell the difference."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def pay_stands(law: Jurisdiction, end: End) -> str:
    """Whether the pay is owed when the contract ends so.

    | answer | meaning |
    |---|---|
    | `due` | owed, under the law's own conditions |
    | `open` | nothing recorded says whether this way of ending gives it: a person must say |
    | `lost` | a serious default of the agent, stated in the letter, provoked the end |
    | `lost_unless` | the agent's own initiative, unless caused by the principal, age or illness |
    | `agreed` | by agreement: no rule loses it; the agreement should settle it |
    | `negotiated` | owed for the contracts that the agent negotiated |
    | `nothing` | the law gives none |
    | `unknown` | the law's pay is not established |
    """
    rule = law.find("termination_pay")
    if rule is None or rule.value is None:
        return UNKNOWN
    if rule.value["kind"] == "none":
        return NOTHING
    if rule.value["kind"] == "by_negotiated_contracts":
        return NEGOTIATED if (end.kind, end.by) == (NOTICE, PRINCIPAL) else OPEN
    return AGREED if end.kind == MUTUAL else _by_one_side(law, rule, end)


def _by_one_side(law: Jurisdiction, rule: Rule, end: End) -> str:
    """One side ended it: what it loses is recorded apart (`termination_pay_lost`: Dir. 86/653 art. 18)."""
    losses = law.value("termination_pay_lost")
    if end.kind == DEFAULT and end.by == PRINCIPAL:
        return LOST if losses and "serious_default" in losses else OPEN
    if end.kind == NOTICE and end.by == AGENT:
        return LOST_UNLESS if losses and "own_initiative" in losses else OPEN
    if end.kind == NOTICE and end.renewable:
        return DUE if rule.value.get("due_on_non_renewal") else OPEN
    return DUE

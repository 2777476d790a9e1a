"""What surrounds the end of a contract: when to post the letter, what the law makes follow, what may be owed.

Every delay after the end runs from the last day of the contract to the same day number N months later (as notice does,
the cautious reading): a contract that ends on 2027-02-28 gives until 2028-02-28 for a claim of twelve months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .dates import add_months
from .records import Jurisdiction, Rule
from .shapes import freeze

# When the pay is lost, in every state that gives one (Dir. 86/653 art. 18, FR L134-13).
LOST_WHEN = ("serious_default_stated_in_the_letter", "agents_own_initiative", "assignment_with_consent")


@dataclass(frozen=True)
class Consequence:
    """One thing that follows the end: `last_day` None when the law gives no day (a rule to read, a person to ask)."""

    code: str
    last_day: date | None
    rule: Rule


@dataclass(frozen=True)
class Estimate:
    """An estimate of termination pay, in the currency of the commissions, not rounded (the caller rounds once).

    `amount` None: the law gives no figure to compute with. `is_cap`: the most that can be owed, not what is habitual.
    `formula` is a code (`average_times_years`, `nothing_by_law`, `no_figure_in_law`), `params` its figures.
    """

    kind: str
    amount: Decimal | None
    is_cap: bool
    formula: str
    rule: Rule
    params: Mapping = field(default_factory=dict)
    lost_when: tuple[str, ...] = ()


def safe_posting_day(last_notice_day: date, *, postal_days: int) -> date:
    """The last day to post a letter that must be presented by `last_notice_day`, counting calendar days in the post.

    May already be past: the page says so. ValueError when `postal_days` is negative.
    """
    if postal_days < 0:
        raise ValueError(f"days in the post are not negative: {postal_days}")
    return last_notice_day - timedelta(days=postal_days)


def consequences(law: Jurisdiction, ends_on: date) -> tuple[Consequence, ...]:
    """What follows by law the end of a contract: claim of termination pay, non-compete, later commission.

    A rule that is recorded as unknown is returned without a day, so that the page can say so; one that the law leaves
    to the contract, or that is not recorded, is not returned.
    """
    pay = law.find("termination_pay")
    claim = pay.value.get("claim_within_months") if pay and pay.value else None
    found = (
        ("claim_termination_pay", pay, claim),
        ("non_compete_at_most", *_counted(law, "non_compete_max_months")),
        ("commission_on_later_orders", law.find("after_termination"), None),
        ("commission_on_orders_until", *_counted(law, "after_termination_months")),
    )
    return tuple(
        Consequence(code, None if months is None else add_months(ends_on, months), rule)
        for code, rule, months in found
        if rule and (rule.unknown or rule.value is not None)
    )


def compensation_estimate(
    law: Jurisdiction, monthly_commission: Sequence[Decimal], *, indemnity_chosen: bool = False
) -> Estimate:
    """Termination pay from the gross commission of each month of contract, oldest first (Decimal, no float).

    * compensation with a habit (FR L134-12: two years, no cap): average month of the last two years, times 24;
    * indemnity (EU art. 17): at most an average year of the last five years, or of the shorter duration;
    * `indemnity_chosen`: where the parties may choose the indemnity (GB reg. 17) and did.

    Raises UnknownRule when the law's pay is not established, ValueError without a month, TypeError on a float.
    """
    if not monthly_commission:
        raise ValueError("an estimate needs the commission of at least one month")
    if not all(isinstance(amount, Decimal) for amount in monthly_commission):
        raise TypeError("commissions are Decimal amounts")
    rule = law.rule("termination_pay")
    pay = rule.value.get("indemnity_if_chosen", rule.value) if indemnity_chosen else rule.value
    if pay["kind"] == "indemnity":
        return _average(rule, pay, monthly_commission, pay["cap_years"], pay["average_over_years"])
    if pay["kind"] == "compensation" and pay.get("habit_years"):
        return _average(rule, pay, monthly_commission, pay["habit_years"], pay["habit_years"])
    if pay["kind"] == "none":
        return Estimate("none", Decimal(0), False, "nothing_by_law", rule)
    return Estimate(pay["kind"], None, False, "no_figure_in_law", rule)


def _average(rule: Rule, pay: Mapping, monthly: Sequence[Decimal], years: int, over_years: int) -> Estimate:
    """`years` times the average year of the last `over_years`: one division, at the end."""
    months = min(len(monthly), over_years * 12)
    total = sum(monthly[-months:], Decimal(0))
    params = {"total": total, "months": months, "years": years, "over_years": over_years}
    return Estimate(
        kind=pay["kind"],
        amount=total * years * 12 / months,
        is_cap=pay["kind"] == "indemnity",
        formula="average_times_years",
        rule=rule,
        params=freeze(params),
        lost_when=LOST_WHEN,
    )


def _counted(law: Jurisdiction, key: str) -> tuple[Rule | None, int | None]:
    rule = law.find(key)
    return rule, rule.value if rule else None

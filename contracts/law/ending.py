"""What surrounds the end of a contract: when to post the letter, and what the law makes follow.

Every delay in months after the end runs from the last day of the contract to the same day number N months later (as
notice does, the cautious reading): a contract that ends on 2027-02-28 gives until 2028-02-28 for a claim of twelve months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .dates import add_months
from .pay import LOST, NOTHING, End, pay_stands
from .records import Jurisdiction, Rule
from .shapes import freeze


@dataclass(frozen=True)
class Consequence:
    """One thing that follows the end. `last_day` None: the law gives no day (a rule to read, a person to ask).

    `rule` None: the contract says so, not the law. `asks`: the law does not establish it and a person must give a day.
    `params`: `months` counted, `paid` (a non-compete must be), `short` (the limit of a short contract).
    """

    code: str
    last_day: date | None
    rule: Rule | None
    asks: bool = False
    params: Mapping = field(default_factory=dict)

    def as_dict(self) -> dict:
        """Plain JSON."""
        rule = self.rule.as_dict() if self.rule else None
        day = self.last_day and self.last_day.isoformat()
        return {"code": self.code, "last_day": day, "asks": self.asks, "params": dict(self.params), "rule": rule}


def safe_posting_day(last_notice_day: date, *, postal_days: int) -> date:
    """The last day to post a letter that must be presented by `last_notice_day`, counting calendar days in the post.

    May already be past: the page says so. ValueError when `postal_days` is negative.
    """
    if postal_days < 0:
        raise ValueError(f"days in the post are not negative: {postal_days}")
    return last_notice_day - timedelta(days=postal_days)


def consequences(law: Jurisdiction, end: End) -> tuple[Consequence, ...]:
    """What follows the end, in order: the claim of pay, commission on later orders, non-compete, return of documents.

    What is lost, or what no law gives, has no claim. What the law leaves to the contract is not returned.
    """
    found = [_claim(law, end), *_later_orders(law, end), _non_compete(law, end)]
    papers = Consequence("return_documents", end.ends_on, None)
    return (*(one for one in found if one), papers)


def _claim(law: Jurisdiction, end: End) -> Consequence | None:
    """The last day to claim; asked of a person where the pay, or the time to claim it, is not established."""
    if pay_stands(law, end) in {LOST, NOTHING}:
        return None
    rule = law.find("termination_pay")
    months = rule.value.get("claim_within_months") if rule and rule.value else None
    return _counted("claim_termination_pay", end, rule, months)


def _later_orders(law: Jurisdiction, end: End) -> list[Consequence]:
    """A number of months (ES: 3), or a reasonable time that only people can measure; asked where nothing is recorded."""
    rule, counted = law.find("after_termination"), law.find("after_termination_months")
    months = counted.value if counted else None
    silent = rule is None or (rule.unknown and months is None)
    shown = [Consequence("commission_on_later_orders", None, rule, asks=silent)]
    if months is not None:
        shown.append(_counted("commission_on_orders_until", end, counted, months))
    return shown


def _non_compete(law: Jurisdiction, end: End) -> Consequence | None:
    """At most so long; shorter after a short contract (ES); paid where the law wants it (DE, IT)."""
    rule, short = law.find("non_compete_max_months"), law.value("non_compete_if_short")
    if rule is not None and not rule.unknown and rule.value is None:
        return None  # left to the contract
    months = rule.value if rule else None
    is_short = bool(
        short
        and months
        and end.first_months is not None
        and end.first_months <= short["agreed_duration_at_most_months"]
    )
    if is_short:
        rule, months = law.find("non_compete_if_short"), min(months, short["max_months"])
    params = {"paid": bool(law.value("non_compete_paid")), "short": is_short}
    return _counted("non_compete_at_most", end, rule, months, **params)


def _counted(code: str, end: End, rule: Rule | None, months: int | None, **params: object) -> Consequence:
    if months is None:
        return Consequence(code, None, rule, asks=True, params=freeze(params))
    return Consequence(code, add_months(end.ends_on, months), rule, params=freeze({"months": months, **params}))

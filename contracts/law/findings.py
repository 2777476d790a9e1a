"""The vocabulary of checks: what a draft agrees, and a finding about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .records import Rule
from .scales import NATURES, RENEWAL_CHOICES
from .shapes import freeze, thaw

ERROR, WARNING, ASK = "error", "warning", "ask"


@dataclass(frozen=True)
class Agreed:
    """What the parties agreed, as far as a law can object. None everywhere: not agreed, or not yet.

    `notice` is the scale of the contract, months by year begun; `principal_notice` and `agent_notice` when they differ.
    `statement_by_months` 1: the statement is due by the end of the month following its period; or `statement_by_days`
    after the period. `forum_country` None: not chosen. `renewal_choice`: what a person recorded of a renewal clause
    whose effect the law leaves open.
    """

    nature: str
    term_months: int | None = None
    notice: tuple[int, ...] | None = None
    principal_notice: tuple[int, ...] | None = None
    agent_notice: tuple[int, ...] | None = None
    statement_every_months: int | None = None
    statement_by_months: int | None = None
    statement_by_days: int | None = None
    non_compete_months: int = 0
    non_compete_paid: bool = False
    forum_country: str | None = None
    renewal_choice: str | None = None
    legal_review_recorded: bool = False

    def __post_init__(self):
        if self.nature not in NATURES:
            raise ValueError(f"{self.nature!r} is not one of {', '.join(NATURES)}")
        if self.renewal_choice not in (None, *RENEWAL_CHOICES):
            raise ValueError(f"{self.renewal_choice!r} is not one of {', '.join(RENEWAL_CHOICES)}")


@dataclass(frozen=True)
class Finding:
    """`error` cannot be approved, `warning` is allowed but to be read, `ask` waits for a person's recorded answer.

    `rule` is the law's record (None when none is recorded); `needed` the figures that would do, or what to give.
    """

    code: str
    severity: str
    rule: Rule | None = None
    needed: Mapping = field(default_factory=dict)

    def __post_init__(self):
        object.__setattr__(self, "needed", freeze(self.needed))

    def as_dict(self) -> dict:
        """Plain JSON."""
        rule = self.rule.as_dict() if self.rule else None
        return {"code": self.code, "severity": self.severity, "needed": thaw(self.needed), "rule": rule}

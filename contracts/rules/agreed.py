"""What must be agreed before a version can be made: what is missing or cannot be right, each with its step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Gap:
    """One thing missing or wrong: a stable code, the step of the guided creation and the field that mend it."""

    code: str
    step: str
    field: str


@dataclass(frozen=True)
class Agreed:
    """The agreed terms, as far as they are typed. Rates are fractions of one; None where nothing is typed yet.

    `signed_for`: the sides for which somebody is recorded to sign. `refusable`: a notice can still refuse the first
    renewal (a term may be shorter than its notice); true where there are no terms, or none typed yet.
    """

    nature: str
    products: int
    countries: Sequence[str]
    segments: Sequence[str]
    agent_tasks: Sequence[str]
    principal_tasks: Sequence[str]
    rate: Decimal | None
    line_rates: Sequence[Decimal]
    event: str
    first_day: date | None
    end_day: date | None
    scale: Sequence[int]
    forum: str
    has_model: bool
    signed_for: Collection[str]
    refusable: bool = True


def gaps(agreed: Agreed) -> list[Gap]:
    """Everything that stops a version, in the order of the steps."""
    found = []

    def missing(when: bool, code: str, step: str, field: str) -> None:
        if when:
            found.append(Gap(code, step, field))

    written = agreed.nature != "moral"
    missing(agreed.products == 0, "no_product", "products", "products")
    missing(not agreed.countries, "no_territory", "territory", "countries")
    missing(written and not agreed.agent_tasks, "no_agent_task", "tasks", "agent_tasks")
    missing(written and not agreed.principal_tasks, "no_principal_task", "tasks", "principal_tasks")
    missing(written and agreed.rate is None, "no_rate", "commission", "commission_rate")
    missing(written and nothing_earned(agreed), "nothing_earned", "commission", "commission_rate")
    missing(written and not agreed.event, "no_event", "commission", "commission_event")
    missing(agreed.first_day is None, "no_first_day", "duration", "first_day")
    missing(written and not agreed.scale, "no_notice", "duration", "notice_scale")
    missing(not agreed.refusable, "no_day_in_time", "duration", "notice_scale")
    missing(written and not agreed.forum.strip(), "no_forum", "law", "forum")
    missing(written and not agreed.has_model, "no_model", "law", "model_version")
    for side in ("principal", "agent"):
        missing(written and side not in agreed.signed_for, f"no_{side}_signatory", "parties", side)
    return found


def nothing_earned(agreed: Agreed) -> bool:
    """A rate of 0 % is legitimate for reserved customers; as the only rate it leaves the agent nothing."""
    return agreed.rate == 0 and not any(rate > 0 for rate in agreed.line_rates)

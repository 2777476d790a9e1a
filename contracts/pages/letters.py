"""The effect of a notice that is only being typed, and the letter that it would send. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from contracts.documents.render import notice_html
from contracts.law.chain import BeforeFirstDay
from contracts.law.ending import safe_posting_day
from contracts.law.explain import Explanation
from contracts.law.terms import Term, term
from portage.network.access import Acting

from .. import paperwork
from ..actions.notice import explain
from ..leaving import POSTAL_DAYS
from ..models import Notice
from ..queries.people import side_of
from ..standing import chain_of, scale_of
from ..words import steps

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Effect:
    """What a notice served on `served_on` does. `later` is the end when it comes after `last_day` (renewable only)."""

    served_on: date
    ends_on: date
    told: Explanation
    rows: list[dict[str, Any]]
    last_day: date | None = None
    refused: Term | None = None
    later: Term | None = None
    post_by: date | None = None
    too_late_to_be_typed: bool = False


def effect(contract: Any, served_on: date, today: date) -> Effect:
    """Everything the page shows before a person commits. Raises BeforeFirstDay, or Refused where the law is not known."""
    told: Any = explain(contract, served_on=served_on)
    shown: list[dict[str, Any]] = [
        {"label": label, "value": value, "why": why} for label, value, why in steps.rows(told.as_dict())
    ]
    shown[-1]["result"] = True
    found: dict[str, Any] = {
        "served_on": served_on,
        "ends_on": told.day,
        "told": told,
        "rows": shown,
    }
    number = told.steps[-1].params.get("refuses_renewal_of_term")
    if number is None:
        return Effect(**found)
    chain: Any = chain_of(contract)
    scale = scale_of(contract)
    refused = term(chain, scale, number)
    last = refused.last_notice_day
    post = safe_posting_day(last, postal_days=POSTAL_DAYS) if last and last >= today else None
    return Effect(
        **found, last_day=last, refused=refused, later=term(chain, scale, number + 1), post_by=post if post and post >= today else None,
        too_late_to_be_typed=contract.term_number > number,
    )  # fmt: skip


def unsent_letter(contract: Any, acting: Acting, typed: Mapping[str, str], *, today: date, at: datetime) -> str:
    """The letter as HTML, from a notice that is not saved."""
    form: Any = typed.get("form") if typed.get("form") in Notice.Form.values else Notice.Form.PLATFORM
    served_on = today if form == Notice.Form.PLATFORM else day_of(typed.get("served_on", ""), today)
    told: Any
    try:
        told = explain(contract, served_on=served_on)
    except BeforeFirstDay:
        told = explain(contract, served_on=max(today, contract.first_day))
    notice = Notice(
        contract=contract, side=side_of(contract, acting.organisation.pk) or "principal", membership=acting.membership, form=form,
        sent_on=served_on, served_on=served_on, grounds=typed.get("grounds", "")[:5000], ends_on=told.day,
        refuses_renewal_of_term=told.steps[-1].params.get("refuses_renewal_of_term"), explanation=told.as_dict(), at=at,
    )  # fmt: skip
    return notice_html(paperwork.letter(notice), paperwork.language_of(contract))


def day_of(text: str, otherwise: date) -> date:
    """A day in ISO form; `otherwise` when it cannot be read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise

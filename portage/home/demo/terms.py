"""A draft is typed: parties, products, territory, commission, duration, law, each by the verb of its step."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.actions import drafting, versions

from .answers import answers

if TYPE_CHECKING:
    from .deals import Deal

COUNSEL = ("legal_counsel",)


def start(deal: Deal, at: datetime) -> None:
    """Between the SME and the subsidiary; named people only where the agreement is confidential."""
    agreement, told = deal.agreement, deal.told
    told.contracts[agreement.key] = drafting.start_draft(
        principal=told.orgs[agreement.principal], agent=told.orgs[agreement.agent], nature=agreement.nature,
        confidential_to=[told.members[email] for email in agreement.named], by=deal.agent(at), at=at,
    )  # fmt: skip


def products(deal: Deal, at: datetime) -> None:
    """The products named, or all that the SME has."""
    goods = deal.told.goods[deal.agreement.principal]
    chosen = [goods[code] for code in deal.agreement.products or goods]
    drafting.set_products(deal.contract, products=chosen, by=deal.agent(at), at=at)


def territory(deal: Deal, at: datetime) -> None:
    """The countries named, or the agent's own; segments, reserved customers, exclusivity."""
    agreement = deal.agreement
    drafting.set_territory(
        deal.contract, countries=agreement.countries or deal.told.orgs[agreement.agent].countries_covered,
        segments=agreement.segments, exclusive=agreement.exclusive, regions=agreement.regions,
        reserved=[{"name": name, "place": place, "rate": Decimal(rate)} for name, place, rate in agreement.reserved],
        by=deal.agent(at), at=at,
    )  # fmt: skip


def commission(deal: Deal, at: datetime) -> None:
    """The rate of the first version, its brackets, event, currency and statements."""
    agreement = deal.agreement
    tiers = [
        {"product": None, "up_to": Decimal(up_to) if up_to else None, "rate": Decimal(share)}
        for up_to, share in agreement.tiers
    ]
    drafting.set_commission(
        deal.contract, rate=Decimal(agreement.first_rate or agreement.rate), event=agreement.event, currency=agreement.currency,
        lines=tiers, statement_months=agreement.statement_months, target=Decimal(agreement.target) if agreement.target else None,
        by=deal.agent(at), at=at,
    )  # fmt: skip


def duration(deal: Deal, at: datetime) -> None:
    """First day, terms, notice."""
    agreement = deal.agreement
    first, renewal = agreement.months
    drafting.set_duration(
        deal.contract, first_day=agreement.first, first_months=first, renewal_months=renewal, notice_scale=list(agreement.scale),
        notice_month_end=agreement.month_end, by=deal.agent(at), at=at,
    )  # fmt: skip


def answer(deal: Deal, at: datetime) -> None:
    """Counsel answers what the law leaves open."""
    agent = deal.told.orgs[deal.agreement.agent]
    counsel = deal.told.by(deal.group, COUNSEL, at)
    for question, answer, reason in (
        *answers(str(agent.country)),
        *deal.agreement.choices,
    ):
        versions.record_choice(deal.contract, question=question, answer=answer, reason=reason, by=counsel, at=at)


def law(deal: Deal, at: datetime) -> None:
    """Governing law, court, languages, and the model that ships with the product."""
    agreement = deal.agreement
    drafting.set_law(
        deal.contract, law=agreement.law, forum=agreement.forum, languages=agreement.languages, prevailing=agreement.prevailing,
        model_version=deal.told.published, signature=agreement.signature, by=deal.agent(at), at=at,
    )  # fmt: skip

"""Typing a contract: each step of the guided creation is a verb of its own, in any order, left and taken up again.

A change after a version was made sets the contract back to draft: approvals were of that exact version.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from contracts.law.wording import cite
from portage.catalogue.models import Product
from portage.core import journal, references
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind

from ..models import (
    CommissionLine,
    Contract,
    ModelVersion,
    ProductLine,
    ReservedCustomer,
    TerritoryLine,
    WritingAsked,
)
from ..queries.law import law_of
from ..rules import brackets
from ..rules.amending import FIXED
from . import exclusivity
from .locking import lock, move, side_of
from .signing.stopping import close_present

PREFIX = "PC"
BRACKET_FAULTS = {
    "same_bound": _("Two lines of one product have the same bound."),
    "twice_without_bound": _("Two lines of one product have no bound: only the last bracket has none."),
    "no_last": _("Add a line without a bound: what lies above the last bracket has a rate too."),
}
STAYS = {
    "duration_stays": _(
        "An amendment leaves the duration and the notice as they were agreed: only a new contract has others."
    ),
    "law_stays": _("An amendment leaves law, language and model as they were agreed: only a new contract has others."),
}


@transaction.atomic
def start_draft(
    *,
    principal: Organisation,
    agent: Organisation,
    by: By,
    at: datetime,
    nature: str = "renewable",
    confidential_to: Iterable[Membership] = (),
    **facts: Any,
) -> Contract:
    """A portage manager or counsel starts a draft between an SME and a subsidiary of their own group.

    Until a version is proposed only the agent's side sees it. `confidential_to` names the only people who ever will.
    """
    _check_parties(principal, agent, by)
    contract = Contract(
        reference=new_reference(),
        principal=principal,
        agent=agent,
        group=agent.parent,
        nature=nature,
        created_at=at,
        agent_tasks=list(AGENT_TASKS),
        principal_tasks=list(PRINCIPAL_TASKS),
        time_zone=principal.time_zone,
        **facts,
    )
    people = list(confidential_to)
    if any(named.organisation_id not in {principal.pk, agent.pk, agent.parent_id} for named in people):
        raise Invalid(
            "foreign_person", _("Only people of the two parties and of the group can be named."), field="people"
        )
    contract.confidential = bool(people)
    contract.full_clean(exclude=["reference"])
    contract.save()
    if people:
        access.share_with_people(contract, people)
    else:
        access.share(contract, agent, agent.parent)
    journal.record("contracts.drafted", contract, by=by, at=at, nature=nature)
    return contract


def _check_parties(principal: Organisation, agent: Organisation, by: By) -> None:
    if principal.kind != Kind.CARRIED_SME:
        raise Invalid("principal_is_sme", _("The principal is a carried SME."), field="principal")
    if agent.kind != Kind.SUBSIDIARY:
        raise Invalid("agent_is_subsidiary", _("The agent is a subsidiary of a carrier group."), field="agent")
    if principal.archived_at or agent.archived_at:
        raise Refused("archived", _("One of the parties is archived."))
    if by.person is not None and by.organisation not in {agent.pk, agent.parent_id}:
        raise Forbidden("not_your_agent", _("You may draft contracts for the subsidiaries of your own group."))


def new_reference() -> str:
    while True:
        reference = references.make(PREFIX)
        if not Contract.objects.filter(reference=reference).exists():
            return reference


def open_draft(contract: Contract, by: By, step: str = "") -> Contract:
    """The locked contract if its terms may be typed by `by`; a proposed version falls back to draft.

    Raises Refused for a `step` that an amendment leaves as it was agreed.
    """
    contract = lock(contract)
    if contract.amends_id and step in FIXED:
        raise Refused(FIXED[step], STAYS[FIXED[step]])
    if not contract.is_open:
        raise Refused(
            "not_open",
            _(
                "The terms can no longer be typed: a version was approved or signed. Reopen it first, or propose an amendment."
            ),
        )
    side_of(contract, by)
    if contract.confirmations.exists():
        raise Refused("already_confirmed", _("One side has already confirmed these terms: withdraw and declare anew."))
    if contract.status != Contract.Status.DRAFT:
        move(contract, Contract.Status.DRAFT)
    return contract


def _done(contract: Contract, step: str, by: By, at: datetime) -> Contract:
    contract.full_clean()
    contract.save()
    journal.record("contracts.terms_typed", contract, by=by, at=at, step=step)
    return contract


@transaction.atomic
def set_products(contract: Contract, *, products: Iterable[Product], by: By, at: datetime) -> Contract:
    """Which of the principal's products the contract covers."""
    contract = open_draft(contract, by)
    chosen = list(products)
    if any(product.owner_id != contract.principal_id for product in chosen):
        raise Invalid("foreign_product", _("Only products of the principal can be chosen."), field="products")
    contract.commission_lines.exclude(product=None).exclude(product__in=chosen).delete()
    contract.product_lines.exclude(product__in=chosen).delete()
    ProductLine.objects.bulk_create([ProductLine(contract=contract, product=p) for p in chosen], ignore_conflicts=True)
    return _done(contract, "products", by, at)


@transaction.atomic
def set_territory(
    contract: Contract,
    *,
    countries: Iterable[str],
    segments: Iterable[str],
    exclusive: bool,
    reserved: Iterable[Mapping[str, Any]] = (),
    regions: Mapping[str, list[str]] | None = None,
    by: By,
    at: datetime,
) -> Contract:
    """Countries (with regions where not all of one), segments, reserved customers, exclusivity."""
    contract = open_draft(contract, by)
    chosen = list(dict.fromkeys(countries))
    if not chosen:
        raise Invalid("no_territory", _("Choose at least one country."), field="countries")
    contract.territory_lines.all().delete()
    TerritoryLine.objects.bulk_create(
        TerritoryLine(contract=contract, country=code, regions=(regions or {}).get(code, [])) for code in chosen
    )
    contract.reserved_customers.all().delete()
    ReservedCustomer.objects.bulk_create(ReservedCustomer(contract=contract, **row) for row in reserved)
    contract.segments, contract.exclusive = list(segments), exclusive
    return _done(contract, "territory", by, at)


@transaction.atomic
def set_tasks(contract: Contract, *, agent: Iterable[str], principal: Iterable[str], by: By, at: datetime) -> Contract:
    """Who does what. Each task to one party; all must be given to somebody."""
    contract = open_draft(contract, by)
    agent, principal = list(agent), list(principal)
    every = set(AGENT_TASKS) | set(PRINCIPAL_TASKS)
    if set(agent) & set(principal) or set(agent) | set(principal) != every:
        raise Invalid("tasks_not_shared_out", _("Give each task to one of the two parties."), field="agent_tasks")
    contract.agent_tasks, contract.principal_tasks = agent, principal
    return _done(contract, "tasks", by, at)


@transaction.atomic
def set_commission(
    contract: Contract,
    *,
    rate: Decimal,
    event: str,
    currency: str,
    statement_months: int,
    lines: Iterable[Mapping[str, Any]] = (),
    target: Decimal | None = None,
    by: By,
    at: datetime,
) -> Contract:
    """Rate (a share of one), event that earns it, currency, period of statements; `lines` are the rates that
    differ: {"product": Product or None, "up_to": Decimal or None, "rate": Decimal}."""
    contract = open_draft(contract, by)
    lines = list(lines)
    for checked in [rate, *(line["rate"] for line in lines)]:
        if not 0 <= checked <= 1:
            raise Invalid(
                "rate_out_of_bounds", _("A commission rate lies between 0 % and 100 %."), field="commission_rate"
            )
    if code := brackets.fault((line.get("product"), line.get("up_to")) for line in lines):
        raise Invalid(code, BRACKET_FAULTS[code], field="lines")
    contract.commission_rate, contract.commission_event = rate, event
    contract.currency, contract.statement_months, contract.target = currency, statement_months, target
    contract.commission_lines.all().delete()
    CommissionLine.objects.bulk_create(CommissionLine(contract=contract, **line) for line in lines)
    return _done(contract, "commission", by, at)


@transaction.atomic
def set_duration(
    contract: Contract,
    *,
    first_day: date,
    first_months: int,
    renewal_months: int,
    notice_scale: list[int],
    notice_month_end: bool,
    notice_forms: Iterable[str] = ("letter", "platform"),
    by: By,
    at: datetime,
) -> Contract:
    """First day, first term, length of renewals, notice by year begun."""
    contract = open_draft(contract, by, "duration")
    if first_months < 1 or renewal_months < 1:
        raise Invalid("term_too_short", _("A term lasts at least one month."), field="first_months")
    if not notice_scale or any(months < 0 for months in notice_scale):
        raise Invalid("no_notice", _("Give at least one length of notice, in months."), field="notice_scale")
    if contract.formalises is not None and first_day != contract.formalises.first_day:
        raise Invalid(
            "age_stays",
            _("Its age is that of the moral contract: the first day stays as both confirmed it."),
            field="first_day",
        )
    contract.first_day, contract.first_months, contract.renewal_months = first_day, first_months, renewal_months
    contract.notice_scale, contract.notice_month_end = list(notice_scale), notice_month_end
    contract.notice_forms = list(notice_forms)
    return _done(contract, "duration", by, at)


@transaction.atomic
def set_law(
    contract: Contract,
    *,
    law: str,
    forum: str,
    languages: str,
    prevailing: str,
    model_version: ModelVersion,
    clauses: Mapping[str, int] | None = None,
    signature: str = Contract.Way.ADVANCED,
    by: By,
    at: datetime,
) -> Contract:
    """Governing law, forum, language, model of articles and the figures of its clauses, and how it is signed."""
    contract = open_draft(contract, by, "law")
    contract.law, contract.forum, contract.languages = law, forum, languages
    contract.prevailing = prevailing if languages == Contract.Languages.BOTH else languages
    contract.model_version, contract.clauses = model_version, dict(clauses or {})
    contract.signature = signature
    return _done(contract, "law", by, at)


@transaction.atomic
def withdraw(contract: Contract, *, by: By, at: datetime, reason: str = "") -> Contract:
    """Either side withdraws before signature. The draft stays readable to those who saw it."""
    contract = lock(contract)
    side = side_of(contract, by)
    if contract.formalises_id:
        check_withdrawable(contract, side)
    move(contract, Contract.Status.WITHDRAWN)
    close_present(contract, cause="withdrawn", by=by, at=at)
    contract.save(update_fields=["status"])
    exclusivity.release(contract, at=at)
    journal.record("contracts.withdrawn", contract, by=by, at=at, text={"reason": reason})
    return contract


def check_withdrawable(contract: Contract, side: str) -> None:
    """Raise Refused when the other side asked for this writing and the law gives each party a right to it."""
    asked = WritingAsked.objects.filter(draft=contract).first()
    if asked is None or asked.side == side:
        return
    law = law_of(contract)
    if law.value("written_form") == "on_request":
        source = cite(law, "written_form")
        raise Refused(
            "cannot_be_refused",
            _(
                "The other party asked for a written contract and has a right to it (%(source)s): only it may withdraw the draft."
            )
            % {"source": source.get("en", "")},
        )

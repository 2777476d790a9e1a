"""Typing a contract: each step of the guided creation is a verb of its own, in any order, left and taken up again.

Once a version is on the table, a change of the terms is a proposal that the other side answers (`actions.negotiation`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from contracts.law.wording import cite
from portage.core import journal, references
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind

from ..models import Contract, WritingAsked
from ..queries.law import law_of
from . import exclusivity
from .locking import lock, move, side_of
from .signing.stopping import close_present
from .terms import write

PREFIX = "PC"


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


def open_draft(contract: Contract, by: By) -> Contract:
    """The locked contract if its terms may be typed by `by`: while it is a draft that nobody else has answered."""
    contract = lock(contract)
    if contract.status == Contract.Status.NEGOTIATING:
        raise Refused(
            "under_negotiation",
            _("A version is on the table: propose the change, and the other side answers it."),
        )
    if contract.status != Contract.Status.DRAFT:
        raise Refused(
            "not_open",
            _(
                "The terms can no longer be typed: a version was approved or signed. Reopen it first, or propose an amendment."
            ),
        )
    side_of(contract, by)
    if contract.confirmations.exists():
        raise Refused("already_confirmed", _("One side has already confirmed these terms: withdraw and declare anew."))
    return contract


def _type(contract: Contract, step: str, given: Mapping[str, Any], by: By, at: datetime) -> Contract:
    contract = open_draft(contract, by)
    write(contract, step, given)
    contract.full_clean()
    contract.save()
    journal.record("contracts.terms_typed", contract, by=by, at=at, step=step)
    return contract


@transaction.atomic
def set_products(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """Which of the principal's products the contract covers; see `terms.keep_products`."""
    return _type(contract, "products", given, by, at)


@transaction.atomic
def set_territory(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """Countries, regions, segments, reserved customers, exclusivity; see `terms.keep_territory`."""
    return _type(contract, "territory", given, by, at)


@transaction.atomic
def set_tasks(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """Who does what; see `terms.keep_tasks`."""
    return _type(contract, "tasks", given, by, at)


@transaction.atomic
def set_commission(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """Rates, event that earns them, currency, statements; see `terms.keep_commission`."""
    return _type(contract, "commission", given, by, at)


@transaction.atomic
@transaction.atomic
def set_duration(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """First day, terms, notice by year begun; see `terms.keep_duration`."""
    return _type(contract, "duration", given, by, at)


@transaction.atomic
def set_law(contract: Contract, *, by: By, at: datetime, **given: Any) -> Contract:
    """Governing law, forum, language, model of articles, how it is signed; see `terms.keep_law`."""
    return _type(contract, "law", given, by, at)


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

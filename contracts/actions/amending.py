"""Amendments (avenants): a draft of its own that starts as a copy of what is agreed, then goes the way of every contract."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused
from portage.network import access

from ..models import CommissionLine, Contract, ProductLine, ReservedCustomer, TerritoryLine
from ..queries import amendments as queries
from ..rules import amending as rules
from ..words.codes import DAY_FAULTS
from .drafting import new_reference, open_draft
from .locking import lock, side_of
from .terms import write

# What an amendment takes over from its contract and leaves as it is, and what it may change; lines are copied beside.
FIXED = """principal agent group nature confidential model_version first_day first_months renewal_months notice_scale
    notice_month_end notice_forms law forum languages prevailing clauses time_zone""".split()
CHANGEABLE = """exclusive segments agent_tasks principal_tasks commission_rate commission_event currency statement_months
    target""".split()


@transaction.atomic
def start_amendment(contract: Contract, *, by: By, at: datetime, effective_from: date | None = None) -> Contract:
    """Either party starts an amendment of a contract that binds. Both sides see it from the start: while it is open, no
    other can be. It starts as a copy of the terms agreed so far."""
    contract = lock(contract)
    side_of(contract, by)
    check_amendable(contract)
    last = contract.amendments.order_by("-amendment_number").values_list("amendment_number", flat=True).first()
    kept = {name: getattr(contract, name) for name in [*FIXED, *CHANGEABLE]}
    amendment = Contract(
        reference=new_reference(),
        amends=contract,
        amendment_number=(last or 0) + 1,
        created_at=at,
        effective_from=effective_from,
        **kept,
    )
    try:
        with transaction.atomic():
            amendment.save()
    except IntegrityError as error:
        raise _already(contract) from error
    copy_lines(contract, amendment)
    share_as(contract, amendment)
    facts: dict[str, Any] = {"number": amendment.amendment_number, "amendment": amendment.reference}
    journal.record("contracts.amendment_started", contract, by=by, at=at, **facts)
    journal.record("contracts.amendment_drafted", amendment, by=by, at=at, number=amendment.amendment_number)
    return amendment


def check_amendable(contract: Contract) -> None:
    """Raise Refused unless an amendment of this contract can be started now."""
    if contract.amends_id:
        raise Refused("amends_itself", _("An amendment is not amended: amend the contract once it has taken effect."))
    if contract.nature == Contract.Nature.MORAL:
        raise Refused("moral_not_amended", _("A moral contract has no text to amend: ask for a written one first."))
    if contract.status not in rules.AMENDABLE:
        raise Refused("not_binding", _("Only a contract that binds can be amended."))
    if queries.open_amendment(contract) is not None:
        raise _already(contract)


def _already(contract: Contract) -> Refused:
    return Refused(
        "amendment_open",
        _(
            "Another amendment is under way: only one at a time, so that each starts from the terms that will hold before it."
        ),
    )


def copy_lines(source: Contract, to: Contract) -> None:
    """The lines of products, territory, reserved customers and rates, in the order typed."""
    for kind, name in (
        (ProductLine, "product_lines"),
        (TerritoryLine, "territory_lines"),
        (ReservedCustomer, "reserved_customers"),
        (CommissionLine, "commission_lines"),
    ):
        rows = list(getattr(source, name).order_by("pk"))
        for row in rows:
            row.pk, row.contract = None, to
        kind.objects.bulk_create(rows)


def share_as(contract: Contract, to: Contract) -> None:
    """The same people see it: those named on a confidential contract, else both parties and the group."""
    if contract.confidential:
        access.share_with_people(to, access.named_on(contract))
    else:
        access.share(to, contract.principal, contract.agent, contract.group)


@transaction.atomic
def set_effect(contract: Contract, *, effective_from: date, earlier_reason: str = "", by: By, at: datetime) -> Contract:
    """The day on which the amendment takes effect; with the reason that both sign when that may lie before signature."""
    contract = open_draft(contract, by)
    write(contract, "effect", {"effective_from": effective_from, "earlier_reason": earlier_reason})
    fault = queries.effect_fault(contract, clock.day_in(contract.time_zone, at))
    if fault:
        raise Invalid(fault, DAY_FAULTS[fault], field="effective_from")
    contract.full_clean()
    contract.save()
    journal.record("contracts.terms_typed", contract, by=by, at=at, step="effect")
    return contract


def check_alive(contract: Contract) -> None:
    """Raise Refused for an amendment whose contract no longer binds: nothing is left to change."""
    if contract.amends is not None and contract.amends.status not in rules.AMENDABLE:
        raise Refused("contract_ended", _("The contract that this amends has ended: withdraw the amendment."))

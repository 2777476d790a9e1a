"""Who did what with the present version, who still must, and who may sign: for the page, the API and e-mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet, Value

from portage.network import access
from portage.network.roles import Role

from ..models import Approval, Confirmation, Contract, Signature, SigningAuthority
from ..rules.approvers import required
from . import powers

SIDES = ("principal", "agent")


@dataclass(frozen=True)
class Act:
    """One person's approval, signature or confirmation."""

    act: str
    side: str
    name: str
    role: str
    at: datetime
    membership: UUID


def acts(contract: Contract) -> list[Act]:
    """Approvals and signatures of the present version, confirmations of a moral contract; one query."""
    number = contract.signed_number
    if contract.nature == Contract.Nature.MORAL:
        rows = _rows(Confirmation.objects.filter(contract=contract), "confirmed")
    else:
        approvals = Approval.objects.filter(version__contract=contract, version__number=number)
        signatures = Signature.objects.filter(
            document__contract=contract,
            document__kind="contract",
            document__number=number,
            document__not_concluded__isnull=True,
        )
        rows = _rows(approvals, "approved").union(_rows(signatures, "signed"), all=True)
    return sorted((Act(*row) for row in rows), key=lambda act: act.at)


def _rows(queryset: QuerySet, act: str) -> QuerySet:
    named = queryset.annotate(act=Value(act), who=F("membership__person__name"), in_role=F("membership__role"))
    return named.order_by().values_list("act", "side", "who", "in_role", "at", "membership_id")


def roles_present(contract: Contract) -> dict[str, set[str]]:
    """The roles with an active member on each side (for the agent: its carrier group's) who may see the contract.

    On a confidential contract only the people named on it count: counsel who cannot see it is not waited for.
    """
    found: dict[str, set[str]] = {side: set() for side in SIDES}
    for member in access.readers(contract, organisations=[contract.principal_id, contract.group_id], roles=Role.values):
        found["principal" if member.organisation_id == contract.principal_id else "agent"].add(member.role)
    return found


def awaited(contract: Contract, done: Iterable[Act]) -> list[tuple[str, frozenset[str]]]:
    """(side, roles of which one must still approve) for the version on the table."""
    present, done = roles_present(contract), list(done)
    approved = {side: {act.role for act in done if act.side == side and act.act == "approved"} for side in SIDES}
    return [(side, roles) for side in SIDES for roles in required(side, present[side]) if not roles & approved[side]]


def signatories(contract: Contract, today: date) -> list[SigningAuthority]:
    """Who may sign this document alone for either party on that day; one query."""
    return list(powers.who_can_sign(contract, today))


def side_of(contract: Contract, organisation: UUID | None) -> str:
    """principal, agent (the subsidiary or its group), or nothing for a third party."""
    if organisation == contract.principal_id:
        return "principal"
    return "agent" if organisation in {contract.agent_id, contract.group_id} else ""

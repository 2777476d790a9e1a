"""Every verb starts by taking the contract's row, so that two verbs on one contract wait for each other."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core.journal import By
from portage.core.refusals import Forbidden

from ..models import ARROWS, Contract


def lock(contract: Contract | UUID) -> Contract:
    """The contract's row as it now is, held until the transaction ends. Outside a transaction: an error."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("lock() needs a transaction")
    pk = contract.pk if isinstance(contract, Contract) else contract
    return (
        Contract.objects.select_for_update(of=("self",))
        .select_related("principal", "agent", "group", "amends", "formalises")
        .get(pk=pk)
    )


def move(contract: Contract, status: str) -> None:
    """Follow an arrow, or raise WrongArrow. The caller saves."""
    ARROWS.check(contract.status, status)
    contract.status = status


def side_of(contract: Contract, by: By) -> str:
    """The side that `by` acts for: principal, or agent (the subsidiary or its carrier group).

    Raises Forbidden for a third party that merely sees the contract.
    """
    if by.organisation == contract.principal_id:
        return "principal"
    if by.organisation in {contract.agent_id, contract.group_id}:
        return "agent"
    raise Forbidden("not_a_party", _("Only the parties to a contract may do this."))

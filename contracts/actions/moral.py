"""The moral contract: no paper; parties, products, territory and first day declared by one side, confirmed by both."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.network import access

from ..models import Confirmation, Contract
from . import exclusivity, telling
from .locking import lock, side_of
from .signature import conclude
from .versions import check_complete, check_law


@transaction.atomic
def confirm_moral(contract: Contract, *, by: By, at: datetime) -> Confirmation:
    """One side confirms what was declared. With both, the contract is in force from its first day; it has no terms.

    Refused where the governing law wants writing for validity or registration; the second confirmation also while one of
    exclusivity has not arrived.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if contract.nature != Contract.Nature.MORAL or contract.status != Contract.Status.DRAFT:
        raise Refused("not_to_confirm", _("There is no declared moral contract to confirm here."))
    check_complete(contract)
    check_law(contract)
    exclusivity.check_seen(contract, by)
    if contract.confirmations.filter(side=side).exists():
        raise Refused("already_confirmed", _("Your side has already confirmed."))
    confirmation = Confirmation.objects.create(contract=contract, side=side, membership=by.membership, at=at)
    journal.record("contracts.moral_confirmed", contract, by=by, at=at, side=side)
    if not contract.confidential:
        access.share(contract, contract.principal)
        access.share(contract.principal, contract.agent)
        access.share(contract.agent, contract.principal)
    if contract.confirmations.count() == 2:
        exclusivity.check_confirmed(contract)
        exclusivity.hold(contract, at=at)
        conclude(contract, at=at)
    else:
        telling.moral_declared(contract, side, at=at)
    return confirmation

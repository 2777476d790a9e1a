"""Who may see a confidential contract: each organisation names its own people, and never nobody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.models import Membership, Organisation

from ..models import Contract
from ..queries.parties import nameable_by
from .locking import lock, side_of


@transaction.atomic
def name_person(contract: Contract, *, membership: Membership, by: By, at: datetime) -> None:
    """A colleague sees the contract from now on. Naming twice changes nothing."""
    contract = _held(contract, by)
    if not nameable_by(contract, by.organisation).filter(pk=membership.pk).exists():
        raise Invalid(
            "not_nameable", _("Name somebody of your own organisation who works on contracts."), field="person"
        )
    for one in _with_amendments(contract):
        access.share_with_people(one, [membership])
    name = {"name": membership.person.name}
    journal.record("contracts.person_named", contract, by=by, at=at, membership=membership.pk, text=name)


@transaction.atomic
def take_name_off(contract: Contract, *, membership: Membership, by: By, at: datetime) -> None:
    """A colleague sees the contract no more. The last one of an organisation stays: name another first."""
    contract = _held(contract, by)
    own = [named for named in access.named_on(contract) if named.organisation_id == by.organisation]
    if membership not in own:
        raise Invalid("not_named", _("This person is not named for your organisation."), field="person")
    if len(own) == 1:
        raise Refused("last_named", _("The last person of an organisation stays named: name another one first."))
    for one in _with_amendments(contract):
        access.take_name_off(one, membership)
    name = {"name": membership.person.name}
    journal.record("contracts.name_taken_off", contract, by=by, at=at, membership=membership.pk, text=name)


def _with_amendments(contract: Contract) -> list[Contract]:
    """The contract and what amends it: those named on one are named on all."""
    return [contract, *contract.amendments.all()]


def _held(contract: Contract, by: By) -> Contract:
    """The contract, locked after the organisation, whose members may be leaving at this very moment."""
    if by.organisation is not None:
        Organisation.objects.select_for_update().get(pk=by.organisation)
    contract = lock(contract)
    side_of(contract, by)
    if contract.amends_id:
        raise Refused("named_on_contract", _("Those named on the contract see its amendments: name people there."))
    if not contract.confidential:
        raise Refused("not_confidential", _("This contract is not confidential: roles decide who sees it."))
    if by.membership is not None and by.membership not in access.named_on(contract):
        raise Forbidden("not_named", _("Only those who are named on it may do this."))
    return contract

"""What is asked before a side signs, refuses to sign or brings a signature: the document, the side, the day, the authority."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portage.core import clock
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused

from ...assembly import signing_authority
from ...models import Contract, Document, SigningAuthority


def check_to_sign(contract: Contract, document: Document, side: str, at: datetime) -> None:
    """Raise Refused unless this very document awaits this side's signature today."""
    check_awaiting(contract, document)
    if document.signatures.filter(side=side).exists():
        raise Refused("already_signed", _("Your side has already signed this document."))
    invitation = document.invitations.first()
    if invitation and invitation.last_day < clock.day_in(contract.time_zone, at):
        raise Refused("too_late_to_sign", _("The last day to sign this document has passed."))


def check_authority(contract: Contract, side: str, by: By, at: datetime) -> SigningAuthority:
    """The recorded authority of this very person for the party, valid on the contract's day. Raises Forbidden."""
    party = contract.principal if side == "principal" else contract.agent
    held = signing_authority(party, clock.day_in(contract.time_zone, at), membership=by.membership)
    if held is None:
        raise Forbidden(
            "not_a_signatory", _("You are not recorded as a signatory of %(party)s.") % {"party": party.name}
        )
    return held


def check_awaiting(contract: Contract, document: Document) -> None:
    """Raise Refused unless this very document awaits signature."""
    if contract.status != Contract.Status.AWAITING_SIGNATURE or document.number != contract.version_number:
        raise Refused("not_to_sign", _("This document is not awaiting signature."))

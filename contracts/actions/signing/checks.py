"""What is asked before a side signs, refuses to sign or brings a signature: the document, the side, the day."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portage.core import clock
from portage.core.refusals import Refused

from ...models import Contract, Document


def check_to_sign(contract: Contract, document: Document, side: str, at: datetime) -> None:
    """Raise Refused unless this very document awaits this side's signature today."""
    check_awaiting(contract, document)
    if document.signatures.filter(side=side).exists():
        raise Refused("already_signed", _("Your side has already signed this document."))
    invitation = document.invitations.first()
    if invitation and invitation.last_day < clock.day_in(contract.time_zone, at):
        raise Refused("too_late_to_sign", _("The last day to sign this document has passed."))


def check_awaiting(contract: Contract, document: Document) -> None:
    """Raise Refused unless this very document awaits signature."""
    if contract.status != Contract.Status.AWAITING_SIGNATURE or document.number != contract.version_number:
        raise Refused("not_to_sign", _("This document is not awaiting signature."))

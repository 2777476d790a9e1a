"""The invitation to sign: both sides' signatories are told, until a last day that either side may move."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Invalid

from ...models import Contract, Document, SigningInvitation
from ...rules import signing as rules
from ..locking import lock, side_of
from . import telling
from .checks import check_awaiting
from .evidence import note, noted


def invite(document: Document, contract: Contract, *, at: datetime) -> SigningInvitation:
    """Invite both sides; thirty days by default. The caller holds the contract's lock."""
    last_day = rules.last_day(clock.day_in(contract.time_zone, at))
    invitation = SigningInvitation.objects.create(document=document, last_day=last_day, at=at)
    note(document, "invited", at=at, last_day=last_day)
    telling.document_to_sign(document, contract, last_day, at=at)
    return invitation


@transaction.atomic
def move_last_day(document: Document, *, last_day: date, by: By, at: datetime) -> SigningInvitation:
    """Either side gives more time, or less, while the document awaits signature: not before tomorrow, 180 days at most."""
    contract = lock(document.contract_id)
    side = side_of(contract, by)
    check_awaiting(contract, document)
    today = clock.day_in(contract.time_zone, at)
    if not today < last_day <= rules.last_day(today, rules.LONGEST_TO_SIGN):
        raise Invalid("last_day_to_sign", _("Choose a day after today, within 180 days."), field="last_day")
    invitation = SigningInvitation.objects.create(document=document, last_day=last_day, membership=by.membership, at=at)
    note(document, "invited", at=at, by=by, side=side, last_day=last_day)
    journal.record("contracts.last_day_to_sign", contract, by=by, at=at, last_day=last_day)
    telling.document_to_sign(document, contract, last_day, at=at, again=invitation.pk)
    return invitation


def viewed(document: Document, *, consent_digest: str, language: str, by: By, at: datetime) -> None:
    """A signatory opened the page to sign and read the words of the consent: once a person, in the record of evidence."""
    mine = {"membership": by.membership}
    if noted(document, "viewed", **mine):
        return
    with transaction.atomic():
        contract = lock(document.contract_id)
        if noted(document, "viewed", **mine):
            return
        side = side_of(contract, by)
        note(document, "viewed", at=at, by=by, side=side, sha256=document.sha256)
        note(document, "consent_shown", at=at, by=by, side=side, consent=consent_digest, language=language)

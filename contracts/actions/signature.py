"""The document of an approved version, its signatures, and the coming into force.

The cryptographic signature in the file takes its place in `Signature.container`; what is recorded here is who
signed what, for whom, identified how, with which consent.
"""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.canonical import build
from contracts.documents.render import consent as consent_text
from contracts.law.duties import CONCLUDED
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..assembly import signing_authority
from ..models import Contract, Document, Signature, SigningAuthority, Version
from ..standing import COPIES, keep, standing_of
from . import renewal, telling
from .authority import record_authority
from .duties import write_duties
from .locking import lock, move, side_of

__all__ = ["conclude", "consent_of", "record_authority", "sign", "store_contract_document"]
PDF = "application/pdf"


@transaction.atomic
def store_contract_document(version: Version, *, pdf: bytes, pages: int, at: datetime) -> Document | None:
    """Keep the PDF of an approved version, once; the contract then awaits signature. A job does this and may
    run twice: the second time it changes nothing. None when the version was overtaken meanwhile."""
    contract = lock(version.contract_id)
    made = contract.documents.filter(kind=Document.Kind.CONTRACT, number=version.number).first()
    if made or contract.status != Contract.Status.APPROVED or contract.version_number != version.number:
        return made
    name = f"{contract.reference}-v{version.number}.pdf"
    file = files.store(pdf, scope=contract, name=name, media_type=PDF, at=at)
    document = Document.objects.create(
        contract=contract,
        kind=Document.Kind.CONTRACT,
        number=version.number,
        file=file,
        sha256=file.blob_id,
        pages=pages,
        language=contract.languages,
        made_at=at,
    )
    move(contract, Contract.Status.AWAITING_SIGNATURE)
    contract.save(update_fields=["status"])
    journal.record(
        "contracts.document_made", contract, by=journal.PORTAGE, at=at, version=version.number, sha256=file.blob_id
    )
    telling.document_to_sign(document, contract, at=at)
    return document


def consent_of(document: Document, language: str) -> str:
    """The words that a signatory agrees to; the same stand in the document."""
    version = document.contract.versions.get(number=document.number)
    return consent_text(build(version.data), language)


@transaction.atomic
def sign(document: Document, *, consent: str, identified_by: str, by: By, at: datetime) -> Signature:
    """One side's signatory signs one document. The second signature concludes the contract.

    Refused without a recorded authority, a second time for the same side, for an overtaken document.
    """
    contract = lock(document.contract_id)
    side = side_of(contract, by)
    if contract.status != Contract.Status.AWAITING_SIGNATURE or document.number != contract.version_number:
        raise Refused("not_to_sign", _("This document is not awaiting signature."))
    if document.signatures.filter(side=side).exists():
        raise Refused("already_signed", _("Your side has already signed this document."))
    if not consent.strip():
        raise Invalid("no_consent", _("Read the consent and agree to it before you sign."), field="consent")
    authority = _authority(contract, side, by, at)
    signature = Signature.objects.create(
        document=document,
        side=side,
        membership=by.membership,
        authority=authority,
        consent=consent,
        consent_digest=sha256(consent.encode()).hexdigest(),
        identified_by=identified_by,
        at=at,
    )
    journal.record("contracts.signed", contract, by=by, at=at, side=side, document=document.sha256)
    if document.signatures.count() == 2:
        conclude(contract, at=at)
    return signature


def _authority(contract: Contract, side: str, by: By, at: datetime) -> SigningAuthority:
    """The recorded authority of this very person for the party, valid on the contract's day. Raises Forbidden."""
    party = contract.principal if side == "principal" else contract.agent
    held = signing_authority(party, clock.day_in(contract.time_zone, at), membership=by.membership)
    if held is None:
        raise Forbidden(
            "not_a_signatory", _("You are not recorded as a signatory of %(party)s.") % {"party": party.name}
        )
    return held


def conclude(contract: Contract, *, at: datetime) -> None:
    """Both have signed, or confirmed: the contract binds, and is in force from its first day on."""
    move(contract, Contract.Status.SIGNED)
    today = clock.day_in(contract.time_zone, at)
    keep(contract, standing_of(contract), today)
    contract.due_on = contract.first_day
    contract.save(update_fields=COPIES)
    journal.record("contracts.concluded", contract, by=journal.PORTAGE, at=at, first_day=contract.first_day)
    write_duties([(contract, CONCLUDED, today)], at=at)
    if contract.first_day <= today:
        renewal.run_contract(contract, at=at)

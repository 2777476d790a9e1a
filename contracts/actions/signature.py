"""The document of an approved version, the act of signing it, and the coming into force.

Signing is two steps. The act (`sign`) is here: who, for whom, identified how, with which consent; it is whole with its row.
The cryptographic signature is put in the file by a job (`signing.file`), and the contract concludes when the file holds both.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.canonical import build
from contracts.documents.render import consent as consent_text
from contracts.law.duties import CONCLUDED
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..jobs import put_signature_in_file
from ..models import Contract, Document, Revision, Signature, Version
from ..standing import COPIES, keep, standing_of
from . import renewal
from .amending import check_alive
from .authority import check_authority, record_authority
from .duties import write_duties
from .locking import lock, move, side_of
from .signing.checks import check_to_sign
from .signing.evidence import note
from .signing.invitation import invite
from .taking_effect import conclude_amendment
from .writing import carry_on, check_carries_on

__all__ = ["conclude", "consent_of", "record_authority", "sign", "store_contract_document", "write_act"]
PDF = "application/pdf"


@transaction.atomic
def store_contract_document(
    version: Version, *, pdf: bytes, pages: int, at: datetime, made: Mapping[str, Any] | None = None
) -> Document | None:
    """Keep the sealed PDF of an approved version, once; both sides are invited to sign. A job does this and may run
    twice: the second time it changes nothing. None when the version was overtaken meanwhile.

    `made`: what the record of evidence tells of its making (see `paperwork.made`).
    """
    contract = lock(version.contract_id)
    known = contract.documents.filter(kind=Document.Kind.CONTRACT, number=version.number).first()
    if known or contract.status != Contract.Status.APPROVED or contract.version_number != version.number:
        return known
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
    Revision.objects.create(document=document, number=0, what="sealed", file=file, sha256=file.blob_id, at=at)
    move(contract, Contract.Status.AWAITING_SIGNATURE)
    contract.save(update_fields=["status"])
    journal.record(
        "contracts.document_made", contract, by=journal.PORTAGE, at=at, version=version.number, sha256=file.blob_id
    )
    note(
        document, "rendered", at=at, version=version.number, version_digest=version.digest, pages=pages, **(made or {})
    )
    note(document, "sealed", at=at, sha256=file.blob_id, revision=0)
    invite(document, contract, at=at)
    return document


def consent_of(document: Document, language: str) -> str:
    """The words that a signatory agrees to; the same stand in the document."""
    version = document.contract.versions.get(number=document.number)
    return consent_text(build(version.data), language)


@transaction.atomic
def sign(
    document: Document, *, consent: str, identified_by: str, by: By, at: datetime, language: str = "", zone: str = ""
) -> Signature:
    """One side's signatory signs one document; a job puts the signature in the file, and the second one there concludes
    the contract.

    Refused without a recorded authority, a second time for the same side, for an overtaken document. `language` of the
    words agreed to and time `zone` of the signatory are kept as evidence.
    """
    signature = write_act(
        document, consent=consent, identified_by=identified_by, by=by, at=at, language=language, zone=zone
    )
    put_signature_in_file.enqueue(signature.pk)
    return signature


def write_act(
    document: Document, *, consent: str, identified_by: str, by: By, at: datetime, container: str = "platform",
    language: str = "", zone: str = "",
) -> Signature:  # fmt: skip
    """The act of signing: checked under the contract's lock, written with its evidence and told in the journal."""
    contract = lock(document.contract_id)
    side = side_of(contract, by)
    check_to_sign(contract, document, side, at)
    check_alive(contract)
    check_carries_on(contract)
    if contract.signature == Contract.Way.PAPER:
        raise Refused("on_paper", _("This contract is signed on paper: bring its scan."))
    if not consent.strip():
        raise Invalid("no_consent", _("Read the consent and agree to it before you sign."), field="consent")
    authority = check_authority(contract, side=side, by=by, at=at)
    told = sha256(consent.encode()).hexdigest()
    signature = Signature.objects.create(
        document=document,
        side=side,
        membership=by.membership,
        authority=authority,
        consent=consent,
        consent_digest=told,
        identified_by=identified_by,
        container=container,
        at=at,
    )
    journal.record("contracts.signed", contract, by=by, at=at, side=side, document=document.sha256)
    note(document, "identified", at=at, by=by, side=side, how=identified_by)
    note(
        document, "signed", at=at, by=by, side=side, sha256=document.sha256, consent=told, language=language, where=container,
        authority=authority.pk, text={"name": by.membership.person.name, "zone": zone},
    )  # fmt: skip
    return signature


def conclude(contract: Contract, *, at: datetime) -> None:
    """Both have signed, or confirmed: the contract binds, and is in force from its first day on. An amendment: see there."""
    if contract.amends_id:
        conclude_amendment(contract, at=at)
        return
    if contract.formalises_id:
        carry_on(contract, at=at)
    move(contract, Contract.Status.SIGNED)
    today = clock.day_in(contract.time_zone, at)
    keep(contract, standing_of(contract), today)
    contract.due_on = contract.first_day
    contract.save(update_fields=COPIES)
    journal.record("contracts.concluded", contract, by=journal.PORTAGE, at=at, first_day=contract.first_day)
    write_duties([(contract, CONCLUDED, today)], at=at)
    if contract.first_day <= today:
        renewal.run_contract(contract, at=at)

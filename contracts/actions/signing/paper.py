"""Signed by hand: one side brings the scan and the day of each signature, the other compares and confirms. Two people check.

The scan is kept as it is and gets no seal: nothing in it may be taken for an electronic signature. Its hash stands in the
record of evidence, which ends in a sealed certificate."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ...jobs import write_evidence_certificate
from ...models import Contract, Document, PaperConfirmation, PaperCopy
from ...queries.signing import paper_copy
from ..locking import lock, side_of
from ..signature import PDF, conclude
from . import telling
from .checks import check_awaiting
from .evidence import note
from .uploads import inspected


def bring_scan(
    document: Document, *, scan: bytes, principal_signed_on: date, agent_signed_on: date, by: By, at: datetime
) -> PaperCopy:
    """One side brings the scan that it compared with the document. A newer one takes the place of one not yet confirmed."""
    pages = inspected(scan, field="scan").pages
    with transaction.atomic():
        contract = lock(document.contract_id)
        side = side_of(contract, by)
        _check_on_paper(contract, document)
        _check_days(contract, document, principal_signed_on, agent_signed_on, at)
        kept = _keep(contract, scan, pages, at)
        copy = PaperCopy.objects.create(
            document=document,
            scan=kept,
            side=side,
            membership=by.membership,
            principal_signed_on=principal_signed_on,
            agent_signed_on=agent_signed_on,
            at=at,
        )
        days: dict[str, Any] = {"principal_signed_on": principal_signed_on, "agent_signed_on": agent_signed_on}
        journal.record("contracts.scan_brought", contract, by=by, at=at, side=side, sha256=kept.sha256, **days)
        note(document, "scan_brought", at=at, by=by, side=side, sha256=kept.sha256, **days)
        telling.paper_to_compare(copy, contract, at=at)
    return copy


@transaction.atomic
def confirm_scan(copy: PaperCopy, *, by: By, at: datetime) -> PaperConfirmation:
    """The other side compared this very scan with the document: the contract is concluded."""
    document = copy.document
    contract = lock(document.contract_id)
    side = side_of(contract, by)
    _check_on_paper(contract, document)
    if paper_copy(document) != copy:
        raise Refused("other_scan", _("Another scan was brought meanwhile: compare it before you confirm."))
    if side == copy.side:
        raise Refused("own_scan", _("Your side brought this scan: the other side compares it."))
    row = PaperConfirmation.objects.create(copy=copy, side=side, membership=by.membership, at=at)
    journal.record("contracts.scan_confirmed", contract, by=by, at=at, side=side, sha256=copy.scan.sha256)
    note(document, "scan_confirmed", at=at, by=by, side=side, sha256=copy.scan.sha256)
    conclude(contract, at=at)
    telling.concluded(document, contract, at=at)
    write_evidence_certificate.enqueue(str(document.pk))
    return row


def _check_on_paper(contract: Contract, document: Document) -> None:
    check_awaiting(contract, document)
    if contract.signature != Contract.Way.PAPER:
        raise Refused("not_on_paper", _("This contract is signed electronically."))


def _check_days(contract: Contract, document: Document, principal: date, agent: date, at: datetime) -> None:
    """Each signature: not before the document was made, not after today, on the contract's own days."""
    made, today = clock.day_in(contract.time_zone, document.made_at), clock.day_in(contract.time_zone, at)
    for field, day in (("principal_signed_on", principal), ("agent_signed_on", agent)):
        if not made <= day <= today:
            raise Invalid("signed_when", _("It was signed between the day of the document and today."), field=field)


def _keep(contract: Contract, scan: bytes, pages: int, at: datetime) -> Document:
    number = contract.documents.filter(kind=Document.Kind.SCAN).count() + 1
    name = f"{contract.reference}-scan-{number}.pdf"
    file = files.store(scan, scope=contract, name=name, media_type=PDF, at=at)
    return Document.objects.create(
        contract=contract,
        kind=Document.Kind.SCAN,
        number=number,
        file=file,
        sha256=file.blob_id,
        pages=pages,
        language=contract.languages,
        made_at=at,
    )

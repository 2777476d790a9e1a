"""Signatures into the file: one after the other, each revision over the whole bytes of the last, each kept once.

The slow part (41 ms of cryptography, a timestamp authority that may be away) happens outside any transaction; what it made
is kept only if the file is still the one it was made over. A worker may be killed anywhere: what was kept stays, what was
not is made again from the act, which `sign` wrote.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from portage.core import clock, files, journal, seals
from portage.core.jobs import hold

from ...jobs import put_signature_in_file, timestamp_document, write_evidence_certificate
from ...models import Contract, Document, Revision, Signature
from ...queries.evidence import newest
from ...rules import signing as rules
from ..locking import lock
from ..signature import PDF, conclude
from . import telling
from .evidence import note, noted
from .stopping import stop

RETRY_AFTER = timedelta(minutes=10)
REASONS = {
    "fr": "Je signe le contrat {} au nom de {}",
    "en": "I sign contract {} on behalf of {}",
}


class Overtaken(Exception):
    """Another signature came first: make this one again, over the new file."""


def put_in_file(signature_id: int, *, at: datetime, tries: int = 5) -> Revision | None:
    """Put one act's signature in the file; None when it stands there already, or never will (see `keep_signed`)."""
    signature = _acts().get(pk=signature_id)
    for _try in range(tries):
        over = newest(signature.document)
        if over is None or hasattr(signature, "revision"):
            return None
        try:
            made = signature_of(signature, files.read(over.file), at)
        except seals.SealError as error:
            ready = seals.state()
            note_trouble(signature, error.code if ready == "ok" else ready, at=at)
            raise
        try:
            return keep_signed(
                signature, over=over, pdf=made.pdf, field=made.field, certificate=made.certificate_sha256, at=at
            )
        except Overtaken:
            signature = _acts().get(pk=signature_id)
    raise Overtaken


def _acts() -> Any:
    return Signature.objects.select_related(
        "document__contract__principal", "document__contract__agent", "membership__person", "authority", "revision"
    )


def signature_of(signature: Signature, pdf: bytes, at: datetime) -> seals.Signed:
    """The file with the signature of this act, for its party, by a certificate of one use."""
    contract = signature.document.contract
    party = contract.principal if signature.side == "principal" else contract.agent
    language = contract.prevailing if contract.languages == Contract.Languages.BOTH else contract.languages
    signer = seals.Signer(signature.membership.person.name, party.name, str(party.country))
    reason = REASONS[language].format(contract.reference, party.name)
    return seals.sign(pdf, field=signature.side, signer=signer, reason=reason, at=at)


@transaction.atomic
def keep_signed(
    signature: Signature,
    *,
    over: Revision,
    pdf: bytes,
    field: str,
    certificate: str,
    at: datetime,
    found: Mapping[str, Any] | None = None,
) -> Revision | None:
    """Keep the file with this signature in it, once. Both in the file: the contract concludes.

    None when nothing is to be kept: it is there already, or the document was stopped meanwhile. An authority that turns out
    not to have held when the act was done stops the document. Raises Overtaken when `over` is no longer the newest.
    """
    contract = lock(signature.document.contract_id)
    hold()
    document = signature.document
    if contract.status != Contract.Status.AWAITING_SIGNATURE or document.number != contract.version_number:
        return None
    if Revision.objects.filter(signature=signature).exists():
        return None
    if not _held(contract, signature):
        stop(document, contract, cause="authority", side=signature.side, at=at)
        return None
    if newest(document) != over:
        raise Overtaken
    what = Revision.What.QUALIFIED if found is not None else Revision.What.SIGNED
    revision = keep_revision(
        document, contract, over, pdf, what=what, at=at, signature=signature, field=field, certificate=certificate, found=found or {}
    )  # fmt: skip
    if document.revisions.filter(signature__isnull=False).count() == 2:
        conclude(contract, at=at)
        telling.concluded(document, contract, at=at)
        _after_both(document)
    return revision


def _held(contract: Contract, signature: Signature) -> bool:
    """Whether the authority, and the membership, held at the moment of the act, as they are recorded now."""
    authority, membership = signature.authority, signature.membership
    authority.refresh_from_db(fields=["from_day", "until_day"])
    membership.refresh_from_db(fields=["ended_at"])
    day = clock.day_in(contract.time_zone, signature.at)
    return rules.held_then(authority.from_day, authority.until_day, membership.ended_at, day=day, at=signature.at)


def keep_revision(
    document: Document, contract: Contract, over: Revision, pdf: bytes, *, what: str, at: datetime, **fields: Any
) -> Revision:
    """Store a state of the file; its bytes begin with those of the state before. The caller holds the contract's lock."""
    number = over.number + 1
    name = f"{contract.reference}-v{document.number}-{number}.pdf"
    file = files.store(pdf, scope=contract, name=name, media_type=PDF, at=at)
    row = Revision.objects.create(
        document=document, number=number, what=what, file=file, sha256=file.blob_id, at=at, **fields
    )
    told: dict[str, Any] = {"revision": number, "sha256": row.sha256}
    if row.signature:
        side = row.signature.side
        note(
            document, "in_file", at=at, side=side, field=row.field, certificate=row.certificate, found=row.found, **told
        )
        journal.record("contracts.signature_in_file", contract, by=journal.PORTAGE, at=at, side=side, **told)
    else:
        note(document, what, at=at, **told)
        journal.record("contracts.timestamped", contract, by=journal.PORTAGE, at=at, **told)
    return row


def _after_both(document: Document) -> None:
    """The timestamp first where one is configured; it sends for the certificate, which tells what became of it."""
    if seals.timestamps_configured():
        timestamp_document.enqueue(str(document.pk))
    else:
        write_evidence_certificate.enqueue(str(document.pk))


def note_trouble(signature: Signature, code: str, *, at: datetime) -> None:
    """Say in the record, once for each reason, why a signature is not in the file yet. The act stands."""
    with transaction.atomic():
        lock(signature.document.contract_id)
        if not noted(signature.document, "trouble", side=signature.side, facts__code=code):
            note(signature.document, "trouble", at=at, side=signature.side, code=code)


def put_those_left(*, at: datetime) -> int:
    """Send again for signatures that are not in their file though their job is long past; how many."""
    left = Signature.objects.filter(
        revision__isnull=True,
        container="platform",
        at__lt=at - RETRY_AFTER,
        document__contract__status=Contract.Status.AWAITING_SIGNATURE,
        document__not_concluded__isnull=True,
    )
    ids = list(left.order_by("at").values_list("pk", flat=True)[:200])
    for pk in ids:
        put_signature_in_file.enqueue(pk)
    return len(ids)

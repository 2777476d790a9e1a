"""Stored documents are read again: their bytes against their hash, their signatures against our certificates, the states of a
signed file against each other, and every record of evidence from its first event to its last."""

import json
import logging
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage

from contracts.documents.render import RECORD
from portage.core import files, seals
from portage.core.files import path_of

from ..models import Document, Revision, Verification
from ..queries import verification as queries
from ..queries.evidence import event_of
from ..rules import evidence, stored

logger = logging.getLogger("portage.verification")


class DamagedDocuments(Exception):
    """Documents that do not stand; names the first few."""


def verify_part(part: str, *, run: UUID, at: datetime) -> Verification:
    """Read one 256th of the documents and keep what was found. Reading is slow and outside the transaction; a part that a
    run has read is not read twice."""
    known = Verification.objects.filter(run=run, part=part).first()
    if known:
        return known
    checked, sealed, records, failures = 0, 0, 0, []
    for fingerprint in queries.stored_documents(part):
        checked += 1
        is_sealed, problem = examine(fingerprint, at=at)
        sealed += is_sealed
        if problem:
            failures.append(_failure(fingerprint, problem, queries.name_of(fingerprint)))
    for document in queries.recorded_documents(part):
        records += 1
        failures += [
            _failure(document.sha256, problem, queries.document_name(document), place)
            for problem, place in (states_problem(document), record_problem(document))
            if problem
        ]
    found, _ = Verification.objects.get_or_create(
        run=run,
        part=part,
        defaults={"checked": checked, "sealed": sealed, "records": records, "failures": failures, "at": at},
    )
    return found


def _failure(fingerprint: str, problem: str, document: str, place: int | None = None) -> dict[str, Any]:
    """One thing that is wrong, as it is kept; the log says it too."""
    found = {"sha256": fingerprint, "problem": problem, "document": document, "place": place}
    logger.error("a stored document does not stand", extra=found)
    return found


def examine(fingerprint: str, *, at: datetime) -> tuple[bool, str]:
    """Whether the stored bytes are sealed by us, and what is wrong with them: "", missing, damaged, or see `rules.stored`."""
    try:
        with default_storage.open(path_of(fingerprint)) as stream:
            content = stream.read()
    except FileNotFoundError:
        return False, "missing"
    if sha256(content).hexdigest() != fingerprint:
        return False, "damaged"
    report = seals.examine(content, at=at)
    return report.sealed, stored.problem(report)


def states_problem(document: Document) -> tuple[str, int]:
    """What is wrong with the states of a signed file, and at which: "", state_missing (one is not there, or the first is not
    the document), state_bytes (its bytes are not those that its row names), state_rewritten (it does not begin with every
    byte of the state before)."""
    rows = list(document.revisions.all())
    for number, row in enumerate(rows):
        if row.number != number:
            return "state_missing", number
    if not rows or rows[0].sha256 != document.sha256:
        return "state_missing", 0
    before = b""
    for row in rows:
        content = _bytes(row)
        if content is None:
            return "state_bytes", row.number
        if not content.startswith(before):
            return "state_rewritten", row.number
        before = content
    return "", 0


def _bytes(row: Revision) -> bytes | None:
    """The bytes that a state's row names, or None when the store has no such bytes."""
    try:
        content = files.read(row.file)
    except (FileNotFoundError, files.DamagedFile):
        return None
    return content if row.file.blob_id == row.sha256 else None


def record_problem(document: Document) -> tuple[str, int]:
    """What is wrong with the record of evidence, and at which event: "", or `record_` and a word of `rules.evidence.Broken`."""
    events = [event_of(row) for row in document.evidence.all()]
    broken = evidence.verify(events) or evidence.contradicted(events, _facts(document))
    if not events and broken is None:
        broken = evidence.Broken(1, "missing")
    return (f"record_{broken.why}", broken.position) if broken else ("", 0)


def _facts(document: Document) -> evidence.Facts:
    """What is kept of the document outside its record."""
    certificate = queries.certificate_of(document)
    copies = list(document.paper_copies.all())
    closing = getattr(document, "not_concluded", None)
    return evidence.Facts(
        kept={
            "states": [(row.number, row.sha256) for row in document.revisions.all()],
            "acts": [(row.side, row.consent_digest) for row in document.signatures.all()],
            "invitations": [(row.last_day.isoformat(),) for row in document.invitations.all()],
            "scans": [(row.scan.sha256,) for row in copies],
            "confirmations": [(row.scan.sha256,) for row in copies if hasattr(row, "confirmation")],
            "closings": [(closing.cause,)] if closing else [],
            "certificates": [(certificate.sha256,)] if certificate else [],
        },
        named=_named(certificate) if certificate else None,
    )


def _named(certificate: Document) -> evidence.Named | None:
    """The end of the record that a certificate names; None when it carries none, or its bytes are not there any more: that
    is told of its own file."""
    try:
        told = seals.carried(files.read(certificate.file), RECORD)
    except (FileNotFoundError, files.DamagedFile):
        return None
    return evidence.Named(**{name: json.loads(told)[name] for name in ("events", "head")}) if told else None


def verify_parts(parts: list[str], *, run: UUID, at: datetime) -> dict[str, Any]:
    """Several parts; the sums. Raises DamagedDocuments after the last, so that one bad file hides no other."""
    rows = [verify_part(part, run=run, at=at) for part in parts]
    failures = [one for row in rows for one in row.failures]
    if failures:
        named = " ".join(f"{one['sha256']} ({one['problem']})" for one in failures[:5])
        raise DamagedDocuments(f"{len(failures)} stored documents do not stand: {named}")
    return {name: sum(getattr(row, name) for row in rows) for name in ("checked", "sealed", "records")}

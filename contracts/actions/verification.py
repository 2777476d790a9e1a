"""Stored documents are read again: their bytes against their hash, their signatures against our certificates."""

import logging
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage

from portage.core import seals
from portage.core.files import path_of

from ..models import Verification
from ..queries import verification as queries
from ..rules import stored

logger = logging.getLogger("portage.verification")


class DamagedDocuments(Exception):
    """Documents that do not stand; names the first few."""


def verify_part(part: str, *, run: UUID, at: datetime) -> Verification:
    """Read one 256th of the documents and keep what was found. Reading is slow and outside the transaction; a part that a
    run has read is not read twice."""
    known = Verification.objects.filter(run=run, part=part).first()
    if known:
        return known
    checked, sealed, failures = 0, 0, []
    for fingerprint in queries.stored_documents(part):
        checked += 1
        is_sealed, problem = examine(fingerprint, at=at)
        sealed += is_sealed
        if problem:
            failures.append({"sha256": fingerprint, "problem": problem})
            logger.error("a stored document does not stand", extra={"sha256": fingerprint, "problem": problem})
    found, _ = Verification.objects.get_or_create(
        run=run, part=part, defaults={"checked": checked, "sealed": sealed, "failures": failures, "at": at}
    )
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


def verify_parts(parts: list[str], *, run: UUID, at: datetime) -> dict[str, Any]:
    """Several parts; the sums. Raises DamagedDocuments after the last, so that one bad file hides no other."""
    rows = [verify_part(part, run=run, at=at) for part in parts]
    failures = [one for row in rows for one in row.failures]
    if failures:
        named = " ".join(f"{one['sha256']} ({one['problem']})" for one in failures[:5])
        raise DamagedDocuments(f"{len(failures)} stored documents do not stand: {named}")
    return {"checked": sum(row.checked for row in rows), "sealed": sum(row.sealed for row in rows)}

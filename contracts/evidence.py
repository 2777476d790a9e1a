"""From a document's record to what its evidence certificate says, and what the record tells of the making of a PDF. Reads only."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version as library
from pathlib import Path
from typing import Any

from contracts.documents import fonts, papers
from contracts.documents.canonical import build, digest
from portage.core import seals

from . import paperwork
from .models import Document, PaperCopy, Revision, Signature, Version
from .queries import evidence as queries
from .queries import signing

LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pyhanko")


def made(version: Version, unsigned: bytes) -> dict[str, Any]:
    """What the record tells of a rendered document: hashes of the unsigned PDF and of the data, model, libraries, fonts."""
    data = build(version.data)
    return {
        "unsigned": sha256(unsigned).hexdigest(),
        "data": digest(paperwork.printed(version)),
        "model": {"names": dict(data.model.names), "version": data.model.version, "digest": data.model.digest},
        "libraries": libraries(),
        "fonts": font_files(),
    }


@lru_cache(maxsize=1)
def libraries() -> dict[str, str]:
    """The libraries that draw and seal, with their versions."""
    return {name: library(name) for name in LIBRARIES}


@lru_cache(maxsize=1)
def font_files() -> dict[str, str]:
    """SHA-256 of the fonts that draw a contract in Latin letters."""
    families = fonts.FAMILIES[0]
    return {name: sha256(Path(fonts.locate(name, "regular")[0]).read_bytes()).hexdigest() for name in families}


def certificate(document: Document, *, at: datetime) -> papers.EvidenceCertificate:
    """What the certificate of a concluded document states, from its record of evidence."""
    contract = document.contract
    record = queries.record(document)
    rendered: dict[str, Any] = next((row.facts for row in record if row.kind == "rendered"), {})
    data = build(contract.versions.get(number=document.number).data)
    copy = signing.paper_copy(document)
    revisions = queries.revisions(document)
    return papers.EvidenceCertificate(
        subject=paperwork.subject_of(contract),
        signatures=_on_paper(copy) if copy else tuple(_electronic(row, contract) for row in _signatures(document)),
        states=(*(_state(row) for row in revisions), *_scan(copy)),
        unsigned_hash=rendered.get("unsigned", ""),
        data_hash=rendered.get("data", "") or digest(data),
        model={tag: f"{name}, {data.model.version}" for tag, name in data.model.names.items()},
        made_with=", ".join(f"{name} {number}" for name, number in rendered.get("libraries", {}).items()),
        timestamp=timestamp_state(revisions),
        events=len(record),
        head=record[-1].digest if record else "",
        concluded=paperwork.local(contract, _concluded(document, revisions, copy)),
        established=paperwork.local(contract, at),
        zone=paperwork.zone_name(contract),
    )


def timestamp_state(revisions: list[Revision]) -> str:
    """done, away (asked for, not obtained yet), none (not configured)."""
    if any(row.what == Revision.What.TIMESTAMPED for row in revisions):
        return "done"
    return "away" if seals.timestamps_configured() else "none"


def _concluded(document: Document, revisions: list[Revision], copy: PaperCopy | None) -> datetime:
    """When the second signature stood in the file, or the scan was confirmed."""
    if copy and hasattr(copy, "confirmation"):
        return copy.confirmation.at
    return max((row.at for row in revisions if row.signature_id), default=document.made_at)


def _signatures(document: Document) -> list[Signature]:
    rows = document.signatures.select_related("membership__person", "revision").order_by("-side")
    return list(rows)


def _electronic(row: Signature, contract: Any) -> papers.SignatureFact:
    revision = getattr(row, "revision", None)
    return papers.SignatureFact(
        side=row.side,
        name=row.membership.person.name,
        how="elsewhere" if row.container == "elsewhere" else "platform",
        on=paperwork.local(contract, row.at).date(),
        at=paperwork.local(contract, row.at),
        identified=row.identified_by,
        consent=row.consent,
        consent_hash=row.consent_digest,
        in_file=paperwork.local(contract, revision.at) if revision else None,
        field=revision.field if revision else "",
        certificate=revision.certificate if revision else "",
        stated=_found(revision.found) if revision and revision.found else "",
    )


def _found(found: dict[str, Any]) -> str:
    """What the examination of a signature made elsewhere said: name, organisation, issuer."""
    return ", ".join(str(found[key]) for key in ("name", "organisation", "issuer") if found.get(key))


def _on_paper(copy: PaperCopy) -> tuple[papers.SignatureFact, ...]:
    """Each party's day, and the two people who compared the scan with the document."""
    data = build(copy.document.contract.versions.get(number=copy.document.number).data)
    checked = [copy.membership.person.name]
    if hasattr(copy, "confirmation"):
        checked.append(copy.confirmation.membership.person.name)
    days = {"principal": copy.principal_signed_on, "agent": copy.agent_signed_on}
    return tuple(
        papers.SignatureFact(side, getattr(data, side).signatory, "paper", day, checked_by=", ".join(checked))
        for side, day in days.items()
    )


def _state(row: Revision) -> papers.FileState:
    return papers.FileState(row.number, row.what, row.signature.side if row.signature else "", row.sha256)


def _scan(copy: PaperCopy | None) -> tuple[papers.FileState, ...]:
    return (papers.FileState(0, "scan", "", copy.scan.sha256),) if copy else ()

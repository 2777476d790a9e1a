"""What a file says of itself: sealed by us or not, intact, whole, by whom, when, what was added since.

The last word is pyHanko's `bottom_line`: after a later change a signature can still be "intact" and "valid", because both only
speak of the bytes that it covers. To it we add one rule of our own. The room of a signature in the file is the only part that
nothing covers; so what lies there must be spelled as we spell it, to the last byte.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.qualified_asn1 import get_qc_statements
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from . import authority
from .changes import POLICY
from .container import as_written, room
from .reading import empty_fields, open_pdf, page_count, run, signatures_of
from .refusals import BadFile
from .report import Report, Signature

WHOLE_REVISION = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


def examine(pdf: bytes, *, at: datetime, ours: Sequence[bytes], trusted: Sequence[bytes]) -> Report:
    """The report on `pdf` at `at`, with certificates (DER) of our authorities and of others that are believed.

    Any bytes get an answer; time and memory are bounded by who calls (see `apart`).
    """
    fingerprint = sha256(pdf).hexdigest()
    try:
        reader = open_pdf(pdf)
        found = signatures_of(reader)
        rows = tuple(_row(one, pdf, number, at, ours, trusted) for number, one in enumerate(found))
        empty = empty_fields(reader) if rows else ()
    except BadFile as error:
        state = "too_large" if error.code == "too_large" else "unreadable"
        return Report(state, fingerprint, len(pdf), problem=error.code)
    except Exception as error:  # whatever a stranger's file does to a parser is an answer about the file
        return Report("unreadable", fingerprint, len(pdf), problem=type(error).__name__)
    report = Report("foreign", fingerprint, len(pdf), page_count(reader), rows, empty)
    return Report(_state(report), fingerprint, len(pdf), report.pages, rows, empty)


def _state(report: Report) -> str:
    """See `Report`."""
    if not report.sealed:
        return "altered" if any(row.ours for row in report.signatures) else "foreign"
    if not report.whole:
        return "altered"
    return "ours" if all(row.ours for row in report.signatures if row.kind != "timestamp") else "mixed"


def standing(reader: PdfFileReader, pdf: bytes, *, at: datetime) -> list[EmbeddedPdfSignature]:
    """The signatures of a file that may receive one more. Raises BadFile("not_ours") unless our seal stands, compared with
    all that came after, and the last signature covers everything and is intact."""
    found, roots = signatures_of(reader), authority.roots()
    if found and roots and read_certification_data(reader):
        last = _row(found[-1], pdf, len(found) - 1, at, roots, ())
        seal = _row(found[0], pdf, 0, at, roots, ()) if len(found) > 1 else last
        sound = last.bottom_line or (last.problem == "unknown" and not last.ours)
        if seal.ours and seal.bottom_line and sound and last.covers_file:
            return found
    raise BadFile("not_ours", "not sealed by this platform, or not as it was left")


def _row(
    one: EmbeddedPdfSignature, pdf: bytes, number: int, at: datetime, ours: Sequence[bytes], trusted: Sequence[bytes]
) -> Signature:
    """One signature, judged."""
    certificate = one.signer_cert
    stamp = one.sig_object_type == "/DocTimeStamp"
    when = _stamped(one) if stamp else one.self_reported_timestamp
    by_us = not stamp and _issued_by(certificate, ours)
    roots = list(ours if by_us else trusted)
    status, problem = _judge(one, stamp, roots, when if by_us else at)
    kind = "timestamp" if stamp else "seal" if number == 0 and one.docmdp_level is not None else "signature"
    gap = room(pdf, one.byte_range)
    if not problem and not (as_written(gap, one, ours) if by_us else gap is not None):
        problem = "container"
    names = certificate.subject.native
    return Signature(
        field=one.field_name,
        kind=kind,
        name=_text(names.get("common_name")),
        organisation=_text(names.get("organization_name")),
        at=when,
        certificate_sha256=certificate.sha256.hex(),
        serial=f"{certificate.serial_number:x}",
        ours=by_us,
        intact=bool(status and status.intact and status.valid),
        trusted=bool(status and status.trusted),
        bottom_line=not problem,
        covers_file=bool(status and status.coverage == SignatureCoverageLevel.ENTIRE_FILE) and gap is not None,
        after=_after(status),
        problem=problem,
        issuer=_text(certificate.issuer.native.get("common_name")),
        qualified=qualified(certificate),
    )


def _judge(one: EmbeddedPdfSignature, stamp: bool, roots: list[bytes], moment: datetime | None) -> tuple[Any, str]:
    """pyHanko's status and the first thing that is wrong: "" when nothing is."""
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        other_certs=list(one.other_embedded_certs),
        moment=moment,
        allow_fetching=False,
    )
    try:
        check = async_validate_pdf_timestamp if stamp else async_validate_pdf_signature
        status = run(check(one, context, diff_policy=POLICY))
    except Exception:  # a signature that cannot even be read
        return None, "unreadable"
    return status, _problem(status, stamp)


def _problem(status: Any, stamp: bool) -> str:
    if not status.intact:
        return "content"
    if not status.valid:
        return "signature"
    if status.coverage not in WHOLE_REVISION:
        return "coverage"
    if _after(status) == "suspicious":
        return "changed"
    if not status.trusted:
        return "unknown"
    return "" if stamp or status.bottom_line else "signature"


def _after(status: Any) -> str:
    """What was added after this signature."""
    level = status.modification_level if status else None
    if level == ModificationLevel.NONE:
        return "nothing"
    if level is None or level == ModificationLevel.OTHER or getattr(status, "docmdp_ok", True) is False:
        return "suspicious"
    return "expected"


def _issued_by(certificate: x509.Certificate, ours: Sequence[bytes]) -> bool:
    """Whether it names one of our authorities as its issuer; whether that is true, validation says."""
    return any(x509.Certificate.load(root).subject == certificate.issuer for root in ours)


def _stamped(one: EmbeddedPdfSignature) -> datetime | None:
    """The time that a timestamp states."""
    content: Any = one.signed_data["encap_content_info"]["content"].parsed
    stated: datetime | None = content["gen_time"].native
    return stated


def qualified(certificate: x509.Certificate) -> str:
    """What the certificate states of itself (ETSI EN 319 412-5): qualified, qualified_device (key in a qualified device), or ""."""
    try:
        stated = {row["statement_id"].native for row in get_qc_statements(certificate)}
    except (ValueError, TypeError):  # nonsense states nothing
        return ""
    if "qc_compliance" not in stated:
        return ""
    return "qualified_device" if "qc_sscd" in stated else "qualified"


def _text(value: Any) -> str:
    """A name of a certificate as one string: several are joined."""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value or "")

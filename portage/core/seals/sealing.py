"""The platform's seal and the signatures of people: PAdES, invisible, each added after the bytes that stand.

The seal comes first and certifies: from then on only the prepared fields may be filled. Each signature then covers everything
before it. Earlier bytes stay as they are, so the file of each stage is a prefix of the next.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from . import authority
from .examining import standing
from .issuing import Issued, issue
from .reading import empty_fields, open_pdf, page_count, run, signatures_of
from .refusals import BadFile
from .report import Signed, Signer

SEAL = "seal"
RESERVED = 4096  # hexadecimal characters kept for one signature: ours take about 2 300


class Addition(IncrementalPdfFileWriter):
    """Adds to a file and leaves its title, dates and description alone: pyHanko would write them anew, with the clock's time."""

    def _update_meta(self) -> None:
        pass


class InvisibleSigner(PdfSigner):
    """Signs without declaring PDF 2.0 in the catalogue, which PDF/A-3 (a PDF 1.7) does not know."""

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        pass


def seal(pdf: bytes, *, fields: Sequence[str], at: datetime) -> bytes:
    """The document sealed by the platform at `at`, with empty fields of these names prepared for those who will sign.

    Raises NoKey; BadFile when the file is unreadable, encrypted, empty, signed already, or has fields of its own.
    """
    reader = open_pdf(pdf)
    if signatures_of(reader) or empty_fields(reader):
        raise BadFile("signed", "only a file without signatures or fields can be sealed")
    if not page_count(reader):
        raise BadFile("unreadable", "no page")
    kept = authority.current()
    writer = Addition(BytesIO(pdf), prev=reader)
    for name in (SEAL, *fields):
        append_signature_field(writer, SigFieldSpec(name, on_page=0))
    issued = issue(kept, Signer(authority.NAME, settings.SITE_HOST), at=at)
    about = PdfSignatureMetadata(
        field_name=SEAL,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    return _add(writer, about, issued, at)


def sign(pdf: bytes, *, field: str, signer: Signer, reason: str, at: datetime) -> Signed:
    """The file with the signature of `signer` in the prepared `field`, by a one-use certificate of the platform's authority.

    Raises NoKey; BadFile: not_ours (not sealed by us, or not as it was left), no_field, signed (the field is taken).
    """
    reader = open_pdf(pdf)
    found = standing(reader, pdf, at=at)
    if field in (row.field_name for row in found):
        raise BadFile("signed", f"the field {field!r} is signed")
    if field not in empty_fields(reader):
        raise BadFile("no_field", f"no field {field!r} was prepared")
    issued = issue(authority.current(), signer, at=at)
    about = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason or None,
        name=signer.name or None,
    )
    signed = _add(Addition(BytesIO(pdf), prev=reader), about, issued, at)
    return Signed(signed, field, issued.certificate_sha256, issued.serial)


def _add(writer: Addition, about: PdfSignatureMetadata, issued: Issued, at: datetime) -> bytes:
    """Write one signature, dated `at` and not by the clock."""
    try:
        session = InvisibleSigner(about, issued.signer).init_signing_session(writer, existing_fields_only=True)
        session.system_time = at.astimezone(UTC).replace(microsecond=0)
        prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
        output = BytesIO()
        digest, _ = prepared.digest_tbs_document(output=output)
        attributes = PdfCMSSignedAttributes(signing_time=session.system_time)
        run(prepared.perform_signature(document_digest=digest.document_digest, pdf_cms_signed_attrs=attributes))
    except (SigningError, PdfError) as error:
        raise BadFile("unreadable", str(error)[:200]) from error
    return output.getvalue()

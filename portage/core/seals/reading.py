"""Opening a PDF for its signatures, with bounds, and telling one kind of failure whatever is wrong with it."""

import asyncio
from collections.abc import Coroutine
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, collect_embedded_signatures

from .refusals import BadFile
from .report import LIMIT

MOST_SIGNATURES = 50
DECODED = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=64 * 2**20))


def open_pdf(pdf: bytes, *, strict: bool = True) -> PdfFileReader:
    """A reader of `pdf`. Raises BadFile: too_large, unreadable, encrypted."""
    if len(pdf) > LIMIT:
        raise BadFile("too_large", f"{len(pdf)} bytes")
    if not pdf.startswith(b"%PDF-"):
        raise BadFile("unreadable", "does not begin as a PDF does")
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=strict, decode_limits=DECODED)
        encrypted = reader.encrypted
        reader.root  # noqa: B018  a broken trailer says so here
    except Exception as error:  # a parser of foreign bytes fails in many ways: each is an answer
        raise BadFile("unreadable", f"{type(error).__name__}: {error}"[:200]) from error
    if encrypted:
        raise BadFile("encrypted")
    return reader


def signatures_of(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """Signatures and timestamps in the order in which they were added. Raises BadFile."""
    try:
        found = collect_embedded_signatures(reader)
    except Exception as error:
        raise BadFile("unreadable", f"{type(error).__name__}: {error}"[:200]) from error
    if len(found) > MOST_SIGNATURES:
        raise BadFile("unreadable", f"{len(found)} signatures")
    return found


def empty_fields(reader: PdfFileReader) -> tuple[str, ...]:
    """Names of the fields that wait for a signature."""
    return tuple(name for name, _, _ in enumerate_sig_fields(reader, filled_status=False))


def page_count(reader: PdfFileReader) -> int:
    """Pages as the file states them; 0 when it states nonsense."""
    try:
        return max(int(reader.root["/Pages"]["/Count"]), 0)
    except Exception:
        return 0


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Wait for one of pyHanko's coroutines: none of ours reaches the network."""
    return asyncio.run(coroutine)

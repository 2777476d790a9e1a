"""A document timestamp (RFC 3161): a third party states that these bytes stood at that time.

It goes over everything that is in the file, signatures and certificates; the certificates ask for no revocation list, so with it
the file proves itself for as long as its algorithms hold (PAdES B-LTA). Never a time of our own in its place.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import ClassVar

import requests
from asn1crypto import core, tsp
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import set_tsp_headers

from .. import clock
from . import authority
from .examining import examine, standing
from .reading import open_pdf
from .refusals import TimestampAway
from .sealing import Addition

SECONDS = 20.0
LARGEST = 64 * 2**10
RESERVED = 24_576  # hexadecimal characters: an authority sends its own certificates along
CLOCK_MAY_DIFFER = timedelta(hours=1)


class Status(core.Sequence):
    """The head of an answer: a refusal has nothing else, which asn1crypto's own type does not foresee."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo), ("time_stamp_token", core.Any, {"optional": True})]


class Authority(TimeStamper):
    """Asks TIMESTAMP_URL, and waits neither for ever nor for more than an answer is long."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    @staticmethod
    def _ask(request: bytes) -> tsp.TimeStampResp:
        late = time.monotonic() + SECONDS
        content = b""
        with requests.post(
            settings.TIMESTAMP_URL,
            request,
            headers=set_tsp_headers({}),
            timeout=SECONDS / 2,
            stream=True,
            allow_redirects=False,
        ) as response:
            if response.status_code != 200:
                raise TimestampAway("refused", f"status {response.status_code}")
            for piece in response.iter_content(4096):
                content += piece
                if len(content) > LARGEST or time.monotonic() > late:
                    raise TimestampAway("too_late", "the answer is too long or too slow")
        status = Status.load(content)["status"]["status"].native
        if status != "granted":
            raise TimestampAway("refused", f"status {status}")
        return tsp.TimeStampResp.load(content, strict=True)


def timestamp(pdf: bytes) -> bytes:
    """The file with one timestamp more; earlier bytes stay. Raises BadFile when it is not a file of ours, whole;
    TimestampAway when the authority is not set, does not answer, refuses, answers garbage, or states another time than now."""
    if not settings.TIMESTAMP_URL:
        raise TimestampAway("not_set", "TIMESTAMP_URL is empty")
    reader = open_pdf(pdf)
    standing(reader, pdf, at=clock.now())
    stamper = PdfTimeStamper(Authority(), field_name=_free_name(reader))
    try:
        output = stamper.timestamp_pdf(Addition(BytesIO(pdf), prev=reader), "sha256", bytes_reserved=RESERVED)
    except TimestampAway:
        raise
    except requests.RequestException as error:
        raise TimestampAway("no_answer", type(error).__name__) from error
    except Exception as error:  # whatever it answered could not be read as a timestamp
        raise TimestampAway("garbage", f"{type(error).__name__}: {error}"[:200]) from error
    stamped: bytes = output.getvalue()
    _check(stamped)
    return stamped


def _free_name(reader: PdfFileReader) -> str:
    taken = {name for name, _, _ in enumerate_sig_fields(reader)}
    return next(name for name in (f"timestamp-{number}" for number in range(1, 1000)) if name not in taken)


def _check(stamped: bytes) -> None:
    """What came back must be a timestamp of these very bytes, of about now."""
    now = clock.now()
    report = examine(stamped, at=now, ours=authority.roots(), trusted=authority.trusted_roots())
    last = report.signatures[-1] if report.signatures else None
    if last is None or last.kind != "timestamp" or not last.intact or not last.covers_file:
        raise TimestampAway("garbage", "the answer is no timestamp of this file")
    if last.at is None or abs(last.at.astimezone(UTC) - now) > CLOCK_MAY_DIFFER:
        raise TimestampAway("clock", f"states {_shown(last.at)}")


def _shown(at: datetime | None) -> str:
    return at.isoformat() if at else "no time"

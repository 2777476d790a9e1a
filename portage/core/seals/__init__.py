"""Seals and signatures in PDF files, and what a file says of itself.

    seal(pdf, fields=…, at=…)                        the platform's seal, fields prepared for those who sign
    sign(pdf, field=…, signer=…, reason=…, at=…)     one person's signature, by a certificate that is used once
    timestamp(pdf)                                   the time, stated by a third party (TIMESTAMP_URL)
    examine(pdf, at=…)                               ours, intact, whole, by whom, when: for files of our own store
    examine_apart(pdf, at=…)                         the same for a stranger's file, in a process with limits
    examine_foreign(pdf, at=…)                       signatures made elsewhere, in a process with limits
    carried(pdf, name)                               a file that one of ours carries
    inspect_upload(pdf)                              refuses what is no plain PDF, in a process with limits

pyHanko takes most of a second to import: each function brings it when it is first called.
"""

from .authority import state
from .doors import (
    carried,
    examine,
    examine_apart,
    examine_foreign,
    inspect_upload,
    seal,
    sign,
    timestamp,
    timestamps_configured,
)
from .refusals import BadFile, Busy, NoKey, SealError, TimestampAway, UploadRefused
from .report import LIMIT, Report, Signature, Signed, Signer, Upload

__all__ = [
    "LIMIT",
    "BadFile",
    "Busy",
    "NoKey",
    "Report",
    "SealError",
    "Signature",
    "Signed",
    "Signer",
    "TimestampAway",
    "Upload",
    "UploadRefused",
    "carried",
    "examine",
    "examine_apart",
    "examine_foreign",
    "inspect_upload",
    "seal",
    "sign",
    "state",
    "timestamp",
    "timestamps_configured",
]

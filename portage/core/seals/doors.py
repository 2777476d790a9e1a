"""The functions that the house calls. What is heavy is imported by the call, what concerns strangers' files runs apart."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from . import apart, authority
from .report import Report, Signed, Signer, Upload


def seal(pdf: bytes, *, fields: Sequence[str], at: datetime) -> bytes:
    """The document with the platform's seal, and empty signature fields of these names. Raises NoKey, BadFile."""
    from . import sealing

    return sealing.seal(pdf, fields=fields, at=at)


def sign(pdf: bytes, *, field: str, signer: Signer, reason: str, at: datetime) -> Signed:
    """The file with one signature more, in `field`. Raises NoKey; BadFile (not_ours, no_field, signed)."""
    from . import sealing

    return sealing.sign(pdf, field=field, signer=signer, reason=reason, at=at)


def timestamps_configured() -> bool:
    """Whether there is an authority to ask for the time (TIMESTAMP_URL)."""
    return bool(settings.TIMESTAMP_URL)


def timestamp(pdf: bytes) -> bytes:
    """The file with a document timestamp. Asks the network: for jobs. Raises TimestampAway, BadFile."""
    from . import timestamps

    return timestamps.timestamp(pdf)


def examine(pdf: bytes, *, at: datetime) -> Report:
    """What a file says of itself; for files of our own store (strangers' files: `examine_apart`). Never raises for its bytes."""
    from . import examining

    return examining.examine(pdf, at=at, ours=authority.roots(), trusted=authority.trusted_roots())


def examine_apart(pdf: bytes, *, at: datetime) -> Report:
    """The same for bytes from anywhere, in a process of its own with limits. Raises Busy, nothing else for its bytes."""
    return apart.examine(pdf, at=at, ours=authority.roots(), trusted=authority.trusted_roots())


def examine_foreign(pdf: bytes, *, at: datetime) -> Report:
    """Signatures of a PDF that was signed elsewhere: who, when, intact, covering the whole file, qualified if the certificate
    says so. `trusted` is True only for authorities of TRUSTED_ROOTS: nothing is checked against a trust list. Raises Busy."""
    return apart.examine(pdf, at=at, ours=authority.roots(), trusted=authority.trusted_roots())


def inspect_upload(pdf: bytes) -> Upload:
    """Facts about a PDF that somebody handed in. Raises UploadRefused (its codes: `uploads`), Busy."""
    return apart.inspect(pdf)


def carried(pdf: bytes, name: str) -> bytes | None:
    """The file of that name that a file of our own carries; None when there is none, or when it is no PDF."""
    from . import uploads

    return uploads.carried(pdf, name)

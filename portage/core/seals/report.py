"""What examining a file tells: shapes only, nothing heavy to import."""

from dataclasses import dataclass
from datetime import datetime

LIMIT = 20 * 2**20


@dataclass(frozen=True)
class Signer:
    """Whom a certificate names: the person, the organisation the person signs for, its country (ISO 3166, two letters, or "")."""

    name: str
    organisation: str
    country: str = ""


@dataclass(frozen=True)
class Signed:
    """A file with one signature more. `certificate_sha256` (hex) and `serial` (hex) name the one-use certificate."""

    pdf: bytes
    field: str
    certificate_sha256: str
    serial: str


@dataclass(frozen=True)
class Signature:
    """One signature in a file, as it holds today.

    `ours`: its certificate was issued by our authority. `bottom_line`: intact, by a key that is trusted, and nothing
    was done to the file afterwards that it forbids; the only word to judge by. `after`: what was added to the file later: nothing,
    expected (signatures, timestamps), suspicious. `problem`: "" or the first reason why `bottom_line` is False: content
    (the signed bytes changed), signature (the signature itself is wrong), container (the bytes around it are not as written),
    coverage (it leaves out a part of its own revision), changed (the file was changed afterwards), unknown (not issued by
    an authority we believe), unreadable.
    """

    field: str
    kind: str  # seal, signature, timestamp
    name: str
    organisation: str
    at: datetime | None
    certificate_sha256: str
    serial: str
    ours: bool
    intact: bool
    trusted: bool
    bottom_line: bool
    covers_file: bool
    after: str
    problem: str
    issuer: str = ""
    qualified: str = ""  # what a certificate states of itself (QcStatements): "", qualified, qualified_device


@dataclass(frozen=True)
class Report:
    """What a file says of itself.

    `state`: ours (sealed by us, every signature stands, nothing added since), altered (sealed by us once, no longer so),
    foreign (readable, no seal of ours), unreadable, too_large, too_long (reading it took longer than it may).
    `empty`: fields that wait for a signature. `pages` is 0 when they could not be counted.
    """

    state: str
    sha256: str
    size: int
    pages: int = 0
    signatures: tuple[Signature, ...] = ()
    empty: tuple[str, ...] = ()
    problem: str = ""

    @property
    def sealed(self) -> bool:
        """A seal of ours stands first."""
        return bool(self.signatures) and self.signatures[0].kind == "seal" and self.signatures[0].ours

    @property
    def intact(self) -> bool:
        """Every signature and seal stands by its bottom line; a timestamp may be of an authority nobody told us to believe."""
        return bool(self.signatures) and all(
            row.bottom_line or (row.kind == "timestamp" and row.problem == "unknown") for row in self.signatures
        )

    @property
    def whole(self) -> bool:
        """Intact, and nothing follows the last signature."""
        return self.intact and self.signatures[-1].covers_file

    @property
    def complete(self) -> bool:
        """Ours, and no field waits for a signature."""
        return self.state == "ours" and not self.empty

    @property
    def timestamps(self) -> tuple[Signature, ...]:
        return tuple(row for row in self.signatures if row.kind == "timestamp")


@dataclass(frozen=True)
class Upload:
    """What is known of a PDF that somebody handed in and that was not refused."""

    sha256: str
    size: int
    pages: int
    signatures: int
    attachments: tuple[str, ...]

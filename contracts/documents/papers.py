"""What certificates and letters say, as frozen values. Dates come computed from the rules; nothing is computed here."""

from dataclasses import dataclass
from datetime import date, datetime

from .data import Party, Texts


@dataclass(frozen=True)
class TermRow:
    """One term of a chain: number from 1, inclusive days, origin (initial, tacit, express), and its last day for notice with
    the length in months that it was computed from."""

    number: int
    first_day: date
    last_day: date
    origin: str
    notice_last_day: date
    notice_months: int


@dataclass(frozen=True)
class Subject:
    """The contract a paper is about: reference, version in force, parties, hash of the sealed file ("" when there is none)."""

    reference: str
    version: int
    principal: Party
    agent: Party
    file_hash: str = ""


@dataclass(frozen=True)
class Rule:
    """Where the rules stand: articles of the contract by number, source of the notice's scale, rule of law checked and when."""

    renewal_article: int
    notice_article: int
    notice_source: Texts
    checked: Texts


@dataclass(frozen=True)
class RenewalCertificate:
    """A tacit renewal: `terms` is the whole chain, the term it opens last, the term that ended before it.

    `established` is an instant in the contract's own zone, which `zone` names ("heure de Paris").
    """

    number: int
    subject: Subject
    terms: tuple[TermRow, ...]
    renewal_months: int
    rule: Rule
    established: datetime
    zone: Texts
    amendments: int = 0


@dataclass(frozen=True)
class AnnulmentCertificate:
    """A renewal undone: a notice served in time was recorded only after the next term had opened.

    `given_by` and `confirmed_side` are principal or agent. The proof is the other side's confirmation (`confirmed_by`), or an
    uploaded document (`proof_hash`); `proved_on` is the day of either. The three dates of serving are kept apart.
    """

    number: int
    subject: Subject
    renewal_number: int
    ended: TermRow
    annulled: TermRow
    given_by: str
    presented: date
    sent: date | None
    received: date | None
    proved_on: date
    rule: Rule
    established: datetime
    zone: Texts
    confirmed_by: str = ""
    confirmed_side: str = ""
    proof_hash: str = ""


@dataclass(frozen=True)
class Step:
    """One line of a computation: what, the result, the rule that gave it."""

    label: Texts
    value: Texts
    rule: Texts


@dataclass(frozen=True)
class ReviewSection:
    """One part of a review file: its title, lines of (what, value, why), and a note below."""

    title: str
    lines: tuple[tuple[str, str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class ReviewFile:
    """What one side reads before a renewal, on a day, in one language. `side` is principal, agent, or "" for a third party."""

    subject: Subject
    day: date
    side: str
    sections: tuple[ReviewSection, ...]


@dataclass(frozen=True)
class NoticeLetter:
    """A notice: `kind` is non_renewal, termination or serious_default; `sender` principal or agent; `form` letter or platform.

    `grounds` are the sender's own words, printed as they are; serious default needs them, since none can be added later.
    `claim_last_day` is the last day to claim compensation, None when there is none, with its source.
    """

    subject: Subject
    kind: str
    sender: str
    form: str
    day: date
    contract_first_day: date
    ends_on: date
    article: int
    steps: tuple[Step, ...]
    grounds: str = ""
    claim_last_day: date | None = None
    claim_source: Texts | None = None

    def __post_init__(self) -> None:
        if self.kind == "serious_default" and not self.grounds.strip():
            raise ValueError("a termination for serious default states its grounds: none can be added later")


@dataclass(frozen=True)
class SignatureFact:
    """One party's signature: who, for which side, when (in the contract's zone), how, and where it stands in the file.

    `how` is platform, elsewhere or paper. On the platform and elsewhere: `identified` is a code, `consent` the words agreed to
    with their hash, `in_file` when the file held it, `field` and `certificate` (SHA-256) what holds it there; a signature made
    elsewhere has `stated`, what was found in it. On paper only the day counts, and who brought or confirmed the scan.
    """

    side: str
    name: str
    how: str
    on: date
    at: datetime | None = None
    identified: str = ""
    consent: str = ""
    consent_hash: str = ""
    in_file: datetime | None = None
    field: str = ""
    certificate: str = ""
    stated: str = ""
    checked_by: str = ""


@dataclass(frozen=True)
class FileState:
    """One state of the signed file: sealed, signed, qualified, timestamped or scan; for which side; its SHA-256."""

    number: int
    what: str
    side: str
    sha256: str


@dataclass(frozen=True)
class EvidenceCertificate:
    """Who signed what, when and how. `timestamp` is done, away (asked for, not obtained yet) or none (not configured).

    `events` and `head` name the record of evidence as it stood: so many events, and the digest of the last.
    """

    subject: Subject
    signatures: tuple[SignatureFact, ...]
    states: tuple[FileState, ...]
    unsigned_hash: str
    data_hash: str
    model: Texts
    made_with: str
    timestamp: str
    events: int
    head: str
    concluded: datetime
    established: datetime
    zone: Texts

    @property
    def on_paper(self) -> bool:
        return any(row.how == "paper" for row in self.signatures)

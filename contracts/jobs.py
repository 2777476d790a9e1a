"""Jobs of contracts: the daily run, documents, reminders. Each may run twice and then changes nothing more.

Verbs enqueue these and these call verbs, so the verbs are imported where they are called.
"""

from uuid import UUID, uuid4

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled


@job(queue="upkeep", retries=3, timeout=1800)
def daily() -> dict[str, int]:
    """What each contract is owed on its own local day; see `actions.renewal` and `actions.signing.day`."""
    from .actions.renewal import run_day
    from .actions.signing.day import run_signing_day

    at = clock.now()
    return run_day(at=at).figures() | run_signing_day(at=at)


# Somebody waits at a page for a contract's document and for a letter; nobody for a certificate.
WAITED_FOR, WHEN_QUIET = 50, -50
CERTIFICATES_AT_ONCE = 10


@job(queue="documents", timeout=120, priority=WAITED_FOR)
def make_contract_document(version_id: str) -> None:
    """The PDF of an approved version."""
    from .actions.paperwork import make_contract

    make_contract(version_id, at=clock.now())


@job(queue="documents", timeout=60, priority=WAITED_FOR)
def put_signature_in_file(signature_id: int) -> None:
    """One signatory's signature into the file: somebody waits at the page."""
    from .actions.signing.file import put_in_file

    put_in_file(signature_id, at=clock.now())


# A timestamp authority that is away is asked again, less and less often, for two days; then once a day (`timestamp_documents_left`).
@job(queue="documents", retries=50, timeout=60)
def timestamp_document(document_id: str) -> None:
    """The timestamp over both signatures."""
    from .actions.signing.timestamp import timestamp

    timestamp(document_id, at=clock.now())


@job(queue="documents", timeout=120)
def write_evidence_certificate(document_id: str) -> None:
    """Who signed what, when and how, as a sealed paper of its own."""
    from .actions.signing.certificate import make_evidence

    make_evidence(document_id, at=clock.now())


@job(queue="upkeep", timeout=300)
def put_signatures_left() -> int:
    """Signatures whose job is lost or failed for good are tried again."""
    from .actions.signing.file import put_those_left

    return put_those_left(at=clock.now())


@job(queue="upkeep", timeout=300)
def timestamp_documents_left() -> int:
    """Timestamps that no job waits for any more are asked for again."""
    from .actions.signing.timestamp import timestamp_those_left

    return timestamp_those_left()


@job(queue="documents", timeout=300, priority=WHEN_QUIET)
def write_certificates(term_ids: list[int]) -> None:
    """The certificates of tacit renewals: a few, then the others as a job of their own, behind what people wait for."""
    from .actions.paperwork import make_certificate

    for term_id in term_ids[:CERTIFICATES_AT_ONCE]:
        make_certificate(term_id, at=clock.now())
    if term_ids[CERTIFICATES_AT_ONCE:]:
        write_certificates.enqueue(term_ids[CERTIFICATES_AT_ONCE:])


@job(queue="documents", timeout=120, priority=WAITED_FOR)
def write_letter(notice_id: str) -> None:
    """The letter of a notice."""
    from .actions.paperwork import make_letter

    make_letter(notice_id, at=clock.now())


@job(queue="documents", timeout=120, priority=WAITED_FOR)
def write_annulment(annulment_id: int) -> None:
    """The certificate that a renewal was annulled."""
    from .actions.paperwork import make_annulment

    make_annulment(annulment_id, at=clock.now())


@job(queue="default", retries=3, timeout=60)
def settle_exclusivity(contract_id: str) -> None:
    """After a side has confirmed exclusivity: tell who must approve, or ask who is named on what is in the way."""
    from .actions.exclusivity import settle

    settle(UUID(contract_id), at=clock.now())


@job(queue="default", retries=3, timeout=60)
def look_again(contract_id: str, freed: list[str]) -> None:
    """After what stood in the way of a draft was given up: tell who waited for it."""
    from .actions.exclusivity import look

    look(UUID(contract_id), freed=[UUID(pk) for pk in freed], at=clock.now())


@job(queue="documents", timeout=120, priority=WHEN_QUIET)
def write_consolidated(effect_id: int) -> None:
    """The consolidated text of a contract since an amendment took effect."""
    from .actions.paperwork import make_consolidated

    make_consolidated(effect_id, at=clock.now())


@job(queue="mail", timeout=300)
def mail_reminders() -> int:
    """Grouped e-mails of the reminders that nobody was mailed yet."""
    from .actions.reminders import mail_pending

    return mail_pending(at=clock.now())


@job(queue="upkeep", retries=1, timeout=3 * 3600)
def verify_documents() -> dict[str, int]:
    """A sixteenth of the stored documents, bytes and signatures: each has its turn every 16 days. What does not stand fails
    the job, which is shown."""
    from .actions.verification import verify_parts
    from .queries.verification import PARTS

    now = clock.now()
    turn = f"{now.date().toordinal() % 16:x}"
    return verify_parts([part for part in PARTS if part[0] == turn], run=uuid4(), at=now)


# Every hour: somewhere a local day has just begun. The run finds nothing due in a few milliseconds.
scheduled("contracts.daily", "5 * * * *", daily)
scheduled("contracts.mail_reminders", "35 * * * *", mail_reminders)
scheduled("contracts.put_signatures_left", "*/10 * * * *", put_signatures_left)
scheduled("contracts.timestamp_documents_left", "50 3 * * *", timestamp_documents_left)
scheduled("contracts.verify_documents", "30 3 * * *", verify_documents)

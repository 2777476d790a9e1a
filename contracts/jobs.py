"""Jobs of contracts: the daily run, documents, reminders. Each may run twice and then changes nothing more.

Verbs enqueue these and these call verbs, so the verbs are imported where they are called.
"""

from uuid import uuid4

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled


@job(queue="upkeep", retries=3, timeout=1800)
def daily() -> dict[str, int]:
    """What each contract is owed on its own local day; see `actions.renewal`."""
    from .actions.renewal import run_day

    return run_day(at=clock.now()).figures()


# Somebody waits at a page for a contract's document and for a letter; nobody for a certificate.
WAITED_FOR, WHEN_QUIET = 50, -50
CERTIFICATES_AT_ONCE = 10


@job(queue="documents", timeout=120, priority=WAITED_FOR)
def make_contract_document(version_id: str) -> None:
    """The PDF of an approved version."""
    from .actions.paperwork import make_contract

    make_contract(version_id, at=clock.now())


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
scheduled("contracts.verify_documents", "30 3 * * *", verify_documents)

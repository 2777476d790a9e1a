"""A document that will bind nobody: a side refuses to sign it, its last day passes, a signatory turns out to have had no
authority. The contract is a draft again; what was signed in the file stays as history, and is said not to be concluded."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Invalid

from ...models import Contract, Document, NotConcluded
from ...queries import signing as queries
from ...rules import signing as rules
from ..authority import check_authority
from ..freezing import back_to_the_table
from ..locking import lock, side_of
from . import telling
from .checks import check_to_sign
from .evidence import note


@transaction.atomic
def refuse_to_sign(document: Document, *, reason: str, by: By, at: datetime) -> NotConcluded:
    """One side refuses to sign, with a reason that both sides read. Nobody is bound; the text is open again."""
    contract = lock(document.contract_id)
    side = side_of(contract, by)
    check_to_sign(contract, document, side, at)
    check_authority(contract, side=side, by=by, at=at)
    if not reason.strip():
        raise Invalid("no_reason", _("Say why you refuse: the other side reads it."), field="reason")
    return stop(document, contract, cause="refused", side=side, by=by, reason=reason.strip(), at=at)


def stop(
    document: Document,
    contract: Contract,
    *,
    cause: str,
    at: datetime,
    side: str = "",
    by: By = journal.PORTAGE,
    reason: str = "",
) -> NotConcluded:
    """Close a document unconcluded and open the text again; the other side is told. The caller holds the contract's lock."""
    row = close(document, cause=cause, side=side, by=by, reason=reason, at=at)
    back_to_the_table(contract, by=by, at=at)
    journal.record(
        f"contracts.signing_{cause}",
        contract,
        by=by,
        at=at,
        side=side,
        version=document.number,
        text={"reason": reason},
    )
    telling.signing_stopped(row, contract, at=at)
    return row


def close(
    document: Document, *, cause: str, at: datetime, side: str = "", by: By = journal.PORTAGE, reason: str = ""
) -> NotConcluded:
    """The document is history and its record of evidence says why."""
    row = NotConcluded.objects.create(
        document=document, cause=cause, side=side, membership=by.membership, reason=reason, at=at
    )
    note(document, "not_concluded", at=at, by=by, side=side, cause=cause)
    return row


def close_present(contract: Contract, *, cause: str, by: By, at: datetime) -> None:
    """Close the document that awaited signature, if there is one: the text was reopened, or the contract withdrawn."""
    document = contract.documents.filter(
        kind=Document.Kind.CONTRACT, number=contract.version_number, not_concluded__isnull=True
    ).first()
    if document:
        close(document, cause=cause, by=by, at=at)


def expire_due(*, at: datetime, on: date | None = None) -> int:
    """Stop every document whose last day to sign has passed on its contract's own day; how many. Once each."""
    horizon = on or clock.latest_day(at)
    ids = list(queries.awaiting().filter(until__lt=horizon).values_list("pk", flat=True))
    return sum(_expire(pk, at=at, on=on) for pk in ids)


@transaction.atomic
def _expire(pk: UUID, *, at: datetime, on: date | None) -> bool:
    """False when somebody was quicker: it is asked again under the lock."""
    contract = lock(Document.objects.values_list("contract", flat=True).get(pk=pk))
    document = queries.awaiting().filter(pk=pk).first()
    today = on or clock.day_in(contract.time_zone, at)
    if document is None or not rules.has_expired(document.until, today):
        return False
    stop(document, contract, cause="expired", at=at)
    return True

"""Notice: told, computed, recorded, received. Either party, any year; what it ends is computed by the rules.

Three dates are kept apart: sent, first presented (that is when a letter is served), received. On the platform it
is served the moment the other side can read it. A receipt that is refused never delays it.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.law.explain import Explanation, explain_indefinite_end, explain_refusal
from contracts.law.records import UnknownRule
from contracts.law.scales import AppliedScale
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..jobs import write_annulment, write_letter
from ..models import Annulment, Contract, Document, Ending, Notice, Receipt
from ..queries.law import choice, law_of
from ..rules import proofs
from ..standing import COPIES, applied_of, chain_of, keep, standing_of
from . import exclusivity, telling
from .duties import write_duties_of_end
from .locking import lock, move, side_of


def applied(contract: Contract) -> AppliedScale:
    """See `standing.applied_of`."""
    return applied_of(contract, law_of(contract), choice(contract, "renewal_choice"))


def explain(contract: Contract, *, served_on: date) -> Explanation:
    """The end that a notice served on that day would bring, step by step; shown before a person commits.

    Raises Refused where the length must come from a law that does not establish it (a moral contract).
    """
    law = law_of(contract)
    if contract.nature == Contract.Nature.RENEWABLE:
        return explain_refusal(chain_of(contract), applied(contract), law, served_on=served_on)
    try:
        return explain_indefinite_end(contract.first_day, applied(contract), law, served_on=served_on)
    except UnknownRule as error:
        raise Refused(
            "notice_not_established",
            _("The notice that this law asks is not known here: counsel must say before notice can be given."),
        ) from error


def check_day(contract: Contract, served_on: date, today: date) -> None:
    """Raise Invalid for a notice dated in the future, or before the contract was in force."""
    if served_on > today:
        raise Invalid(
            "notice_in_future",
            _("A notice cannot be dated in the future: today is %(day)s.") % {"day": today},
            field="served_on",
        )
    if contract.status not in {"in_force", "notice_given"}:
        raise Refused("not_in_force", _("Notice can be given while the contract is in force; before, withdraw it."))
    if served_on < contract.first_day:
        raise Invalid(
            "notice_before_contract",
            _("The contract began on %(day)s: a notice cannot come before.") % {"day": contract.first_day},
            field="served_on",
        )


@transaction.atomic
def give_notice(
    contract: Contract,
    *,
    form: str,
    served_on: date,
    by: By,
    at: datetime,
    sent_on: date | None = None,
    grounds: str = "",
) -> Notice:
    """One party refuses the next renewal, or ends an indefinite contract. Too late for this term, it ends the next.

    On the platform it is served today, whatever day was typed. A letter typed after the renewal ran, though it was
    presented in time, is kept and waits for `annul_renewals`.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    today = clock.day_in(contract.time_zone, at)
    if form == Notice.Form.PLATFORM:
        served_on, sent_on = today, today
    check_day(contract, served_on, today)
    if sent_on and sent_on > served_on:
        raise Invalid("dates_reversed", _("A letter is not presented before it is sent."), field="sent_on")
    if contract.notices.filter(side=side).exists():
        raise Refused("notice_already_given", _("Your side has already given notice of this contract."))
    told = explain(contract, served_on=served_on)
    step = told.steps[-1]
    notice = Notice.objects.create(
        contract=contract,
        side=side,
        membership=by.membership,
        form=form,
        sent_on=sent_on,
        served_on=served_on,
        grounds=grounds,
        ends_on=told.day,
        refuses_renewal_of_term=step.params.get("refuses_renewal_of_term"),
        explanation=told.as_dict(),
        at=at,
    )
    journal.record("contracts.notice_given", contract, by=by, at=at, side=side, served_on=served_on, ends_on=told.day)
    telling.notice_served(notice, contract, at=at)
    if not comes_too_late_to_be_typed(contract, notice):
        _set_end(contract, notice.ends_on, today)
        exclusivity.follow(contract, at=at)
    write_letter.enqueue(str(notice.pk))
    return notice


def comes_too_late_to_be_typed(contract: Contract, notice: Notice) -> bool:
    """Served in time, but the renewal that it refuses has already been run."""
    refused = notice.refuses_renewal_of_term
    return refused is not None and contract.term_number > refused


def _set_end(contract: Contract, ends_on: date, today: date) -> None:
    """The earliest computed end holds."""
    if contract.ends_on is None or ends_on < contract.ends_on:
        contract.ends_on = ends_on
    if contract.status != Contract.Status.NOTICE_GIVEN:
        move(contract, Contract.Status.NOTICE_GIVEN)
    keep(contract, standing_of(contract), today)
    contract.save(update_fields=COPIES)


@transaction.atomic
def acknowledge_notice(notice: Notice, *, received_on: date, by: By, at: datetime) -> Receipt:
    """The other side says that it received the notice. A record only: the notice counts from its service."""
    contract = lock(notice.contract_id)
    if side_of(contract, by) == notice.side:
        raise Forbidden("own_notice", _("The other side acknowledges a notice."))
    if Receipt.objects.filter(notice=notice).exists():
        raise Refused("already_acknowledged", _("This notice has already been acknowledged."))
    if not notice.served_on <= received_on <= clock.day_in(contract.time_zone, at):
        raise Invalid("received_when", _("It was received between its service and today."), field="received_on")
    receipt = Receipt.objects.create(notice=notice, membership=by.membership, received_on=received_on, at=at)
    journal.record("contracts.notice_acknowledged", contract, by=by, at=at, received_on=received_on)
    return receipt


@transaction.atomic
def annul_renewals(
    notice: Notice, *, by: By, at: datetime, proof: bytes | None = None, proof_name: str = ""
) -> list[Annulment]:
    """A letter presented in time was typed after the renewal ran: the renewals that it refused did not happen.

    Confirmed by the other side, or proved by an upload (the postal receipt). History keeps the opened terms and
    gains their annulment; the contract ends on the day that the letter brought.
    """
    contract = lock(notice.contract_id)
    side = side_of(contract, by)
    if not comes_too_late_to_be_typed(contract, notice):
        raise Refused("nothing_to_annul", _("No renewal stands against this notice."))
    if proof is None and side == notice.side:
        raise Refused(
            "proof_needed", _("The other side confirms, or you upload the proof of presentation."), field="proof"
        )
    document = _keep_proof(contract, notice, proof, proof_name, at) if proof is not None else None
    terms = contract.terms.filter(number__gt=notice.refuses_renewal_of_term, annulment__isnull=True)
    made = [
        Annulment.objects.create(
            term=term, notice=notice, proof=document, confirmed_by=None if document else by.membership, at=at
        )
        for term in terms
    ]
    _end_before(contract, notice, at)
    journal.record(
        "contracts.renewal_annulled",
        contract,
        by=by,
        at=at,
        ends_on=notice.ends_on,
        terms=[a.term.number for a in made],
    )
    for annulment in made:
        write_annulment.enqueue(annulment.pk)
    return made


PROOF_FAULTS = {
    "empty": _("The file is empty."),
    "too_large": _("This file is larger than 5 MB."),
    "wrong_type": _("This is neither a PDF nor a JPEG or PNG picture."),
    "active": _("This PDF holds a script, a form or another file: print it again as a plain PDF."),
}


def _keep_proof(contract: Contract, notice: Notice, proof: bytes, name: str, at: datetime) -> Document:
    """Keep the proof under the type that its bytes have. Raises Invalid."""
    if code := proofs.fault(proof):
        raise Invalid(f"proof_{code}", PROOF_FAULTS[code], field="proof")
    kind = proofs.media_type(proof)
    name = f"{(name or 'proof').rsplit('.', 1)[0][:80]}.{proofs.ENDINGS[kind]}"
    file = files.store(proof, scope=contract, name=name, media_type=kind, at=at)
    number = contract.documents.filter(kind=Document.Kind.PROOF).count() + 1
    return Document.objects.create(
        contract=contract,
        kind=Document.Kind.PROOF,
        number=number,
        file=file,
        sha256=file.blob_id,
        language=contract.languages,
        made_at=at,
    )


def _end_before(contract: Contract, notice: Notice, at: datetime) -> None:
    """Back to the term that the notice refused to renew, and to its end."""
    last = contract.terms.get(number=notice.refuses_renewal_of_term)
    contract.term_number, contract.term_last_day, contract.last_notice_day = (
        last.number,
        last.last_day,
        last.last_notice_day,
    )
    contract.ends_on = notice.ends_on
    if contract.status != Contract.Status.NOTICE_GIVEN:
        move(contract, Contract.Status.NOTICE_GIVEN)
    today = clock.day_in(contract.time_zone, at)
    keep(contract, standing_of(contract), today)
    if contract.ends_on < today:
        close(contract, last_day=contract.ends_on, reason=Ending.Reason.NOTICE, notice=notice, at=at)
    else:
        exclusivity.follow(contract, at=at)
    contract.save(update_fields=COPIES)


def close(contract: Contract, *, last_day: date, reason: str, at: datetime, notice: Notice | None = None) -> Ending:
    """The end has come: an arrow, a row, what follows with its days, nothing due any more. The caller holds the lock and saves COPIES."""
    move(contract, Contract.Status.ENDED)
    contract.due_on, contract.next_day, contract.next_kind, contract.ends_on = None, None, "", last_day
    exclusivity.follow(contract, at=at)
    ending = Ending.objects.create(contract=contract, last_day=last_day, reason=reason, notice=notice, at=at)
    write_duties_of_end([ending], at=at)
    return ending

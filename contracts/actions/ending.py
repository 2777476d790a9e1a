"""Other ends: by written agreement of both, or at once for serious default stated in the letter."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..jobs import write_letter
from ..models import Contract, Ending, EndProposal, Notice
from ..standing import COPIES, keep, standing_of
from . import exclusivity, telling
from .locking import lock, move, side_of
from .notice import close


@transaction.atomic
def propose_end(contract: Contract, *, last_day: date, by: By, at: datetime, reason: str = "") -> EndProposal:
    """One side proposes to end the contract on a day by agreement; nothing changes until the other accepts."""
    contract = lock(contract)
    side = side_of(contract, by)
    today = clock.day_in(contract.time_zone, at)
    if contract.status not in {"in_force", "notice_given"}:
        raise Refused("not_in_force", _("Only a contract in force can be ended."))
    if last_day < today:
        raise Invalid("end_in_past", _("An agreement cannot end the contract in the past."), field="last_day")
    proposal = EndProposal.objects.create(
        contract=contract, side=side, membership=by.membership, last_day=last_day, reason=reason, at=at
    )
    journal.record("contracts.end_proposed", contract, by=by, at=at, last_day=last_day)
    telling.end_proposed(proposal, contract, at=at)
    return proposal


@transaction.atomic
def accept_end(proposal: EndProposal, *, by: By, at: datetime) -> Contract:
    """The other side accepts: the contract ends on the proposed day, or before if a notice ends it sooner."""
    contract = lock(proposal.contract_id)
    today = clock.day_in(contract.time_zone, at)
    if side_of(contract, by) == proposal.side:
        raise Refused("own_proposal", _("The other side accepts a proposal."))
    if contract.end_proposals.order_by("-at").first() != proposal or contract.status not in {
        "in_force",
        "notice_given",
    }:
        raise Refused("proposal_overtaken", _("This proposal is no longer the one on the table."))
    if proposal.last_day < today:
        raise Refused("proposal_past", _("The proposed day has passed: propose a new one."))
    contract.ends_on = min(proposal.last_day, contract.ends_on or proposal.last_day)
    if contract.status != Contract.Status.NOTICE_GIVEN:
        move(contract, Contract.Status.NOTICE_GIVEN)
    keep(contract, standing_of(contract), today)
    contract.save(update_fields=COPIES)
    exclusivity.follow(contract, at=at)
    journal.record("contracts.end_agreed", contract, by=by, at=at, last_day=contract.ends_on)
    telling.end_agreed(proposal, contract, at=at)
    return contract


@transaction.atomic
def end_for_serious_default(contract: Contract, *, grounds: str, by: By, at: datetime) -> Ending:
    """Ends at once, by a letter that states its grounds: one found later does not count (Cass. com. 16 Nov. 2022).

    The letter is a notice served today on the platform; the other side is told, and may say that it received it.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if len(grounds.strip()) < 20:
        raise Invalid(
            "no_grounds", _("State the facts of the serious default: none can be added later."), field="grounds"
        )
    if contract.status not in {"in_force", "notice_given"}:
        raise Refused("not_in_force", _("Only a contract in force can be ended."))
    today = clock.day_in(contract.time_zone, at)
    notice = Notice.objects.create(
        contract=contract,
        side=side,
        membership=by.membership,
        form=Notice.Form.PLATFORM,
        sent_on=today,
        served_on=today,
        grounds=grounds.strip(),
        serious_default=True,
        ends_on=today,
        explanation={"kind": "end_for_default", "day": today.isoformat(), "steps": []},
        at=at,
    )
    ending = close(contract, last_day=today, reason=Ending.Reason.SERIOUS_DEFAULT, notice=notice, at=at)
    contract.save(update_fields=COPIES)
    journal.record("contracts.ended_for_default", contract, by=by, at=at, text={"grounds": grounds}, last_day=today)
    telling.ended_for_default(notice, contract, at=at)
    write_letter.enqueue(str(notice.pk))
    return ending

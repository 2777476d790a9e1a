"""Prospects are added and moved. Each move is a row; where a prospect stands is a copy of the newest."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.models import Customer

from ..models import Prospect, Report, StageMove
from ..queries.reports import TOLD_OF
from ..rules.prospecting import STAGES, moved_by
from ..words.refusals import REFUSALS


@transaction.atomic
def add_prospect(contract: Contract, *, customer: Customer, stage: str, by: By, at: datetime) -> Prospect:
    """The agent begins to prospect one of its customers for a principal."""
    _check_agent(contract, by)
    if customer.owner_id != by.organisation:
        raise Invalid("not_own_customer", REFUSALS["not_own_customer"], field="customer")
    if stage not in Prospect.Stage.values or stage == Prospect.Stage.LOST:
        raise Invalid("unknown_stage", REFUSALS["unknown_stage"], field="stage")
    try:
        with transaction.atomic():
            on = clock.day_in(contract.time_zone, at)
            prospect = Prospect.objects.create(contract=contract, customer=customer, stage=stage, since=on)
            note_move(prospect, by=by, at=at)
    except IntegrityError:
        raise Refused("already_a_prospect", REFUSALS["already_a_prospect"], field="customer") from None
    journal.record("fieldwork.prospect_added", prospect, by=by, at=at, stage=stage)
    return prospect


@transaction.atomic
def move_prospect(
    prospect: Prospect, *, stage: str, seen: int, by: By, at: datetime, why_lost: str = "", note: str = ""
) -> Prospect:
    """The agent moves a prospect. `seen`: how many moves it had when the person looked, so that of two who move it at once
    the second looks again. Lost asks why."""
    prospect = Prospect.objects.select_for_update(of=("self",)).select_related("contract").get(pk=prospect.pk)
    _check_agent(prospect.contract, by)
    if prospect.moves_made != seen:
        raise Refused("moved_meanwhile", REFUSALS["moved_meanwhile"])
    if stage not in Prospect.Stage.values:
        raise Invalid("unknown_stage", REFUSALS["unknown_stage"], field="stage")
    if stage == prospect.stage:
        raise Refused("same_stage", REFUSALS["same_stage"], field="stage")
    lost = stage == Prospect.Stage.LOST
    if lost and why_lost not in Prospect.Why.values:
        raise Invalid("why_lost", REFUSALS["why_lost"], field="why_lost")
    on = clock.day_in(prospect.contract.time_zone, at)
    _move(prospect, stage, on=on, why=why_lost if lost else "", note=note.strip(), by=by, at=at)
    journal.record("fieldwork.prospect_moved", prospect, by=by, at=at, stage=stage)
    return prospect


def bring_forward(contract: Contract, report: Report, *, section: UUID, by: By, at: datetime) -> None:
    """A report tells of a customer: it becomes a prospect of the contract, or comes as far as such a meeting brings one.

    Two reports on one new customer at once make one prospect: the second waits for the first.
    """
    known = Prospect.objects.select_for_update().filter(contract=contract, customer=report.customer)
    found = known.first()
    if found is None:
        brought = {"stage": moved_by(report.kind, ""), "since": report.visited_on}
        found, new = Prospect.objects.get_or_create(contract=contract, customer=report.customer, defaults=brought)
        if new:
            note_move(found, section=section, by=by, at=at)
            return
        found = known.get()
    stage = moved_by(report.kind, found.stage)
    if stage != found.stage:
        _move(found, stage, on=report.visited_on, section=section, by=by, at=at)


def reached(contract: Contract, customer: Customer, stage: str, *, on: date, by: By, at: datetime) -> None:
    """Something else brought the customer to a stage: never backwards, and out of "lost" too, for it has ordered."""
    found, new = Prospect.objects.get_or_create(
        contract=contract, customer=customer, defaults={"stage": stage, "since": on}
    )
    if new:
        note_move(found, by=by, at=at)
        return
    found = Prospect.objects.select_for_update().get(pk=found.pk)
    if found.stage == Prospect.Stage.LOST or STAGES.index(found.stage) < STAGES.index(stage):
        _move(found, stage, on=on, by=by, at=at)


def _move(
    prospect: Prospect, stage: str, *, on: date, by: By, at: datetime, section: UUID | None = None, why: str = "",
    note: str = "",
) -> None:  # fmt: skip
    prospect.stage, prospect.why_lost, prospect.since = stage, why, on
    prospect.moves_made += 1
    prospect.save(update_fields=["stage", "why_lost", "since", "moves_made"])
    note_move(prospect, section=section, note=note, by=by, at=at)


def note_move(prospect: Prospect, *, by: By, at: datetime, section: UUID | None = None, note: str = "") -> None:
    """The row of where the prospect has just come to."""
    StageMove.objects.create(
        prospect=prospect, number=prospect.moves_made, stage=prospect.stage, why_lost=prospect.why_lost, note=note,
        on=prospect.since, section=section, membership=by.membership, at=at,
    )  # fmt: skip


def _check_agent(contract: Contract, by: By) -> None:
    """Raise unless `by` prospects for this contract now."""
    if contract.agent_id != by.organisation:
        raise Forbidden("not_the_agent", REFUSALS["not_the_agent"])
    if contract.status not in TOLD_OF:
        raise Refused("contract_over", REFUSALS["contract_over"])

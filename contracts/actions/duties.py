"""Duties: written by what happens to a contract, given a day where the law names none, done once. Reminders, never blocks."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from contracts.law import duties as rules
from contracts.law.ending import consequences
from contracts.law.pay import End
from contracts.law.records import Jurisdiction, country, jurisdiction
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..models import Contract, Duty, DutyEvent, Ending
from ..queries.law import corrections
from ..standing import end_of
from .locking import lock, side_of

# What follows an end and has a day of its own: who is to act.
AFTER_END = {
    "claim_termination_pay": "agent",
    "commission_on_orders_until": "principal",
    "non_compete_at_most": "principal",
    "return_documents": "agent",
}


def write_duties(contracts: Iterable[tuple[Contract, str, date]], *, at: datetime) -> None:
    """What an event of a day brings to each contract: (contract, concluded or changed, its day). Twice changes nothing."""
    contracts = list(contracts)
    prefetch_related_objects([contract for contract, _event, _on in contracts], "agent")
    corrected, rows = corrections(), []
    for contract, event, on in contracts:
        rows += _registration(contract, event, on, corrected, at)
    Duty.objects.bulk_create(rows, ignore_conflicts=True)


def write_duties_of_end(endings: Iterable[Ending], *, at: datetime) -> None:
    """What follows each end, with its day, for as many contracts as ended: a constant number of statements."""
    endings = list(endings)
    if not endings:
        return
    prefetch_related_objects([ending.contract for ending in endings], "agent")
    corrected, rows = corrections(), []
    for ending in endings:
        contract = ending.contract
        rows += _registration(contract, rules.ENDED, ending.last_day, corrected, at)
        law = jurisdiction(contract.law, corrected)
        rows += [
            Duty(
                contract=contract,
                code=one.code,
                side=AFTER_END[one.code],
                law=one.rule.jurisdiction if one.rule else "",
                from_day=ending.last_day,
                day=one.last_day,
                rule=one.rule.as_dict() if one.rule else {},
                at=at,
            )
            for one in consequences(law, end_from(ending))
            if one.code in AFTER_END and (one.last_day or one.code == Duty.Code.CLAIM)
        ]
    Duty.objects.bulk_create(rows, ignore_conflicts=True)


def end_from(ending: Ending) -> End:
    """How a contract ended, as the law asks about it."""
    kind = "default" if ending.reason == Ending.Reason.SERIOUS_DEFAULT else ending.reason
    by = ending.notice.side if ending.notice_id else ""
    return end_of(ending.contract, kind=kind, by=by, ends_on=ending.last_day)


def _registration(contract: Contract, event: str, on: date, corrected: tuple, at: datetime) -> list[Duty]:
    """Duties of registration: of the country where the agent works, and of the governing law."""
    places: list[Jurisdiction] = [
        country(str(contract.agent.country), corrected),
        jurisdiction(contract.law, corrected),
    ]
    return [
        Duty(
            contract=contract,
            code=owed.code,
            side="agent",
            law=owed.rule.jurisdiction,
            from_day=owed.from_day,
            day=owed.day,
            rule=owed.rule.as_dict(),
            at=at,
        )
        for owed in rules.registration(places, event, on)
    ]


@transaction.atomic
def date_duty(duty: Duty, *, day: date, reason: str, by: By, at: datetime) -> DutyEvent:
    """The law names no delay: a person gives the day by which it is to be done, with the reason. The newest day holds."""
    contract = lock(duty.contract_id)
    side_of(contract, by)
    if duty.day is not None:
        raise Refused("day_by_law", _("The law gives this day: it is not for a person to change."))
    if not reason.strip():
        raise Invalid("no_reason", _("Give the reason: it stays with the contract."), field="reason")
    if day < duty.from_day:
        raise Invalid("day_before", _("This cannot be due before it came about."), field="day")
    _check_open(duty)
    made = DutyEvent.objects.create(
        duty=duty, kind=DutyEvent.Kind.DATED, day=day, reason=reason.strip(), membership=by.membership, at=at
    )
    journal.record("contracts.duty_dated", contract, by=by, at=at, duty=duty.code, day=day)
    return made


@transaction.atomic
def finish_duty(duty: Duty, *, done_on: date, by: By, at: datetime, number: str = "", reason: str = "") -> DutyEvent:
    """It was done on that day, under that number. Once: whoever comes second is told so."""
    contract = lock(duty.contract_id)
    side_of(contract, by)
    _check_open(duty)
    if not duty.from_day <= done_on <= clock.day_in(contract.time_zone, at):
        raise Invalid("done_when", _("It was done between the day it came about and today."), field="done_on")
    made = DutyEvent.objects.create(
        duty=duty,
        kind=DutyEvent.Kind.DONE,
        day=done_on,
        number=number.strip(),
        reason=reason.strip(),
        membership=by.membership,
        at=at,
    )
    journal.record("contracts.duty_done", contract, by=by, at=at, duty=duty.code, day=done_on, number=number.strip())
    return made


def _check_open(duty: Duty) -> None:
    if duty.events.filter(kind=DutyEvent.Kind.DONE).exists():
        raise Refused("already_done", _("This is already recorded as done."))

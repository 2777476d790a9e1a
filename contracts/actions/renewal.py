"""The daily run: contracts come into force, terms open by tacit renewal, reminders go out, contracts end.

Run it as often, as late and on as many machines as you like. Each contract's row is taken first, so that a
notice given in the same second comes wholly before or wholly after; the unique constraint on terms stands
behind. Contracts are done in chunks, one transaction each, a constant number of statements whatever their
number: a machine that dies leaves whole chunks done or not begun.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from portage.core import clock, journal
from portage.core.jobs import enqueue_once
from portage.core.journal import PORTAGE, Event

from ..jobs import mail_reminders, write_certificates
from ..models import Contract, Ending, Notice, Reminder, Term
from ..queries.counted import counted
from ..rules import due
from ..rules.due import Plan
from ..standing import COPIES, keep, standing_of
from .duties import write_duties_of_end
from .taking_effect import run_amendments

CHUNK = 200


@dataclass
class Day:
    """What one run did: how many came into force, terms opened, reminders told, contracts ended, amendments that took effect or fell."""

    begun: int = 0
    opened: int = 0
    reminded: int = 0
    ended: int = 0
    amended: int = 0
    certificates: list[int] = field(default_factory=list)

    def figures(self) -> dict[str, int]:
        """The counts, for logs and the jobs page."""
        return {
            "begun": self.begun,
            "opened": self.opened,
            "reminded": self.reminded,
            "ended": self.ended,
            "amended": self.amended,
        }


def run_day(*, at: datetime, on: date | None = None, chunk: int = CHUNK) -> Day:
    """Do all that is owed on each contract's own local day at the instant `at` (or on the day `on` everywhere)."""
    done = Day(amended=run_amendments(at=at, on=on))
    horizon = on or clock.latest_day(at)
    waiting = list(counted().filter(due_on__lte=horizon).order_by("due_on").values_list("pk", flat=True))
    for start in range(0, len(waiting), chunk):
        _run_chunk(waiting[start : start + chunk], done, at=at, on=on)
    return done


def run_contract(contract: Contract, *, at: datetime) -> Day:
    """What is owed to one contract now: used when it is concluded after its first day."""
    done = Day()
    _run_chunk([contract.pk], done, at=at, on=None)
    return done


@transaction.atomic
def _run_chunk(pks: list[UUID], done: Day, *, at: datetime, on: date | None) -> None:
    rows = Contract.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    contracts = [c for c in rows.filter(pk__in=pks).order_by("pk") if c.due_on and c.due_on <= _today(c, at, on)]
    if not contracts:
        return
    told = _told(contracts)
    plans = [(c, due.plan(standing_of(c), _today(c, at, on), reminded=told.get(c.pk, frozenset()))) for c in contracts]
    for contract, plan in plans:
        keep(contract, plan.standing, _today(contract, at, on))
    Contract.objects.bulk_update(contracts, COPIES)
    _write(plans, done, at=at)


def _today(contract: Contract, at: datetime, on: date | None) -> date:
    """The contract's own local day."""
    return on or clock.day_in(contract.time_zone, at)


def _told(contracts: list[Contract]) -> dict[UUID, frozenset[int]]:
    """For each contract, the distances of reminders already told for its present last day for notice."""
    days = {c.pk: c.last_notice_day for c in contracts}
    told: dict[UUID, set[int]] = {}
    for pk, day, before in Reminder.objects.filter(contract__in=days).values_list(
        "contract", "last_notice_day", "days_before"
    ):
        if days[pk] == day:
            told.setdefault(pk, set()).add(before)
    return {pk: frozenset(found) for pk, found in told.items()}


def _write(plans: list[tuple[Contract, Plan]], done: Day, *, at: datetime) -> None:
    """History: terms, endings, reminders, and one journal entry each."""
    terms = [_term(c, opened, plan, at) for c, plan in plans for opened in plan.terms]
    Term.objects.bulk_create(terms)
    reminders = [
        Reminder(contract=c, side=side, last_notice_day=c.last_notice_day, days_before=plan.remind, at=at)
        for c, plan in plans
        if plan.remind is not None
        for side in ("principal", "agent")
    ]
    Reminder.objects.bulk_create(reminders)
    ended = [(c, plan) for c, plan in plans if plan.ended_on]
    _end(ended, at)
    journal.record_all([event for c, plan in plans for event in _events(c, plan)], by=PORTAGE, at=at)
    done.begun += sum(plan.begins for _, plan in plans)
    done.opened += len(terms)
    done.reminded += len(reminders)
    done.ended += len(ended)
    certificates = [t.pk for t in terms if t.began == Term.Began.TACIT]
    done.certificates += certificates
    if certificates:
        write_certificates.enqueue(certificates)
    if reminders:
        enqueue_once(mail_reminders)


def _term(contract: Contract, opened: due.Term, plan: Plan, at: datetime) -> Term:
    return Term(
        contract=contract,
        number=opened.number,
        first_day=opened.first_day,
        last_day=opened.last_day,
        last_notice_day=opened.last_notice_day,
        began=Term.Began.INITIAL if opened.number == 1 else Term.Began.TACIT,
        rule={"scale": contract.notice_scale, "month_end": contract.notice_month_end, "law": contract.law},
        opened_at=at,
    )


def _end(ended: list[tuple[Contract, Plan]], at: datetime) -> None:
    """Write why each ended: the notice whose computed end is this day."""
    if not ended:
        return
    notices = {}
    written = {c.formalises_id: c.pk for c, _ in ended if c.formalises_id}  # a notice of the moral contract goes on
    for notice in Notice.objects.filter(contract__in=[*(c.pk for c, _ in ended), *written]):
        notices[written.get(notice.contract_id, notice.contract_id), notice.ends_on] = notice
    endings = [
        Ending(
            contract=c,
            last_day=plan.ended_on,
            reason=Ending.Reason.NOTICE if (c.pk, plan.ended_on) in notices else Ending.Reason.MUTUAL,
            notice=notices.get((c.pk, plan.ended_on)),
            at=at,
        )
        for c, plan in ended
    ]
    Ending.objects.bulk_create(endings)
    write_duties_of_end(endings, at=at)


def _events(contract: Contract, plan: Plan) -> list[Event]:
    """What the journal shall say of one contract's day."""
    events = [Event("contracts.came_into_force", contract, {"first_day": contract.first_day})] if plan.begins else []
    for opened in plan.terms:
        if opened.number > 1:
            facts = {"number": opened.number, "first_day": opened.first_day, "last_day": opened.last_day}
            events.append(Event("contracts.renewed", contract, facts))
    if plan.remind is not None:
        events.append(
            Event("contracts.reminded", contract, {"days": plan.remind, "last_notice_day": contract.last_notice_day})
        )
    if plan.ended_on:
        events.append(Event("contracts.ended", contract, {"last_day": plan.ended_on}))
    return events

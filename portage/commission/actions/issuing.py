"""A statement is issued: the account of one period is frozen, line by line, once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import clock, journal, references
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.words import day as day_in_words

from ..jobs import WHEN_QUIET, write_paper
from ..models import Line, Statement
from ..queries.account import Draft, drafts, next_period
from ..queries.terms import AsTheyStood
from ..rules.periods import Period
from . import mailing

PREFIX = "S"
TAKEN = _("The statement of this period is already issued.")
BATCH = 500


@transaction.atomic
def issue_statement(
    contract: Contract, *, last_day: date, by: By, at: datetime, batch: UUID | None = None
) -> list[Statement]:
    """The principal issues the statement of the period that ends on `last_day`: one, and another for each former currency in
    which an order of that time still earns.

    Periods are issued in their order, each once it is over, however late. What was told of an earlier period after its
    statement stands in this one; so do the corrections that answers to disputes granted. All of it is one transaction:
    of two people at once, the second is told that it is done; what dies half-way leaves nothing. Issued together with others
    (`batch`), the agent's people have one e-mail for all.
    """
    contract = lock(contract)
    if by.person is not None and side_of(contract, by) != "principal":
        raise Forbidden("not_the_principal", _("The principal issues the statements."))
    terms = AsTheyStood(contract)
    period = _period(contract, terms, last_day)
    today = clock.day_in(contract.time_zone, at)
    if today <= period.last_day:
        words = _("This period runs until %(day)s: until then there is a preview.")
        raise Refused("period_runs", words % {"day": day_in_words(period.last_day)}, field="last_day")
    try:
        with transaction.atomic(), uncollected():
            made = [_freeze(draft, today, by, at) for draft in drafts(contract, period, terms)]
    except IntegrityError as error:
        raise Refused("already_issued", TAKEN, field="last_day") from error
    for statement in made:
        facts: dict[str, Any] = {
            "statement": statement.reference,
            "first_day": period.first_day,
            "last_day": period.last_day,
        }
        journal.record("commission.statement_issued", contract, by=by, at=at, **facts)
        mailing.statement_issued(statement, batch=batch, by=by, at=at)
        paper = write_paper if batch is None else write_paper.using(priority=WHEN_QUIET)
        paper.enqueue(str(statement.pk))
    return made


def _period(contract: Contract, terms: AsTheyStood, last_day: date) -> Period:
    """The period that comes next, when it is the one that is asked for."""
    if Statement.objects.filter(contract=contract, last_day__gte=last_day).exists():
        raise Refused("already_issued", TAKEN, field="last_day")
    period = next_period(contract, terms)
    if period is None:
        raise Refused("nothing_told", _("No order was told under this contract: there is nothing to account for."))
    if last_day > period.last_day:
        words = _("The period that ends on %(day)s comes first.")
        raise Refused("earlier_first", words % {"day": day_in_words(period.last_day)}, field="last_day")
    if last_day != period.last_day:
        words = _("The next period ends on %(day)s.")
        raise Invalid("not_a_period", words % {"day": day_in_words(period.last_day)}, field="last_day")
    return period


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for cycles waits: among ten thousand lines, all of which live on, it finds none and takes two fifths
    of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _freeze(draft: Draft, today: date, by: By, at: datetime) -> Statement:
    """One statement with its lines, as they are computed now."""
    statement = Statement.objects.create(
        contract=draft.contract,
        reference=new_reference(),
        first_day=draft.period.first_day,
        last_day=draft.period.last_day,
        currency=draft.currency,
        total=draft.total,
        issued_on=today,
        issue_by=draft.deadline.issue_by,
        due_on=draft.deadline.due_on,
        rule=draft.deadline.rule,
        vat=draft.vat,
        membership=by.membership,
        at=at,
    )
    for line in draft.lines:
        line.statement_id = statement.pk
    Line.objects.bulk_create(draft.lines, batch_size=BATCH)
    return statement


def new_reference() -> str:
    """A reference that no statement has."""
    while True:
        reference = references.make(PREFIX)
        if not Statement.objects.filter(reference=reference).exists():
            return reference

"""Deciding on renewals: let one renew, or refuse it by notice; one contract at a time, many of the same last day in a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Refused

from ..models import Contract, Notice, RenewalDecision
from ..queries.decisions import newest
from .locking import lock, side_of
from .notice import explain, give_notice

RENEW, OPEN, NOTICE = "renew", "open", "notice"


@dataclass(frozen=True)
class Wish:
    """What a person wants of one contract: renew, open (again), or notice; then `ends_on` is the end that they read."""

    contract: Contract
    choice: str
    ends_on: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one wish: done, with the notice if one was given; or why not. The others are not touched by it."""

    contract: Contract
    choice: str
    notice: Notice | None = None
    refusal: Refused | None = None

    @property
    def done(self) -> bool:
        return self.refusal is None


@transaction.atomic
def decide_renewal(contract: Contract, *, decision: str, by: By, at: datetime) -> RenewalDecision | None:
    """This side lets the present term renew, or takes that back. Nothing else changes; the other side does not read it.

    The same decision again writes nothing. Refused once nothing can be decided any more.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    today = clock.day_in(contract.time_zone, at)
    if contract.status != Contract.Status.IN_FORCE or contract.ends_on or not contract.term_number:
        raise Refused("nothing_to_decide", _("No renewal is open to a decision here."))
    if contract.last_notice_day is None or contract.last_notice_day < today:
        raise Refused("decided_by_time", _("The last day for notice has passed: this term renews."))
    present = newest(contract, side)
    if (present.decision if present else OPEN) == decision:
        return present
    row = RenewalDecision.objects.create(
        contract=contract, side=side, term=contract.term_number, decision=decision, membership=by.membership, at=at
    )
    journal.record(
        "contracts.renewal_decided", contract, by=by, at=at, side=side, term=contract.term_number, decision=decision
    )
    return row


def decide_each(wishes: Iterable[Wish], *, by: By, at: datetime) -> list[Outcome]:
    """One transaction a contract: one that is refused is told, and leaves the others as they are.

    Sent twice, a notice already given by this side is told as done: nothing is served again.
    """
    return [_decide(wish, by, at) for wish in wishes]


def _decide(wish: Wish, by: By, at: datetime) -> Outcome:
    try:
        if wish.choice != NOTICE:
            decide_renewal(wish.contract, decision=wish.choice, by=by, at=at)
            return Outcome(wish.contract, wish.choice)
        return Outcome(wish.contract, NOTICE, notice=_refuse(wish, by, at))
    except Refused as refusal:
        return Outcome(wish.contract, wish.choice, refusal=refusal)


@transaction.atomic
def _refuse(wish: Wish, by: By, at: datetime) -> Notice:
    """Notice on the platform, served now; only if it brings the end that was read."""
    contract = lock(wish.contract)
    given = contract.notices.filter(side=side_of(contract, by), serious_default=False).first()
    if given is not None and given.ends_on == wish.ends_on:
        return given
    today = clock.day_in(contract.time_zone, at)
    ends_on = explain(contract, served_on=today).day
    if given is None and ends_on != wish.ends_on:
        raise Refused("other_end", _("The end has changed since you read it: read it and confirm again."))
    return give_notice(contract, form=Notice.Form.PLATFORM, served_on=today, by=by, at=at)

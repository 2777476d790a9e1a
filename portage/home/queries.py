"""What the home page asks of contracts, for one person and one day. Nothing here writes, nothing knows a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from contracts.models import Duty, Effect
from contracts.queries import calendar, decisions, portfolio
from contracts.queries.amendments import settled_since
from contracts.queries.duties import first_of
from contracts.queries.portfolio import Line
from contracts.queries.questions import open_questions
from contracts.queries.waiting import DUTY_NEAR, REASONS, side_of, waiting
from portage.fieldwork.models import Order
from portage.fieldwork.queries import orders as orders_of
from portage.network import access
from portage.network.access import Acting
from portage.network.queries import candidatures
from portage.network.roles import Kind

MOST_WAITING = 50  # read; beyond, the page says that there are more
SOON, NEAR = timedelta(days=90), timedelta(days=30)
DAYS, ROWS = 6, 5  # groups of renewals shown, and rows of each
FIRST = 10  # contracts in the table of those who have few
LATELY, CHANGES = timedelta(days=14), 5  # what changed is told for two weeks, the newest of it
ORDERS = 6  # those told one by one; beyond, one line says how many
ANSWERED = timedelta(days=7)  # an answer to an order is told for a week


@dataclass(frozen=True)
class Waits:
    """One contract that waits for me, and why; `asked` is the first open question of law, `duty` the one that comes first."""

    line: Line
    reason: str
    asked: str = ""
    duty: Duty | None = None


@dataclass(frozen=True)
class LastDay:
    """The contracts whose last day for notice is `day`: how many, and the first of them."""

    day: date
    count: int
    lines: Sequence[Line] = field(default=())


def waits_for(acting: Acting, *, today: date, at: datetime) -> tuple[list[Waits], bool]:
    """(what waits for this person, the most pressing first; whether there is more than could be read)."""
    questions = open_questions(acting)
    rows = list(waiting(acting, today=today, questions=questions).order_by("-pk")[: MOST_WAITING + 1])
    lines = portfolio.lines_bare(rows[:MOST_WAITING], at=at)
    owing = [line.contract for line in lines if getattr(line.contract, "reason", "") == "duty"]
    duties = first_of(owing, side_of(acting), until=today + DUTY_NEAR) if owing else {}
    found = [
        Waits(
            line,
            getattr(line.contract, "reason", ""),
            questions[line.contract.pk][0].code if line.contract.pk in questions else "",
            duties.get(line.contract.pk),
        )
        for line in lines
    ]
    return sorted(found, key=lambda one: REASONS.index(one.reason)), len(rows) > MOST_WAITING


def candidatures_to_answer(acting: Acting) -> int:
    """How many candidatures wait for an answer of this person."""
    return candidatures.to_answer(acting).count()


def last_days(acting: Acting, *, today: date) -> list[LastDay]:
    """The last days for notice of the next 90 days, with how many contracts each; one query."""
    counted = [
        one
        for one in calendar.together(acting.person, before=today + SOON)
        if one.last_notice_day and one.last_notice_day >= today
    ]
    return [
        LastDay(day, sum(one.count for one in same))
        for day, same in groupby(counted, key=lambda one: one.last_notice_day)
    ]


def to_decide(acting: Acting, days: Sequence[LastDay]) -> list[LastDay]:
    """Those of these days on which some renewal is still to be decided by this person's side; one query."""
    renewing = decisions.renewing(acting, [one.day for one in days])
    return [one for one in days if one.count > renewing.get(one.day, 0)]


def with_lines(acting: Acting, found: Sequence[LastDay], *, at: datetime) -> list[LastDay]:
    """The first of these days with their first contracts; one query."""
    shown = found[:DAYS]
    if not shown:
        return []
    rows = calendar.first_of_each(acting.person, [one.day for one in shown], ROWS)
    lines = portfolio.lines_bare(rows, at=at)
    return [LastDay(one.day, one.count, [line for line in lines if line.contract.next_day == one.day]) for one in shown]


def changed_lately(acting: Acting, *, at: datetime) -> list[Effect]:
    """The amendments that took effect, or fell, in the last two weeks; one query."""
    return list(settled_since(acting.person, at - LATELY)[:CHANGES])


def first_contracts(acting: Acting, *, at: datetime) -> list[Line]:
    """The contracts whose next date comes first, without those that are over."""
    rows = access.visible(acting.person, portfolio.contracts()).exclude(status__in=("ended", "withdrawn"))
    return portfolio.lines(portfolio.soonest(rows)[:FIRST], at=at)


def by_state(acting: Acting) -> dict[str, int]:
    """How many contracts that I may see are in each state."""
    return portfolio.by_state(acting.person)


def orders_to_answer(acting: Acting) -> list[Order]:
    """The orders that wait for a word of this person's side, late ones first: an SME answers them, an agent the questions
    on its own. One more than is shown, so that one knows of more; one query."""
    kind = acting.organisation.kind
    if kind == Kind.CARRIED_SME and acting.may("fieldwork.answer_order"):
        return orders_of.waiting_for(acting, "principal", ORDERS + 1)
    if kind == Kind.SUBSIDIARY and acting.may("fieldwork.record_order"):
        return orders_of.waiting_for(acting, "agent", ORDERS + 1)
    return []


def orders_answered(acting: Acting, *, at: datetime) -> list[Order]:
    """The agent's orders that were answered in the last week, the newest first; one query."""
    if acting.organisation.kind != Kind.SUBSIDIARY:
        return []
    return orders_of.answered_since(acting, at - ANSWERED, CHANGES)

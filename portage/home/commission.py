"""What commission asks of one person today: statements to issue, to accept, to invoice, to pay, and disputes to answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.commission.pages.statement import period_words
from portage.commission.pages.together import over
from portage.commission.queries import waiting
from portage.core import binding, words
from portage.network.access import Acting
from portage.network.roles import Kind

MOST = 6
ISSUE, ACCEPT, INVOICE = "commission.issue_statement", "commission.accept_statement", "commission.make_invoice"
ANSWER, PAY, BILL = "commission.answer_dispute", "commission.record_payment", "commission.self_bill"


@dataclass(frozen=True)
class Asked:
    """Statements of this side that wait, and periods whose statement is to be issued."""

    statements: list[Any] = field(default_factory=list)
    periods: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lines of the page they are."""
        return len(self.statements) + bool(self.periods)


def asked_of(acting: Acting, *, day: date, at: datetime) -> Asked:
    """Four queries at most; none for who has no part in it."""
    kind = acting.organisation.kind
    if kind == Kind.SUBSIDIARY and (acting.may(ACCEPT) or acting.may(INVOICE)):
        may = {"accepts": acting.may(ACCEPT), "invoices": acting.may(INVOICE)}
        return Asked(waiting.for_agent(acting, today=day, most=MOST, **may))
    if kind == Kind.CARRIED_SME and acting.may(ISSUE):
        may = {"answers": acting.may(ANSWER), "pays": acting.may(PAY), "bills": acting.may(BILL)}
        found = waiting.for_principal(acting, today=day, most=MOST, **may)
        return Asked(found, over(acting.person, acting.organisation.pk, at))
    return Asked()


def rows(asked: Asked, today: date, *, by_agent: bool) -> list[dict[str, Any]]:
    """One line for all periods to issue, then one for each statement."""
    one = _of_agent if by_agent else _of_principal
    return [*_to_issue(asked.periods, today), *(one(row, today) for row in asked.statements)]


def _to_issue(periods: list[dict[str, Any]], today: date) -> Iterable[dict[str, Any]]:
    if periods:
        count, by = len(periods), periods[0]["by"]
        said = ngettext("Issue %(count)s commission statement", "Issue %(count)s commission statements", count)
        yield _dated(by, today) | {
            "title": said % {"count": words.number(count)}, "verb": _("Read and issue"),
            "says": _("The period is over; the agent waits for its account."), "url": reverse("commission:issue_together"),
        }  # fmt: skip


def _of_agent(row: Any, _today: date) -> dict[str, Any]:
    """No day of its own: until when the principal pays is the principal's."""
    if row.is_accepted:
        words_of = _("Invoice your commission: %(other)s"), _("The statement of %(period)s is accepted."), _("Invoice")
    else:
        words_of = _("Accept or dispute: statement of %(other)s"), _("Commission of %(period)s."), _("Read")
    return {"day": None} | _told(row, row.contract.principal.name, *words_of)


def _of_principal(row: Any, today: date) -> dict[str, Any]:
    agent = row.contract.agent.name
    if row.open_disputes:
        title, says = _("Answer a dispute of commission: %(other)s"), _("It does not accept a line of %(period)s.")
        return {"day": None} | _told(row, agent, title, says, _("Read and answer"))
    if row.mandated and not row.invoiced and row.total:
        title = _("Write the agent's commission invoice: %(other)s")
        says = _("Under its mandate. The statement of %(period)s is accepted.")
        return _dated(row.due_on, today) | _told(row, agent, title, says, _("Invoice"))
    title, says = _("Pay the commission of %(other)s"), _("Accepted: %(period)s.")
    return _dated(row.due_on, today) | _told(row, agent, title, says, _("Look at it"))


def _told(row: Any, other: str, title: str, says: str, verb: str) -> dict[str, Any]:
    """The words of a statement's line: `other` is the party on the other side."""
    named = {"other": other, "period": period_words(row.first_day, row.last_day)}
    url = reverse("commission:statement", args=[row.pk])
    return {"title": title % named, "says": says % named, "verb": verb, "url": url}


def _dated(day: date, today: date) -> dict[str, Any]:
    return {"day": day, "left": words.away(day, today), "near": binding.nearness(day, today)}

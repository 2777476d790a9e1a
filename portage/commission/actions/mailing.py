"""E-mail about statements: to whom something awaits, of those who may see the contract; figures stand behind the login."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.actions import telling
from portage.core.journal import By
from portage.core.models import Message
from portage.network import access
from portage.network.queries import active_memberships
from portage.network.roles import Role

from ..models import Answer, BatchEntry, Dispute, Statement

AGENTS = [Role.PORTAGE_MANAGER, Role.SUBSIDIARY_MANAGER]
OF_BATCH = "portage.commission.actions.mailing.may_read_some"
PRINCIPALS = [Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR]


def statement_issued(statement: Statement, *, batch: UUID | None, by: By, at: datetime) -> None:
    """The agent's side: a statement awaits its reading; one letter for all that are issued together."""
    if batch is None:
        _issued_alone(statement, by=by, at=at)
    else:
        _issued_together(statement, batch, by=by, at=at)


def _issued_alone(statement: Statement, *, by: By, at: datetime) -> None:
    contract = statement.contract

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "statement": statement.reference}
        return (
            _("Commission statement %(statement)s of contract %(reference)s") % named,
            _("Statement %(statement)s of contract %(reference)s is issued. Read it, then accept it or dispute a line.")
            % named,
        )

    telling.tell(
        telling.readers(contract, "agent", AGENTS), contract, kind="commission.statement", key=f"statement:{statement.pk}",
        words=words, action=reverse("commission:statement", args=[statement.pk]), at=at, but=by.person,
    )  # fmt: skip


def _issued_together(statement: Statement, batch: UUID, *, by: By, at: datetime) -> None:
    """The first that a person may read brings the letter; it names no contract, for they read several."""
    contract = statement.contract

    def words() -> tuple[str, str]:
        named = {"principal": contract.principal.name}
        return (
            _("Commission statements of %(principal)s") % named,
            _("%(principal)s issues the statements of the periods that are over. Read them, then accept or dispute.")
            % named,
        )

    telling.tell(
        telling.readers(contract, "agent", AGENTS), contract, kind="commission.statement", key=f"batch:{batch}", words=words,
        action=reverse("commission:statements"), at=at, but=by.person, check=OF_BATCH,
    )  # fmt: skip


def may_read_some(message: Message) -> bool:
    """Asked again just before sending: whether the recipient still sees one of the statements that were issued together."""
    person, batch = message.recipient, UUID(message.key.split(":")[1])
    if person is None:
        return False
    for membership in active_memberships(person):
        access.act(person, membership)
        if access.visible(person, BatchEntry.objects.filter(batch=batch, outcome__refusal="")).exists():
            return True
    return False


def line_disputed(dispute: Dispute, *, by: By, at: datetime) -> None:
    """The principal's side: a dispute awaits its answer."""
    contract = dispute.line.statement.contract

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "statement": dispute.line.statement.reference}
        return (
            _("A line of commission is disputed: contract %(reference)s") % named,
            _("The agent disputes a line of statement %(statement)s, contract %(reference)s. Read why, then answer.")
            % named,
        )

    telling.tell(
        telling.readers(contract, "principal", PRINCIPALS), contract, kind="commission.dispute", key=f"dispute:{dispute.pk}",
        words=words, action=reverse("commission:answer", args=[dispute.pk]), at=at, but=by.person,
    )  # fmt: skip


def dispute_answered(answer: Answer, *, by: By, at: datetime) -> None:
    """The side that did not act: a dispute is closed."""
    dispute = answer.dispute
    contract = dispute.line.statement.contract
    side, roles = ("principal", PRINCIPALS) if answer.kind == Answer.Kind.WITHDRAWN else ("agent", AGENTS)

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "statement": dispute.line.statement.reference}
        return (
            _("A dispute of commission is closed: contract %(reference)s") % named,
            _("The dispute of a line of statement %(statement)s, contract %(reference)s, has its answer.") % named,
        )

    telling.tell(
        telling.readers(contract, side, roles), contract, kind="commission.answer", key=f"answer:{answer.pk}", words=words,
        action=reverse("commission:answer", args=[dispute.pk]), at=at, but=by.person,
    )  # fmt: skip

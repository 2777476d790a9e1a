"""E-mail about what changes a contract: a writing that was asked for, a party that offers its successor."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Contract, PartyChange
from .telling import DECIDE, other, readers, tell


def writing_asked(draft: Contract, side: str, *, at: datetime) -> None:
    """The other side's deciders: a written contract was asked for, its draft stands ready."""

    def words() -> tuple[str, str]:
        named = {"reference": draft.reference}
        return (
            _("A written contract is asked for: %(reference)s") % named,
            _(
                "The other side asks to put your moral contract in writing. Draft %(reference)s holds what both confirmed."
            )
            % named,
        )

    action = reverse("contracts:contract", args=[draft.pk])
    people = readers(draft, other(side), DECIDE)
    tell(people, draft, kind="contracts.writing", key=f"writing:{draft.pk}", words=words, action=action, at=at)


def consent_asked(change: PartyChange, contract: Contract, *, at: datetime) -> None:
    """The other party's deciders: their consent is asked before the contract passes to another."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Your consent is asked: contract %(reference)s") % named,
            _("The other party sells its business. Contract %(reference)s passes to the buyer only if you consent.")
            % named,
        )

    side = "principal" if change.role == "principal" else "agent"
    action = reverse("contracts:answer_succession", args=[contract.pk])
    people = readers(contract, other(side), DECIDE)
    tell(people, contract, kind="contracts.succession", key=f"consent:{change.pk}", words=words, action=action, at=at)

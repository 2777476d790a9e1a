"""E-mail about what changes a contract: an amendment in effect or fallen, a writing that was asked for, a party that offers
its successor."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Contract, Effect, PartyChange
from ..queries.people import SIDES
from .telling import APPROVE, DECIDE, other, readers, tell

# Who decides on a contract or works with its terms: both sides, with their counsel.
CONCERNED = dict.fromkeys([*DECIDE, *APPROVE])


def amendment_settled(effect: Effect, contract: Contract, *, at: datetime) -> None:
    """Both sides' people who decide: an amendment changed the contract, or fell. One mail, whatever runs again."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "number": effect.amendment.amendment_number}
        if effect.outcome == Effect.Outcome.CHANGED:
            subject = _("An amendment is in effect: contract %(reference)s")
            text = _(
                "Amendment %(number)s has changed contract %(reference)s. Read since when, and how the contract reads now."
            )
        else:
            subject = _("An amendment has fallen: contract %(reference)s")
            text = _(
                "Contract %(reference)s ended before the day on which amendment %(number)s would have taken effect: it changes nothing."
            )
        return subject % named, text % named

    people = [person for side in SIDES for person in readers(contract, side, CONCERNED)]
    action = reverse("contracts:amendments", args=[contract.pk])
    tell(people, contract, kind="contracts.amended", key=f"effect:{effect.pk}", words=words, action=action, at=at)


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

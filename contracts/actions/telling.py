"""E-mail to whom something awaits: written with the fact, addressed to those who may see the contract, once each.

It names the reference and what is asked; who, what and when stand behind the login, by the one link.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portage.core import outbox
from portage.core.models import Message
from portage.network import access
from portage.network.models import Membership, Person
from portage.network.queries import active_memberships
from portage.network.roles import Role

from ..models import Answer, Comment, Contract, Document, EndProposal, Notice, PlaceAsked, Proposal, Version
from ..queries import exclusivity as places
from ..queries.people import SIDES, acts, awaited, signatories

RUN = [Role.PORTAGE_MANAGER, Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR]
APPROVE = [*RUN, Role.LEGAL_COUNSEL]
DECIDE = [*RUN, Role.SUBSIDIARY_MANAGER]
CHECK = "contracts.actions.telling.may_read"
Words = Callable[[], tuple[str, str]]


def may_read(message: Message) -> bool:
    """Asked again just before sending: whether the recipient still sees the contract in one of their memberships."""
    contracts = Contract.objects.filter(pk=message.scope_id) if message.scope_id else Contract.objects.none()
    for membership in active_memberships(message.recipient):
        access.act(message.recipient, membership)
        if access.visible(message.recipient, contracts).exists():
            return True
    return False


def organisations(contract: Contract, side: str) -> list:
    """The organisations that act for a side."""
    return [contract.principal_id] if side == "principal" else [contract.agent_id, contract.group_id]


def other(side: str) -> str:
    return "agent" if side == "principal" else "principal"


def tell(
    people: Iterable[Person],
    contract: Contract,
    *,
    kind: str,
    key: str,
    words: Words,
    action: str,
    at: datetime,
    but: Any = None,
    check: str = CHECK,
) -> None:
    """One message a person (but the one who acts), in their language. `check` is asked again just before sending."""
    for person in dict.fromkeys(people):
        if person == but:
            continue
        with translation.override(person.language):
            subject, text = words()
        outbox.send(
            person,
            kind=kind,
            key=f"{key}:{person.pk}",
            subject=subject,
            text=text,
            at=at,
            action=action,
            about=contract,
            check=check,
        )


def readers(contract: Contract, side: str, roles: Iterable[str]) -> list[Person]:
    """The people of one side, in these roles, who may see the contract."""
    found: list[Membership] = access.readers(contract, organisations=organisations(contract, side), roles=roles)
    return [membership.person for membership in found]


def version_proposed(version: Version, contract: Contract, *, by: Person | None, at: datetime) -> None:
    """Both sides' approvers: a version awaits their approval."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "number": version.number}
        return (
            _("A version of contract %(reference)s awaits your approval") % named,
            _("Version %(number)s of contract %(reference)s was proposed. Read it, then approve it or ask for changes.")
            % named,
        )

    people = [*readers(contract, "principal", APPROVE), *readers(contract, "agent", APPROVE)]
    action = reverse("contracts:version", args=[contract.pk, version.number])
    tell(
        people,
        contract,
        kind="contracts.approval",
        key=f"version:{version.pk}",
        words=words,
        action=action,
        at=at,
        but=by,
    )


def point_opened(proposal: Proposal, contract: Contract, *, at: datetime) -> None:
    """The other side's negotiators: a point awaits their answer. One mail until they have answered something."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A proposal awaits your answer: contract %(reference)s") % named,
            _("The other side proposes a change of contract %(reference)s. Read it, then accept, refuse or propose.")
            % named,
        )

    asked = other(proposal.side)
    last = Answer.objects.filter(proposal__contract=contract, side=asked).order_by("-at", "-pk").first()
    _negotiators(contract, asked, "point", f"points:{contract.pk}:{asked}:{last.pk if last else 0}", words, at)


def point_answered(proposal: Proposal, contract: Contract, side: str, *, at: datetime) -> None:
    """The side that did not act: a proposal has its answer. When nothing is open any more, both sides' approvers."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A proposal was answered: contract %(reference)s") % named,
            _("The other side has answered a proposal on contract %(reference)s. Read what became of it.") % named,
        )

    _negotiators(contract, other(side), "answer", f"answer:{proposal.pk}", words, at)
    if not contract.proposals.filter(answer__isnull=True).exists():
        nothing_open(proposal, contract, at=at)


def nothing_open(proposal: Proposal, contract: Contract, *, at: datetime) -> None:
    """Both sides' approvers: every point is settled, the version on the table awaits their approval."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "number": contract.version_number}
        return (
            _("A version of contract %(reference)s awaits your approval") % named,
            _("No point of contract %(reference)s is open any more. Read version %(number)s, then approve it.") % named,
        )

    people = [*readers(contract, "principal", APPROVE), *readers(contract, "agent", APPROVE)]
    action = reverse("contracts:version", args=[contract.pk, contract.version_number])
    key = f"settled:{contract.pk}:{contract.version_number}:{proposal.pk}"
    tell(people, contract, kind="contracts.approval", key=key, words=words, action=action, at=at)


def commented(comment: Comment, contract: Contract, *, at: datetime) -> None:
    """The other side's negotiators, once a day: something was said to both sides. Never of what is said to one."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A comment: contract %(reference)s") % named,
            _("The other side commented contract %(reference)s.") % named,
        )

    asked = other(comment.side)
    _negotiators(contract, asked, "comment", f"comments:{contract.pk}:{asked}:{at.date()}", words, at)


def _negotiators(contract: Contract, side: str, kind: str, key: str, words: Words, at: datetime) -> None:
    action = reverse("contracts:negotiation", args=[contract.pk])
    people = readers(contract, side, APPROVE)
    tell(people, contract, kind=f"contracts.{kind}", key=key, words=words, action=action, at=at)


def document_to_sign(document: Document, contract: Contract, *, at: datetime) -> None:
    """Both parties' recorded signatories who may see the contract: the document awaits their signature."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Contract %(reference)s awaits your signature") % named,
            _("Both sides have approved contract %(reference)s. Its document is ready to be read and signed.") % named,
        )

    seeing = set(readers(contract, "principal", Role.values)) | set(readers(contract, "agent", Role.values))
    people = [held.membership.person for held in signatories(contract, at.date()) if held.membership.person in seeing]
    action = reverse("contracts:sign", args=[contract.pk])
    tell(people, contract, kind="contracts.signature", key=f"sign:{document.pk}", words=words, action=action, at=at)


def notice_served(notice: Notice, contract: Contract, *, at: datetime) -> None:
    """The other side's deciders: a notice was served."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Notice was served: contract %(reference)s") % named,
            _(
                "The other side has given notice of contract %(reference)s. Read when it ends and what follows, and confirm that you received it."
            )
            % named,
        )

    action = reverse("contracts:served", args=[notice.pk])
    tell(
        readers(contract, other(notice.side), DECIDE),
        contract,
        kind="contracts.notice",
        key=f"notice:{notice.pk}",
        words=words,
        action=action,
        at=at,
    )


def ended_for_default(notice: Notice, contract: Contract, *, at: datetime) -> None:
    """The other side's deciders: the contract was ended at once, for facts that the letter states."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Ended for serious default: contract %(reference)s") % named,
            _(
                "The other side has ended contract %(reference)s at once, for a serious default. Read the facts that it states and what follows, and confirm that you received it."
            )
            % named,
        )

    action = reverse("contracts:served", args=[notice.pk])
    people = readers(contract, other(notice.side), DECIDE)
    tell(people, contract, kind="contracts.notice", key=f"notice:{notice.pk}", words=words, action=action, at=at)


def end_proposed(proposal: EndProposal, contract: Contract, *, at: datetime) -> None:
    """The other side's deciders: an end by agreement is proposed."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("An end by agreement is proposed: contract %(reference)s") % named,
            _(
                "The other side proposes to end contract %(reference)s on a day that it names. Nothing changes until you accept."
            )
            % named,
        )

    action = reverse("contracts:accept_end", args=[contract.pk])
    tell(
        readers(contract, other(proposal.side), DECIDE),
        contract,
        kind="contracts.end",
        key=f"end:{proposal.pk}",
        words=words,
        action=action,
        at=at,
    )


def end_agreed(proposal: EndProposal, contract: Contract, *, at: datetime) -> None:
    """The deciders of the side that proposed an end by agreement: the other side has accepted it."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("The end is agreed: contract %(reference)s") % named,
            _(
                "The other side has accepted the end that your side proposed for contract %(reference)s. Its page says on which day it ends, and what follows."
            )
            % named,
        )

    tell(
        readers(contract, proposal.side, DECIDE),
        contract,
        kind="contracts.end",
        key=f"agreed:{proposal.pk}",
        words=words,
        action=reverse("contracts:contract", args=[contract.pk]),
        at=at,
    )


def moral_declared(contract: Contract, side: str, *, at: datetime) -> None:
    """The other side's deciders: a moral contract awaits their confirmation."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A moral contract awaits your confirmation: %(reference)s") % named,
            _(
                "The other side has confirmed contract %(reference)s, which has no paper. It binds once your side confirms it too."
            )
            % named,
        )

    action = reverse("contracts:moral", args=[contract.pk])
    tell(
        readers(contract, other(side), DECIDE),
        contract,
        kind="contracts.moral",
        key=f"moral:{contract.pk}:{side}",
        words=words,
        action=action,
        at=at,
    )


def exclusivity_confirmed(contract: Contract, *, at: datetime) -> None:
    """Who must still approve, or confirm a moral contract: exclusivity is confirmed by both sides."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Exclusivity is confirmed: contract %(reference)s") % named,
            _(
                "Both sides have confirmed the exclusivity of contract %(reference)s. Nothing keeps you from approving it."
            )
            % named,
        )

    done = acts(contract)
    missing: list[tuple[str, Iterable[str]]]
    if contract.nature == Contract.Nature.MORAL:
        missing = [(side, DECIDE) for side in SIDES if side not in {act.side for act in done}]
    else:
        missing = [(side, roles) for side, roles in awaited(contract, done)]
    tell(
        [person for side, roles in missing for person in readers(contract, side, roles)],
        contract,
        kind="contracts.exclusivity",
        key=f"exclusivity:{contract.pk}:{contract.version_number}",
        words=words,
        action=reverse("contracts:contract", args=[contract.pk]),
        at=at,
    )


def way_is_free(contract: Contract, side: str, *, freed: Iterable[UUID], at: datetime) -> None:
    """The people of one side who could not confirm, because they see a contract that stood in the way: it does no more.
    Once a version; the mail names their own draft alone."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Nothing of yours stands in the way any more: contract %(reference)s") % named,
            _("What you could see in the way of contract %(reference)s is free. Look at its checks and go on.") % named,
        )

    roles = DECIDE if contract.nature == Contract.Nature.MORAL else APPROVE
    members: list[Membership] = access.readers(contract, organisations=organisations(contract, side), roles=roles)
    tell(
        [member.person for member in places.relieved(contract, members, freed)],
        contract,
        kind="contracts.exclusivity",
        key=f"free:{contract.pk}:{contract.version_number}:{side}",
        words=words,
        action=reverse("contracts:checks", args=[contract.pk]),
        at=at,
    )


def places_asked(asked: PlaceAsked, contract: Contract, *, at: datetime) -> None:
    """The people of one side who are named on a confidential contract: another draft claims what it holds."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A question about contract %(reference)s") % named,
            _(
                "Something of what contract %(reference)s holds is claimed elsewhere. Say on its page whether it keeps it."
            )
            % named,
        )

    tell(
        readers(contract, asked.side, Role.values),
        contract,
        kind="contracts.places",
        key=f"places:{asked.pk}",
        words=words,
        action=reverse("contracts:contract", args=[contract.pk]),
        at=at,
    )

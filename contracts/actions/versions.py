"""Versions: the agreed terms are frozen with the contract's articles, and each side approves that exact version."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.network import access

from ..jobs import make_contract_document
from ..models import Approval, Choice, Contract, Version
from ..queries import checks, people
from ..rules import approvers
from ..words.codes import GAPS, findings_text
from . import exclusivity, telling
from .amending import check_alive
from .freezing import back_to_the_table, freeze
from .locking import lock, move, side_of
from .signing.stopping import close_present


@transaction.atomic
def propose(contract: Contract, *, by: By, at: datetime) -> Version:
    """Freeze the draft as the first version and show it to the other side: the negotiation begins.

    Refused while something is missing, while the law objects, where an overlap with a contract that this side may see is
    known, or what cannot be printed.
    """
    contract = lock(contract)
    side_of(contract, by)
    if contract.nature == Contract.Nature.MORAL:
        raise Refused("no_paper", _("A moral contract has no text to propose: each side confirms it."))
    check_alive(contract)
    check_complete(contract, clock.day_in(contract.time_zone, at))
    check_law(contract)
    exclusivity.check_seen(contract, by)
    move(contract, Contract.Status.NEGOTIATING)
    version = freeze(contract, by, at)
    if not contract.confidential:
        access.share(contract, contract.principal)
        access.share(contract.principal, contract.agent)
        access.share(contract.agent, contract.principal)
    journal.record("contracts.version_proposed", contract, by=by, at=at, version=version.number, digest=version.digest)
    telling.version_proposed(version, contract, by=by.person, at=at)
    return version


def check_complete(contract: Contract, today: date | None = None) -> None:
    """Raise Several with every gap, each naming its step and field. `today` is the contract's own day."""
    found = [Invalid(gap.code, GAPS[gap.code], field=gap.field, step=gap.step) for gap in checks.gaps(contract, today)]
    if found:
        raise Several(found)


def check_law(contract: Contract) -> None:
    """Raise Several with what the law refuses, and with what it leaves open and nobody has answered."""
    stops = checks.stops(contract)
    if stops:
        raise Several(
            [
                Refused(f.code, findings_text(f), rule=f.rule.source if f.rule else "", ask=f.severity == "ask")
                for f in stops
            ]
        )


@transaction.atomic
def approve(contract: Contract, *, version: int, by: By, at: datetime) -> Approval:
    """One approver of a side agrees to one exact version. The last approval needed makes the contract approved, and takes
    the places that it claims.

    Refused when a newer version exists: what was read is not what would be approved; and while a proposal has no answer:
    what is approved would not be what is agreed. The last one is refused while a confirmation of exclusivity has not
    arrived.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if version != contract.version_number or contract.status != Contract.Status.NEGOTIATING:
        raise Refused(
            "other_version",
            _("Version %(read)s is no longer the one on the table: read the present one before you approve.")
            % {"read": version},
            field="version",
        )
    check_alive(contract)
    current = contract.versions.get(number=version)
    check_nothing_open(contract)
    check_law(contract)
    exclusivity.check_seen(contract, by)
    role = by.membership.role
    if role not in set().union(*approvers.required(side, {"legal_counsel"})):
        raise Forbidden("not_an_approver", _("Your role does not approve for this side."))
    if current.approvals.filter(side=side, role=role).exists():
        raise Refused("already_approved", _("Your side has already approved this version in that role."))
    approval = Approval.objects.create(version=current, side=side, membership=by.membership, role=role, at=at)
    journal.record("contracts.version_approved", contract, by=by, at=at, version=version, side=side)
    _conclude(contract, current, by, at)
    return approval


def check_nothing_open(contract: Contract) -> None:
    """Raise Refused while a proposal on an article or on terms has no answer."""
    waiting = contract.proposals.filter(answer__isnull=True).count()
    if waiting:
        message = ngettext(
            "One point is open: it is answered before anybody approves.",
            "%(count)d points are open: each is answered before anybody approves.",
            waiting,
        )
        raise Refused("points_open", message % {"count": waiting}, open=waiting)


def approved_roles(version: Version, side: str) -> set[str]:
    return set(version.approvals.filter(side=side).values_list("role", flat=True))


def _conclude(contract: Contract, version: Version, by: By, at: datetime) -> None:
    """When both sides are complete: approved, and the document is made by a job."""
    present = people.roles_present(contract)
    if not all(approvers.complete(side, present[side], approved_roles(version, side)) for side in people.SIDES):
        return
    exclusivity.check_confirmed(contract)
    exclusivity.hold(contract, at=at)
    move(contract, Contract.Status.APPROVED)
    contract.save(update_fields=["status"])
    journal.record("contracts.approved", contract, by=by, at=at, version=version.number)
    make_contract_document.enqueue(str(version.pk))


@transaction.atomic
def reopen(contract: Contract, *, by: By, at: datetime) -> Contract:
    """Back to negotiation before anybody has signed: a next version asks every approval again."""
    contract = lock(contract)
    side_of(contract, by)
    former = contract.version_number
    if contract.documents.filter(number=former, kind="contract", signatures__isnull=False).exists():
        raise Refused("signature_begun", _("A party has already signed: withdraw the contract and start a new draft."))
    close_present(contract, cause="reopened", by=by, at=at)
    back_to_the_table(contract, by=by, at=at)
    journal.record("contracts.reopened", contract, by=by, at=at, version=former)
    return contract


@transaction.atomic
def record_choice(contract: Contract, *, question: str, answer: str, reason: str, by: By, at: datetime) -> Choice:
    """Answer, with a reason, a question that the law leaves open for this contract (legal review, effect of renewal)."""
    contract = lock(contract)
    side_of(contract, by)
    if not reason.strip():
        raise Invalid("no_reason", _("Give the reason: it stays with the contract."), field="reason")
    made = Choice.objects.create(
        contract=contract, question=question, answer=answer, reason=reason, membership=by.membership, at=at
    )
    journal.record("contracts.choice_recorded", contract, by=by, at=at, question=question, answer=answer)
    return made

"""Versions: the typed terms are frozen with the model's articles, and each side approves that exact version."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.canonical import canonical_json
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.network import access

from ..assembly import articles_of, data_of, facts_of_amendment
from ..jobs import make_contract_document
from ..models import Approval, Choice, Contract, Version
from ..queries import checks, people
from ..queries.law import law_of
from ..rules import approvers
from ..words.codes import GAPS, findings_text
from . import exclusivity, telling
from .amending import check_alive
from .locking import lock, move, side_of
from .printable import check_printable
from .signing.stopping import close_present


@transaction.atomic
def propose(contract: Contract, *, by: By, at: datetime) -> Version:
    """Freeze the terms as the next version and show it to the other side. Refused while something is missing, while the
    law objects, where an overlap with a contract that this side may see is known, or what cannot be printed."""
    contract = lock(contract)
    side_of(contract, by)
    if contract.nature == Contract.Nature.MORAL:
        raise Refused("no_paper", _("A moral contract has no text to propose: each side confirms it."))
    check_alive(contract)
    check_complete(contract, clock.day_in(contract.time_zone, at))
    check_law(contract)
    exclusivity.check_seen(contract, by)
    if contract.status != Contract.Status.NEGOTIATING:
        move(contract, Contract.Status.NEGOTIATING)
    version = _freeze(contract, by, at)
    exclusivity.carry(contract)
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


def _freeze(contract: Contract, by: By, at: datetime) -> Version:
    number, law = contract.version_number + 1, law_of(contract)
    agreed = data_of(contract, law=law, version=number, day=clock.day_in(contract.time_zone, at))
    texts = articles_of(contract, law)
    check_printable(agreed, texts, also=contract.earlier_reason)
    data = canonical_json(agreed)
    articles = {tag: [asdict(article) for article in found] for tag, found in texts.items()}
    amendment = facts_of_amendment(contract).as_dict() if contract.amends_id else None
    contract.version_number = number
    contract.save(update_fields=["version_number", "status"])
    return Version.objects.create(
        contract=contract,
        number=number,
        data=json.loads(data)["contract"],
        articles=articles,
        amendment=amendment,
        digest=digest_of(data, articles, amendment),
        made_at=at,
        made_by=by.person,
    )


def digest_of(data: bytes, articles: Mapping[str, Any], amendment: Mapping[str, Any] | None) -> str:
    """One hash over the canonical data, the articles and, of an amendment, what it amends from when."""
    parts = [articles, amendment] if amendment else [articles]
    printed = "".join(json.dumps(part, sort_keys=True, ensure_ascii=False) for part in parts)
    return sha256(data + printed.encode()).hexdigest()


@transaction.atomic
def approve(contract: Contract, *, version: int, by: By, at: datetime) -> Approval:
    """One approver of a side agrees to one exact version. The last approval needed makes the contract approved, and takes
    the places that it claims.

    Refused when a newer version exists: what was read is not what would be approved. The last one is refused while a
    confirmation of exclusivity has not arrived.
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
    """Back to draft before anybody has signed: approvals of the old version count no more."""
    contract = lock(contract)
    side_of(contract, by)
    if contract.documents.filter(number=contract.version_number, kind="contract", signatures__isnull=False).exists():
        raise Refused("signature_begun", _("A party has already signed: withdraw the contract and start a new draft."))
    close_present(contract, cause="reopened", by=by, at=at)
    move(contract, Contract.Status.DRAFT)
    contract.save(update_fields=["status"])
    exclusivity.release(contract, at=at)
    journal.record("contracts.reopened", contract, by=by, at=at, version=contract.version_number)
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

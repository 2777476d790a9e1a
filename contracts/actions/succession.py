"""Succession of a party: recorded once, with its ground and a document; each contract gets its own line of history.

Contracts go on. What was signed keeps the old names, rows of history too; only who is the party now changes.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.catalogue.actions import pass_on_products
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.models import StoredFile
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.actions import absorb_group, archive_organisation, rename_organisation
from portage.network.models import Membership, Organisation
from portage.network.roles import FAMILY_OF, Family

from ..models import Contract, PartyChange, Succession
from ..rules import proofs
from ..rules import succession as rules
from . import exclusivity, telling, telling_changes
from .freezing import back_to_the_table, freeze
from .locking import lock, side_of
from .notice import PROOF_FAULTS
from .signing.stopping import close_present

FAULTS = {
    "not_a_party_kind": _("Only carried SMEs, subsidiaries and carrier groups are parties to contracts."),
    "itself": _("Choose another organisation: none succeeds itself."),
    "archived": _("The successor is archived."),
    "takeover_of_groups": _("A share takeover is recorded of a carrier group, by another one."),
    "group_only_taken_over": _(
        "A carrier group signs no contract: record that its shares were taken over, or the merger of each subsidiary."
    ),
    "not_alike": _("A subsidiary is succeeded by a subsidiary, an SME by an SME."),
}
MANAGES = "network.change_organisation"


def check_may_record(organisation: Organisation, kind: str, successor: Organisation | None, by: By) -> None:
    """Raise Forbidden unless `by` may record this event; see `rules.succession.may_record`."""
    if by.person is None:
        return
    within = successor is not None and successor.parent_id is not None and successor.parent_id == organisation.parent_id
    allowed = rules.may_record(
        kind,
        platform=by.person.is_platform_administrator,
        own=by.organisation in {organisation.pk, organisation.parent_id} - {None},
        manages=by.membership is not None and by.membership.role in access.PERMISSIONS[MANAGES],
        within_house=within,
    )
    if not allowed:
        raise Forbidden(
            "not_yours_to_record",
            _(
                "A manager records it for their own group; what leaves the group is recorded by the platform's administrator."
            ),
        )


def record_succession(
    organisation: Organisation,
    *,
    kind: str,
    from_day: date,
    ground: str,
    proof: bytes,
    proof_name: str = "",
    successor: Organisation | None = None,
    new_name: str = "",
    by: By,
    at: datetime,
) -> Succession:
    """Record what happened, with its ground and a document, and do what it does to every contract that lives, in one
    transaction. Told twice it is done once: the second time gives back the first.

    A merger transfers, a sale of assets asks the other party of each contract, a takeover and a new name are noted.
    """
    try:
        with transaction.atomic():
            return _recorded(organisation, kind, from_day, ground, (proof, proof_name), successor, new_name, by, at)
    except IntegrityError:  # somebody else recorded it in the same instant
        return _before(organisation, kind, from_day, successor, new_name) or _other()


def _other() -> Succession:
    raise Refused("recorded_otherwise", _("Something else is recorded for that day already."), field="from_day")


def _before(
    organisation: Organisation, kind: str, from_day: date, successor: Organisation | None, new_name: str
) -> Succession | None:
    """The same event, recorded before."""
    found = organisation.successions.filter(kind=kind, from_day=from_day).first()
    if found is None:
        return None
    same = (found.successor_id, found.new_name) == (successor.pk if successor else None, new_name)
    return found if same else _other()


def _recorded(
    organisation: Organisation, kind: str, from_day: date, ground: str, proof: tuple[bytes, str], successor: Organisation | None,
    new_name: str, by: By, at: datetime,
) -> Succession:  # fmt: skip
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_may_record(organisation, kind, successor, by)
    if made := _before(organisation, kind, from_day, successor, new_name):
        return made
    _check(organisation, kind, from_day, ground, proof[0], successor, new_name, at)
    event = Succession.objects.create(
        kind=kind,
        organisation=organisation,
        old_name=organisation.name,
        successor=successor,
        new_name=new_name,
        from_day=from_day,
        ground=ground.strip(),
        proof=_keep(organisation, *proof, at),
        membership=by.membership,
        at=at,
    )
    journal.record(
        "contracts.succession_recorded", organisation, by=by, at=at, succession=event.kind, from_day=from_day
    )
    # amendments, which are younger, before their contracts: the order in which every verb takes them
    found = touched(organisation)
    if rules.STEP[kind] == "offered":  # the answer holds for a contract's amendments too
        found = found.filter(amends__isnull=True)
    rows = [lock(pk) for pk in list(found.order_by("-pk").values_list("pk", flat=True))]
    for row in rows:
        _touch(row, event, by, at)
    if rules.STEP[kind] == "transferred":
        exclusivity.hold_anew(rows, at=at)
    _of_organisations(event, at)
    return event


def _check(
    organisation: Organisation, kind: str, from_day: date, ground: str, proof: bytes, successor: Organisation | None, new_name: str,
    at: datetime,
) -> None:  # fmt: skip
    _check_successor(organisation, kind, successor, new_name)
    if organisation.archived_at is not None:
        raise Refused("archived", _("This organisation is archived: it can be read, not changed."))
    if not ground.strip():
        raise Invalid("no_ground", _("State the ground: which act, registered where."), field="ground")
    if from_day > clock.day_in(organisation.time_zone, at):
        raise Invalid("not_yet", _("Record it once its day has come."), field="from_day")
    if code := proofs.fault(proof):
        raise Invalid(f"proof_{code}", PROOF_FAULTS[code], field="proof")


def _check_successor(organisation: Organisation, kind: str, successor: Organisation | None, new_name: str) -> None:
    if kind not in rules.STEP:
        raise Invalid("unknown_kind", _("Choose what happened."), field="kind")
    if kind == "rename" and not new_name.strip():
        raise Invalid("no_name", _("Type the new name."), field="new_name")
    if kind != "rename" and successor is None:
        raise Invalid("no_successor", _("Choose the organisation that takes its place."), field="successor")
    fault = rules.fault(
        kind,
        of_kind=organisation.kind,
        successor_kind=successor.kind if successor else "",
        same=successor is not None and successor.pk == organisation.pk,
        archived=successor is not None and successor.archived_at is not None,
    )
    if fault:
        raise Invalid(fault, FAULTS[fault], field="successor")


def _keep(organisation: Organisation, proof: bytes, name: str, at: datetime) -> StoredFile:
    kind = proofs.media_type(proof)
    name = f"{(name or 'ground').rsplit('.', 1)[0][:80]}.{proofs.ENDINGS[kind]}"
    return files.store(proof, scope=organisation, name=name, media_type=kind, at=at)


def touched(organisation: Organisation) -> QuerySet[Contract]:
    """Every contract and amendment that lives or is drafted, to which it is a party; confidential ones too."""
    role = rules.ROLE.get(organisation.kind, "principal")
    return Contract.objects.filter(**{role: organisation}).exclude(status__in=rules.OVER)


def _touch(contract: Contract, event: Succession, by: By, at: datetime) -> PartyChange:
    """One contract's line of history, and what follows at once."""
    role, step = rules.ROLE[event.organisation.kind], rules.STEP[event.kind]
    change = PartyChange.objects.create(
        contract=contract,
        succession=event,
        role=role,
        step=step,
        old_name=event.old_name,
        membership=by.membership,
        at=at,
    )
    facts: dict[str, Any] = {"succession": event.kind, "role": role, "from_day": event.from_day, "old": event.old_name}
    facts["new"] = event.new_name or (event.successor.name if event.successor else "")
    journal.record(f"contracts.party_{step}", contract, by=by, at=at, **facts)
    if step == "transferred":
        _transfer(contract, role, event.successor, at)
    if step == "offered":
        telling_changes.consent_asked(change, contract, at=at)
    return change


def _transfer(contract: Contract, role: str, successor: Organisation, at: datetime) -> None:
    """The successor is the party from now on, and its people see the contract in this same transaction. The caller has its
    places held anew, once every contract concerned is locked.

    The people of the former party keep what they saw until their memberships end. On a confidential contract the
    successor's administrators who work on contracts are named: they name the others.
    """
    setattr(contract, role, successor)
    changed = [role]
    if role == "agent" and successor.parent is not None:
        contract.group, changed = successor.parent, ["agent", "group"]
    contract.save(update_fields=changed)
    if contract.confidential:
        access.share_with_people(contract, _administrators(contract, role))
    else:
        # a draft that was never proposed stays with the side that types it
        hidden = contract.status == Contract.Status.DRAFT and not contract.version_number and role == "principal"
        shared = [] if hidden else [contract.principal] if role == "principal" else [contract.agent, contract.group]
        access.share(contract, *shared)
        if not hidden:
            access.share(contract.principal, contract.agent)
            access.share(contract.agent, contract.principal)
    _name_in_text(contract, "principal" if role == "principal" else "agent", at)
    journal.record("contracts.exclusivity_asked_again", contract, by=journal.PORTAGE, at=at)


def _name_in_text(contract: Contract, side: str, at: datetime) -> None:
    """What binds nobody yet names its new party, as the next version on the table: everybody approves anew, and the new
    party confirms exclusivity for itself. A document that awaited signature binds nobody any more."""
    if contract.status in {"approved", "awaiting_signature"}:
        former = contract.version_number
        close_present(contract, cause="reopened", by=journal.PORTAGE, at=at)
        version = back_to_the_table(contract, by=journal.PORTAGE, at=at, passed=side)
        journal.record("contracts.reopened", contract, by=journal.PORTAGE, at=at, version=former)
    elif contract.status == Contract.Status.NEGOTIATING:
        version = freeze(contract, journal.PORTAGE, at, passed=side)
    else:
        return
    telling.version_proposed(version, contract, by=None, at=at)


def _administrators(contract: Contract, role: str) -> list[Membership]:
    houses: set[UUID | None] = (
        {contract.principal_id} if role == "principal" else {contract.agent_id, contract.group_id}
    )
    portage = [role for role, family in FAMILY_OF.items() if family == Family.PORTAGE]
    found = Membership.objects.filter(
        organisation__in=houses, is_administrator=True, is_program=False, ended_at__isnull=True, role__in=portage
    )
    return list(found.select_related("person", "organisation"))


def _of_organisations(event: Succession, at: datetime) -> None:
    """What the event does to the organisations themselves."""
    party = event.organisation
    if event.kind == "rename":
        rename_organisation(
            party, name=event.new_name, from_day=event.from_day, reason=event.ground[:200], by=journal.PORTAGE, at=at
        )
    if event.kind == "takeover":
        absorb_group(party, parent=event.successor, by=journal.PORTAGE, at=at)
    if event.kind == "merger":
        pass_on_products(party, to=event.successor, by=journal.PORTAGE, at=at)
        archive_organisation(party, lives=False, by=journal.PORTAGE, at=at)


@transaction.atomic
def answer_succession(change: PartyChange, *, consent: bool, by: By, at: datetime) -> PartyChange:
    """The other party consents that the contract passes to the buyer, its amendments with it; or refuses: then it stays where
    it is."""
    rows = _with_amendments(change.contract_id)
    _check_answer(rows[-1], change, by)
    step = PartyChange.Step.TRANSFERRED if consent else PartyChange.Step.REFUSED
    made = [_answered(row, change, step, by, at) for row in rows if consent or row.pk == change.contract_id]
    if consent:
        for row in rows:
            _transfer(row, change.role, change.succession.successor, at)
        exclusivity.hold_anew(rows, at=at)
    return made[-1]


def _with_amendments(pk: UUID) -> list[Contract]:
    """The rows of a contract's amendments that are not over, then its own: the order in which every verb takes them."""
    amendments = Contract.objects.filter(amends=pk).exclude(status__in=rules.OVER).order_by("-pk")
    return [lock(one) for one in (*amendments.values_list("pk", flat=True), pk)]


def _check_answer(contract: Contract, change: PartyChange, by: By) -> None:
    if side_of(contract, by) == ("principal" if change.role == "principal" else "agent"):
        raise Refused("own_offer", _("The other party consents."))
    steps = contract.party_changes.filter(succession=change.succession).values_list("step", flat=True)
    if not rules.answerable(steps):
        raise Refused("answered", _("This offer is answered already."))
    if contract.status in rules.OVER:
        raise Refused("contract_ended", _("The contract has ended."))


def _answered(contract: Contract, change: PartyChange, step: str, by: By, at: datetime) -> PartyChange:
    event = change.succession
    facts: dict[str, Any] = {"succession": event.kind, "role": change.role}
    facts |= {"old": change.old_name, "new": event.successor.name}
    journal.record(f"contracts.party_{step}", contract, by=by, at=at, **facts)
    return PartyChange.objects.create(
        contract=contract,
        succession=event,
        role=change.role,
        step=step,
        old_name=change.old_name,
        membership=by.membership,
        at=at,
    )

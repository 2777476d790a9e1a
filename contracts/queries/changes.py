"""Where a contract comes from and who its parties were: lineage, writings, successions. Each told to who may see the other."""

from uuid import UUID

from django.db.models import QuerySet

from portage.network import access
from portage.network.access import Acting
from portage.network.models import Organisation, Person
from portage.network.roles import Kind

from ..models import Contract, PartyChange, Succession
from ..rules import succession as rules
from .counted import counted
from .parties import agents


def sisters(acting: Acting, contract: Contract) -> QuerySet[Organisation]:
    """The other subsidiaries of the contract's group that this person sees and that hold no draft of it yet."""
    taken = contract.extensions.exclude(status="withdrawn").values("agent")
    return agents(acting).filter(parent=contract.group_id).exclude(pk=contract.agent_id).exclude(pk__in=taken)


def extensions_seen(person: Person, contract: Contract) -> list[Contract]:
    """The drafts and contracts made from this one that this person may see."""
    rows = access.visible(person, counted().filter(extends=contract)).select_related("agent")
    return list(rows.order_by("agent__sorted_as", "pk"))


def origin_seen(person: Person, contract: Contract) -> Contract | None:
    """The contract that this one extends or puts in writing, if this person may see it."""
    origin = contract.extends_id or contract.formalises_id
    return access.visible(person, counted().filter(pk=origin)).first() if origin else None


def writing_of(person: Person, contract: Contract) -> Contract | None:
    """The writing of a moral contract, under way or signed."""
    rows = access.visible(person, counted().filter(formalises=contract).exclude(status="withdrawn"))
    return rows.first()


def party_changes(contract: Contract) -> list[PartyChange]:
    """What happened to its parties, oldest first."""
    rows = PartyChange.objects.filter(contract=contract).select_related(
        "succession__successor", "succession__organisation"
    )
    return list(rows.order_by("at", "pk"))


def open_offer(contract: Contract) -> PartyChange | None:
    """The sale of assets that waits for the other party's consent."""
    by_event: dict[UUID, list[PartyChange]] = {}
    for change in party_changes(contract):
        by_event.setdefault(change.succession_id, []).append(change)
    waiting = [rows[0] for rows in by_event.values() if rules.answerable([row.step for row in rows])]
    return waiting[-1] if waiting else None


def is_own_offer(offer: PartyChange, contract: Contract, organisation: UUID) -> bool:
    """Whether who asks stands on the side that offers its successor, or on none."""
    own = {contract.principal_id} if offer.role == "principal" else {contract.agent_id, contract.group_id}
    return organisation in own or organisation not in {contract.principal_id, contract.agent_id, contract.group_id}


def organisation(pk: UUID) -> Organisation | None:
    """Any organisation: for the platform's administrator, who records what leaves a group."""
    return Organisation.objects.filter(pk=pk).first()


def recorded(organisation: Organisation) -> list[Succession]:
    """What is recorded of an organisation, newest first."""
    rows = organisation.successions.select_related("successor", "membership__person", "proof")
    return list(rows.order_by("-from_day", "-at"))


def succession(pk: UUID) -> Succession | None:
    """One event with its document; the door asks whose it is before it shows anything."""
    return Succession.objects.select_related("organisation", "proof__blob").filter(pk=pk).first()


def touched_seen(person: Person, organisation: Organisation) -> list[Contract]:
    """The contracts that an event would touch, as far as this person may see them."""
    role = rules.ROLE.get(organisation.kind)
    if role is None:
        return []
    rows = access.visible(person, counted().filter(**{role: organisation}).exclude(status__in=rules.OVER))
    return list(rows.select_related("principal", "agent").order_by("principal__sorted_as", "agent__sorted_as", "pk"))


def successors(person: Person, organisation: Organisation) -> QuerySet[Organisation]:
    """Who could take its place: organisations of the same kind that this person sees."""
    rows = Organisation.objects.filter(kind=organisation.kind, archived_at__isnull=True).exclude(pk=organisation.pk)
    if getattr(person, "is_platform_administrator", False) and organisation.kind in Kind.values:
        return rows.order_by("sorted_as")
    return access.visible(person, rows).order_by("sorted_as")

"""Who holds the places that a contract claims, who has confirmed that they are free, and what one reader may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from portage.network import access
from portage.network.models import Membership, Person

from ..models import Contract, Place, PlaceAsked
from ..rules import exclusivity as rules
from .checks import BINDING
from .people import SIDES, side_of


def stands_for(contract: Contract) -> UUID:
    """The contract whose places these are, beside which it may stand: its own; those of the contract that it amends, or of
    the moral contract that it puts in writing."""
    base = contract.amends or contract
    return base.formalises_id or base.pk


def first_day_of(contract: Contract) -> date | None:
    """The day from which its terms are to hold: an amendment's own day of effect."""
    return contract.effective_from if contract.amends_id else contract.first_day


def claims_of(contract: Contract) -> list[rules.Claim]:
    """The places that the typed terms claim; none until products and countries are chosen. Two queries."""
    return rules.claims(
        products=[str(pk) for pk in contract.product_lines.values_list("product", flat=True)],
        countries=[str(code) for code in contract.territory_lines.values_list("country", flat=True)],
        segments=contract.segments,
        exclusive=contract.exclusive,
        first_day=first_day_of(contract),
        last_day=contract.ends_on,
    )


def in_the_way(contract: Contract) -> QuerySet[Place]:
    """The places of other contracts that this one cannot hold beside them, whoever may see them. One query.

    The caller restricts the answer to what the asking person may see, or asks no more of it than whether it is empty.
    """
    keys = {rules.segment_key(segment) for segment in contract.segments}
    held = Place.objects.filter(
        released_at__isnull=True,
        product__in=contract.product_lines.values("product"),
        country__in=contract.territory_lines.values("country"),
    ).exclude(stands_for=stands_for(contract))
    if keys:
        held = held.filter(segment__in=["", *keys])
    if not contract.exclusive:
        held = held.filter(exclusive=True)
    if first_day := first_day_of(contract):
        held = held.filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day))
    return held.filter(first_day__lte=contract.ends_on) if contract.ends_on else held


def kept_waiting(places: QuerySet[Place]) -> list[UUID]:
    """The drafts in whose way one of these places stands, whoever may see it."""
    near = Contract.objects.filter(
        status__in=[Contract.Status.DRAFT, Contract.Status.NEGOTIATING],
        product_lines__product__in=places.values("product"),
        territory_lines__country__in=places.values("country"),
    )
    mine = places.values("pk")
    return [
        draft.pk for draft in near.select_related("amends").distinct() if in_the_way(draft).filter(pk__in=mine).exists()
    ]


def relieved(draft: Contract, members: Iterable[Membership], freed: Iterable[UUID]) -> list[Membership]:
    """Those of these members who may see one of the contracts that were in the way, and no other that is."""
    gave_up, found = Contract.objects.filter(pk__in=list(freed)), []
    for member in members:
        access.act(member.person, member)
        if access.visible(member.person, gave_up).exists() and not seen_by(draft, member.person):
            found.append(member)
    return found


def seen_by(contract: Contract, person: Person | None) -> list[Contract]:
    """The contracts in the way that this person may see; all of them for the platform itself."""
    others = Contract.objects.filter(pk__in=in_the_way(contract).values("contract"))
    visible = others if person is None else access.visible(person, others)
    return list(visible.select_related("agent", "principal").order_by("reference"))


def cleared(contract: Contract) -> set[str]:
    """The sides that have confirmed for the present version; no query where the page has asked already. An amendment, or a
    moral contract put in writing, that claims nothing new needs nobody: its contract holds those places already."""
    if stands_for(contract) != contract.pk and holds_already(contract):
        return set(SIDES)
    if hasattr(contract, "principal_cleared"):
        return {side for side in SIDES if getattr(contract, f"{side}_cleared")}
    return set(contract.clearances.filter(version=contract.version_number).values_list("side", flat=True))


def holds_already(contract: Contract) -> bool:
    """Whether the contract that it stands for holds every place that this one claims, as exclusively and as long."""
    held = Place.objects.filter(stands_for=stands_for(contract), released_at__isnull=True).exclude(contract=contract)
    mine = [
        (str(place.product_id), str(place.country), place.segment, place.exclusive)
        for place in held
        if place.last_day is None
    ]
    return all((one.product, one.country, one.segment, one.exclusive) in mine for one in claims_of(contract))


def is_confirmed(contract: Contract) -> bool:
    """Whether both sides have confirmed, and nothing is in the way."""
    return cleared(contract) == set(SIDES) and not in_the_way(contract).exists()


def is_asked(contract: Contract) -> bool:
    """Whether the sides can confirm now: a version is on the table, or a moral contract is declared."""
    return contract.status == Contract.Status.NEGOTIATING or (
        contract.status == Contract.Status.DRAFT and contract.nature == Contract.Nature.MORAL
    )


@dataclass(frozen=True)
class Told:
    """What one reader is told: the reading, and the contracts in the way that they may see."""

    reading: rules.Reading
    seen: list[Contract] = field(default_factory=list)


def told(contract: Contract, person: Person) -> Told:
    """What this person, acting for their organisation, reads of the exclusivity of a contract."""
    if contract.status in BINDING:
        return Told(rules.reading(seen=False, held=True, asked=False, mine=None, confirmed=True))
    seen, done, asked = seen_by(contract, person), cleared(contract), is_asked(contract)
    acting = getattr(person, "acting", None)
    side = side_of(contract, acting.organisation.pk if acting else None)
    free = done == set(SIDES) and not in_the_way(contract).exists()
    mine = side in done if side else None
    return Told(rules.reading(seen=bool(seen), held=False, asked=asked, mine=mine, confirmed=free), seen)


def asked_of(contract: Contract, side: str) -> list[PlaceAsked]:
    """What the people of that side, named on this contract, are asked now and have not answered."""
    if not contract.confidential or not side:
        return []
    rows = PlaceAsked.objects.filter(contract=contract, side=side, kept__isnull=True).select_related("draft")
    return [row for row in rows.order_by("pk") if still_asked(row)]


def still_asked(row: PlaceAsked) -> bool:
    """Whether the draft still claims what it asked for, and the contract still holds it."""
    draft = row.draft
    overtaken = not is_asked(draft) or draft.version_number != row.version
    return not overtaken and places_of(row).exists()


def places_of(row: PlaceAsked) -> QuerySet[Place]:
    """The places that were asked for and are still held."""
    return Place.objects.filter(pk__in=row.places, contract=row.contract_id, released_at__isnull=True)

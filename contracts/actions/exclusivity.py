"""Taking places and giving them up; each side's confirmation that nothing of its own stands in the way.

A contract takes its places when it is about to bind: with the last approval, or the second confirmation of a moral one. The
database refuses places that overlap, whoever comes at the same instant; that refusal has the words of a confirmation that
has not arrived, so that nobody learns of a contract that they may not see.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portage.catalogue.models import Product
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused

from ..jobs import look_again, settle_exclusivity
from ..models import Clearance, Contract, Place, PlaceAsked, PlaceKept
from ..models.places import OVERLAP
from ..queries import exclusivity as queries
from ..queries.people import SIDES
from ..rules.exclusivity import Claim, fingerprint
from . import telling
from .locking import lock, side_of

BOUND = {"signed", "in_force", "notice_given"}
WAITS = _(
    "Exclusivity waits for a confirmation: each side confirms that nothing of its own stands in the way, and both are told once everything is confirmed."
)


def check_seen(contract: Contract, by: By) -> None:
    """Raise Refused when a contract that `by` may see already holds a place that this one claims."""
    found = queries.seen_by(contract, by.person)
    if found:
        names = ", ".join(other.reference for other in found)
        raise Refused(
            "overlap",
            _("Exclusivity: %(names)s already covers the same products, countries and segments.") % {"names": names},
            field="countries",
        )


def check_confirmed(contract: Contract) -> None:
    """Raise Refused, in the same words whatever is missing, unless both sides have confirmed and nothing is in the way."""
    if not queries.is_confirmed(contract):
        raise Refused("exclusivity_waits", WAITS)


@transaction.atomic
def clear(contract: Contract, *, by: By, at: datetime) -> Clearance:
    """One side confirms that nothing of its own stands in the way of the version on the table.

    Refused where `by` may see that something does. Written in no journal, and the other side is not told: both are told
    once everything is confirmed. What follows is a job's, so that the answer is the same, and as quick, whatever there is.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if not queries.is_asked(contract):
        raise Refused("not_now", _("There is nothing to confirm now: no version is on the table."))
    check_seen(contract, by)
    if side in queries.cleared(contract):
        raise Refused("already_cleared", _("Your side has already confirmed."))
    made = Clearance.objects.create(
        contract=contract,
        version=contract.version_number,
        side=side,
        claim=fingerprint(queries.claims_of(contract)),
        membership=by.membership,
        at=at,
    )
    settle_exclusivity.enqueue(str(contract.pk))
    return made


def carry(contract: Contract, *, but: str = "") -> None:
    """A new version that claims what the last one did keeps its clearances, `but` that of a side whose party is another now.
    The caller has just numbered it."""
    claim, number = fingerprint(queries.claims_of(contract)), contract.version_number
    given = contract.clearances.filter(version=number - 1, claim=claim).exclude(side=but)
    Clearance.objects.bulk_create(
        Clearance(contract=contract, version=number, side=one.side, claim=claim, membership=one.membership, at=one.at)
        for one in given.select_related("membership")
    )


@transaction.atomic
def settle(contract: Contract | UUID, *, at: datetime) -> None:
    """After a clearance. With both: who must still approve is told; or else who is named on what is in the way is asked.

    Run twice it does nothing more.
    """
    contract = lock(contract)
    if not queries.is_asked(contract) or queries.cleared(contract) != set(SIDES):
        return
    held = list(queries.in_the_way(contract).select_related("contract").order_by("pk"))
    if not held:
        telling.exclusivity_confirmed(contract, at=at)
    for other in dict.fromkeys(place.contract for place in held):
        if other.confidential:
            _ask(contract, other, [place.pk for place in held if place.contract_id == other.pk], at)


def _ask(draft: Contract, other: Contract, places: list[int], at: datetime) -> None:
    """Ask the people named on `other`, of the parties that the draft has too: nobody else may learn that there is one."""
    sides = ["principal", "agent"] if other.group_id == draft.group_id else ["principal"]
    for side in sides:
        asked, made = PlaceAsked.objects.get_or_create(
            contract=other,
            side=side,
            draft=draft,
            version=draft.version_number,
            defaults={"places": places, "first_day": draft.first_day, "at": at},
        )
        if made:
            telling.places_asked(asked, other, at=at)


@transaction.atomic
def keep(asked: PlaceAsked, *, by: By, at: datetime) -> PlaceKept:
    """A person named on the contract says that it keeps the places. To give them up there are notice, an agreed end and
    an amendment: they free the places by themselves."""
    contract = lock(asked.contract_id)
    if side_of(contract, by) != asked.side:
        raise Forbidden("not_asked", _("This was not asked of your side."))
    if PlaceKept.objects.filter(asked=asked).exists() or not queries.still_asked(asked):
        raise Refused("not_now", _("This is asked no more."))
    return PlaceKept.objects.create(asked=asked, membership=by.membership, at=at)


# Places: in the transaction of the verb that binds, ends or takes back. The caller holds the contract's row.


def hold(contract: Contract, *, at: datetime) -> None:
    """Take every place that the contract claims, and give up those that it claims no more. Raises Refused when the
    database finds one taken.

    The products' rows are taken first, in one order: two contracts that want the same places come one after the other.
    """
    claimed = queries.claims_of(contract)
    _take_turns({claim.product for claim in claimed})
    mine = {_claim(place): place for place in contract.places.filter(released_at__isnull=True)}
    gone = Place.objects.filter(pk__in=[place.pk for claim, place in mine.items() if claim not in claimed])
    _call_those_who_wait(gone, at)
    gone.update(released_at=at)
    anew = [claim for claim in claimed if claim not in mine]
    if not _take(contract, anew, at):
        raise Refused("exclusivity_waits", WAITS)


def hold_anew(contracts: Sequence[Contract], *, at: datetime) -> None:
    """These contracts have passed to another party, in this transaction: their places are given up and taken again, so that
    the database judges each for the party that holds it from now on. The caller holds the contracts' rows.

    Nothing is refused: a place is its product's, not its party's. What binds and holds nothing, since it overlapped an older
    contract before places were held, takes its places if they are free now; or else goes on without, as its pages say to
    whoever may see both.
    """
    held = Place.objects.filter(contract__in=contracts, released_at__isnull=True)
    without = [one for one in contracts if one.status in BOUND and not one.amends_id and not _is_held(one)]
    claimed = {one.pk: queries.claims_of(one) for one in without}
    products = {str(pk) for pk in held.values_list("product", flat=True)}
    _take_turns(products.union(*({claim.product for claim in claims} for claims in claimed.values())))
    again = list(held.values_list("pk", flat=True))
    Place.objects.filter(pk__in=again).update(released_at=at)
    Place.objects.filter(pk__in=again).update(released_at=None, held_at=at)
    for one in without:
        _take(one, claimed[one.pk], at)


def _is_held(contract: Contract) -> bool:
    return Place.objects.filter(stands_for=queries.stands_for(contract), released_at__isnull=True).exists()


def _take(contract: Contract, claims: Iterable[Claim], at: datetime) -> bool:
    """Every one of these places, or none; False when the database finds one taken."""
    try:
        with transaction.atomic():
            Place.objects.bulk_create(_place(contract, claim, at) for claim in claims)
    except IntegrityError as error:
        if OVERLAP not in str(error):
            raise
        return False
    return True


def _take_turns(products: Collection[str]) -> None:
    rows = Product.objects.select_for_update(no_key=True).filter(pk__in=products)
    list(rows.order_by("pk").values_list("pk", flat=True))


def _claim(place: Place) -> Claim:
    return Claim(
        str(place.product_id), str(place.country), place.segment, place.exclusive, place.first_day, place.last_day
    )


def _place(contract: Contract, claim: Claim, at: datetime) -> Place:
    facts: dict[str, Any] = {
        "country": claim.country,
        "segment": claim.segment,
        "exclusive": claim.exclusive,
        "first_day": claim.first_day,
        "last_day": claim.last_day,
    }
    return Place(
        contract=contract, stands_for=queries.stands_for(contract), product_id=claim.product, held_at=at, **facts
    )


def follow(contract: Contract, *, at: datetime) -> None:
    """The contract's end is known, or known anew: its places, and those that its amendments gave it, are held until that
    day; one that never began is given up."""
    own = Place.objects.filter(Q(contract=contract) | Q(contract__amends=contract), released_at__isnull=True)
    own = own.exclude(last_day__lt=contract.ends_on, contract__in=_replaced(contract))
    _call_those_who_wait(own, at)
    own.filter(first_day__gt=contract.ends_on).update(released_at=at)
    own.filter(first_day__lte=contract.ends_on).update(last_day=contract.ends_on)


def _replaced(contract: Contract) -> list[UUID]:
    """The contract and its amendments whose places a later amendment took over: those have their last day already."""
    newest = contract.effects.filter(outcome="changed").order_by("-from_day", "-pk").first()
    if newest is None:
        return []
    family = Contract.objects.filter(Q(pk=contract.pk) | Q(amends=contract))
    return list(family.exclude(pk=newest.amendment_id).values_list("pk", flat=True))


def pass_on(amendment: Contract, *, day: date, at: datetime) -> None:
    """An amendment takes effect: from that day on its own places are the contract's, and the earlier ones end the day before."""
    family = Q(contract=amendment.amends_id) | Q(contract__amends=amendment.amends_id)
    earlier = Place.objects.filter(family, released_at__isnull=True).exclude(contract=amendment)
    _call_those_who_wait(earlier, at)
    earlier.filter(first_day__gte=day).update(released_at=at)
    eve = day - timedelta(days=1)
    earlier.filter(Q(last_day__isnull=True) | Q(last_day__gt=eve), first_day__lt=day).update(last_day=eve)


def release(contract: Contract, *, at: datetime) -> None:
    """The contract will not bind as it stood: its places are free."""
    held = contract.places.filter(released_at__isnull=True)
    _call_those_who_wait(held, at)
    held.update(released_at=at)


def _call_those_who_wait(places: QuerySet[Place], at: datetime) -> None:
    """Before places are given up, wholly or from a day on: drafts in whose way they stand are looked at again at the next
    full hour, by a job. Its hour is not that of the verb: no letter tells when another contract was ended."""
    drafts = queries.kept_waiting(places)
    if drafts:
        freed = [str(pk) for pk in places.order_by().values_list("contract", flat=True).distinct()]
        hour = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        for draft in drafts:
            look_again.using(run_after=hour).enqueue(str(draft), freed)


@transaction.atomic
def look(draft: UUID, *, freed: list[UUID], at: datetime) -> None:
    """What stood in the way of a draft was given up, perhaps. A side that had confirmed is told as if the other side had
    confirmed now: the two are one. A side that could not, because it sees what stood there, is told that it can.

    Both once; and nothing while something is in the way still. Who sees none of the contracts `freed` is told nothing of them.
    """
    settle(draft, at=at)
    contract = lock(draft)
    if contract.status not in {Contract.Status.DRAFT, Contract.Status.NEGOTIATING}:
        return
    for side in SIDES:
        if side not in queries.cleared(contract):
            telling.way_is_free(contract, side, freed=freed, at=at)

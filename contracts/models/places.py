"""Places: which contract holds which product in which country, from when to when; who confirmed that a place is free.

The database refuses two rows that overlap: an exclusion constraint on PostgreSQL (migration 0005), a trigger on SQLite
(below). The verbs of `actions.exclusivity` write them.
"""

from django.db import models
from django.db.models import F, Q
from django_countries.fields import CountryField

from portage.catalogue.models import Product
from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.triggers import GUARDS, Guard
from portage.network.models import Membership

from .contract import Contract
from .versions import Side

OVERLAP = "places_do_not_overlap"


class Place(models.Model):
    """One product in one country, for one customer segment (empty: for all), that a contract holds.

    Held since the contract is about to bind (approved by both sides; a moral one: confirmed by both) until `last_day`
    (empty: nobody has ended it, its renewals included). `released_at`: given up without having bound, or by what changed
    since; the row stays. An exclusive place is held alone; places that are not exclusive stand beside each other.
    `stands_for`: the contract itself, or the one that it amends, beside which it may stand.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="places")
    stands_for = models.UUIDField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    country = CountryField()
    segment = models.CharField(max_length=80, blank=True)
    exclusive = models.BooleanField()
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    held_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="place_is_held_forward", condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day"))
            )
        ]
        indexes = [
            models.Index(fields=["product", "country"], name="place_held", condition=Q(released_at__isnull=True))
        ]


@append_only
class Clearance(models.Model):
    """A member confirms, for one side, that nothing of that side's stands in the way of what a version claims.

    The other side is not told of it alone: both are told once everything is confirmed. `claim` is the fingerprint of
    what is claimed; a later version that claims the same keeps the clearance. `version` 0: a moral contract.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="clearances")
    version = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    claim = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "version", "side"], name="cleared_once_a_side")]


@append_only
class PlaceAsked(models.Model):
    """The people of one side who are named on a confidential contract are asked whether it keeps places that a draft
    claims. They alone read it, and of the draft nothing but what it claims of theirs.

    `places`: the identifiers of the places asked for.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="places_asked")
    side = models.CharField(max_length=10, choices=Side)
    draft = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    places = models.JSONField()
    first_day = models.DateField()
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "side", "draft", "version"], name="places_asked_once")
        ]


@append_only
class PlaceKept(models.Model):
    """A person named on the contract says that it keeps the places asked for. Nobody on the draft is told."""

    scope_path = "asked__contract"
    asked = models.OneToOneField(PlaceAsked, on_delete=models.PROTECT, related_name="kept")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


# The same as the constraint of migration 0005 says, in the same order.
MEETS = """
    held.released_at IS NULL
    AND held.product_id = NEW.product_id AND held.country = NEW.country
    AND (held.segment = '' OR NEW.segment = '' OR held.segment = NEW.segment)
    AND (held.last_day IS NULL OR NEW.first_day <= held.last_day)
    AND (NEW.last_day IS NULL OR held.first_day <= NEW.last_day)
    AND (held.exclusive OR NEW.exclusive)
    AND held.stands_for <> NEW.stands_for
"""
GUARDS += [
    Guard(
        Place,
        f"{OVERLAP}_{verb.lower()}",
        f'CREATE TRIGGER IF NOT EXISTS "{OVERLAP}_{verb.lower()}" BEFORE {verb} ON "contracts_place" '
        f"WHEN NEW.released_at IS NULL BEGIN SELECT RAISE(ABORT, '{OVERLAP}') "
        f'WHERE EXISTS (SELECT 1 FROM "contracts_place" AS held WHERE {MEETS}); END',
    )
    for verb in ("INSERT", "UPDATE")
]

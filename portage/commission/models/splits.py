"""An order on which several agents of one principal have a claim: the split that is proposed, each part, what its agent answers.

Each part stands under its own contract: whoever sees that contract sees it, and nobody else. Rows are only added; where a split
stands is read from what followed it.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.append_only import append_only
from portage.core.ids import uuid4
from portage.network.models import Membership

from .facts import Order

WHOLE = Decimal(100)


@append_only
class Split(models.Model):
    """The principal proposes that contracts have parts of the commission base of one order. `rule` names why, `number` counts
    the proposals of the order. Only the principal reads it whole."""

    class Rule(models.TextChoices):
        PLACES = "places", _("buyer, delivery and payer lie in several territories")
        FORMER = "former", _("the former agent has it whole")
        SHARED = "shared", _("the former agent and its successor share it")
        AGREED = "agreed", _("parts as the principal proposes them")

    scope_path = "order__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="splits")
    number = models.PositiveSmallIntegerField()
    rule = models.CharField(_("rule"), max_length=10, choices=Rule)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="split_numbered_once")]
        ordering = ["number"]


@append_only
class Share(models.Model):
    """The part of one contract, in percent. `claim`: what its agent brings, `place` where the cents of a rounding go first.

    Its agent reads this row and the facts of the order: no other part, nor how many there are.
    """

    class Claim(models.TextChoices):
        BUYER = "buyer", _("the buyer is in its territory")
        DELIVERY = "delivery", _("the goods are delivered in its territory")
        PAYER = "payer", _("the payer is in its territory")
        FORMER = "former", _("its agent was there before")
        RECORDED = "recorded", _("the order is recorded under it")
        NAMED = "named", _("the principal names it")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    split = models.ForeignKey(Split, on_delete=models.PROTECT, related_name="shares")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="shares_of_orders")
    place = models.PositiveSmallIntegerField()
    percent = models.DecimalField(_("part, %"), max_digits=7, decimal_places=4)
    claim = models.CharField(_("claim"), max_length=10, choices=Claim)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["split", "contract"], name="one_share_a_contract"),
            models.UniqueConstraint(fields=["split", "place"], name="one_share_a_place"),
            models.CheckConstraint(
                name="share_is_a_part", condition=Q(percent__gte=Decimal(0)) & Q(percent__lte=Decimal(100))
            ),
        ]
        ordering = ["place"]


@append_only
class ShareAnswer(models.Model):
    """The agent agrees with its part, or declines it and says why. Once: another proposal asks anew."""

    scope_path = "share__contract"
    share = models.OneToOneField(Share, on_delete=models.PROTECT, related_name="answer")
    agrees = models.BooleanField()
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="declined_part_states_its_reason", condition=Q(agrees=True) | ~Q(reason=""))
        ]


@append_only
class SplitOutcome(models.Model):
    """How a proposal ended: every agent agreed, or the principal withdrew it (to propose another, or none). `order` is the
    split's: of one order, one split holds."""

    class Kind(models.TextChoices):
        HOLDS = "holds", _("agreed by all")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "order__contract"
    split = models.OneToOneField(Split, on_delete=models.PROTECT, related_name="outcome")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order"], name="one_split_holds", condition=Q(kind="holds")),
        ]

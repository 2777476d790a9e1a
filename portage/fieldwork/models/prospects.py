"""Prospects: a customer seen under one contract, and the stages it goes through."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.append_only import append_only_but_for
from portage.core.ids import uuid4
from portage.core.status import Arrows
from portage.network.models import Customer, Membership

from ..rules.prospecting import STAGES

# Prospecting goes forth and back; only one's first order is not undone by wishing.
ARROWS = Arrows(
    "prospect",
    {stage: {other for other in (*STAGES, "lost") if other != stage} for stage in STAGES} | {"lost": set(STAGES)},
)


class Prospect(models.Model):
    """A customer being won for one principal: where it stands, and since when.

    Both parties of the contract see it, with the customer's name and place; the customer's record itself stays the
    agent's. `stage`, `since`, `why_lost` are a copy of what its newest move says.
    """

    class Stage(models.TextChoices):
        IDENTIFIED = "identified", _("identified")
        CONTACTED = "contacted", _("contacted")
        VISITED = "visited", _("visited")
        TRIAL = "trial", _("trial")
        QUOTED = "quoted", _("quoted")
        ORDERED = "ordered", _("ordered")
        REGULAR = "regular", _("regular customer")
        LOST = "lost", _("lost")

    class Why(models.TextChoices):
        PRICE = "price", _("price")
        DELIVERY = "delivery", _("delivery")
        QUALITY = "quality", _("quality or specification")
        COMPETITOR = "competitor", _("bound to a competitor")
        NO_NEED = "no_need", _("no need")
        CLOSED = "closed", _("closed or sold")
        NO_ANSWER = "no_answer", _("no answer")
        OTHER = "other", _("another reason")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="prospects")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="prospects")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    why_lost = models.CharField(_("why it is lost"), max_length=10, choices=Why, blank=True)
    since = models.DateField()
    moves_made = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "customer"], name="one_prospect_per_customer_of_a_contract"),
            models.CheckConstraint(
                name="lost_prospect_has_its_reason",
                condition=(Q(stage="lost") & ~Q(why_lost="")) | (~Q(stage="lost") & Q(why_lost="")),
            ),
        ]
        indexes = [models.Index(fields=["contract", "stage", "since"], name="prospect_by_stage")]


@append_only_but_for("note", "prospect", "number")
class StageMove(models.Model):
    """A prospect passes to a stage: on which day, by whom, and because of which section when a report says so.

    When two records of one customer are merged, the moves of both stand under one prospect, numbered by their days.
    """

    scope_path = "prospect__contract"
    prospect = models.ForeignKey(Prospect, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=Prospect.Stage)
    why_lost = models.CharField(max_length=10, choices=Prospect.Why, blank=True)
    note = models.CharField(_("more precisely"), max_length=300, blank=True)
    on = models.DateField()
    section = models.UUIDField(null=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prospect", "number"], name="stage_move_once")]
        ordering = ["number"]

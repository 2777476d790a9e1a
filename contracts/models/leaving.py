"""Before and after leaving: commission that a side tells, renewals it decided on, duties that a law attaches to a day."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Membership

from .contract import Contract
from .versions import Side


@append_only
class CommissionFigure(models.Model):
    """The gross commission of one calendar year as one side knows it, up to a day of that year, with its source.

    The newest row of a side and year holds; a correction is a new row. Only its side reads it, unless it is `shared`:
    then the other side reads that row, and goes on reading it.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commission_figures")
    side = models.CharField(max_length=10, choices=Side)
    year = models.PositiveSmallIntegerField(_("year"))
    until = models.DateField(_("up to"))
    amount = models.DecimalField(_("gross commission"), max_digits=16, decimal_places=3)
    currency = models.CharField(max_length=3)
    source = models.CharField(_("source"), max_length=200)
    shared = models.BooleanField(_("shared with the other side"), default=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="commission_is_not_negative", condition=Q(amount__gte=Decimal(0)))]
        ordering = ["year", "at", "id"]


@append_only
class RenewalDecision(models.Model):
    """One side's decision on the renewal after one term: let it renew, or open again. No effect but to be remembered.

    The newest row of a side and term holds; only its side reads it. To refuse a renewal is to give notice.
    """

    class Decision(models.TextChoices):
        RENEW = "renew", _("let it renew")
        OPEN = "open", _("not decided")

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="renewal_decisions")
    side = models.CharField(max_length=10, choices=Side)
    term = models.PositiveIntegerField()
    decision = models.CharField(max_length=8, choices=Decision)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]


@append_only
class Duty(models.Model):
    """Something to be done by a day because of what happened to the contract: a reminder to a person, never a block.

    `law` is the record that wants it (empty: the contract does), `day` empty where it names no delay: a person gives the
    day. `side`: who is to do it; both sides read it.
    """

    class Code(models.TextChoices):
        REGISTER = "register", _("Register the contract")
        REGISTER_CHANGE = "register_change", _("Register the change of the contract")
        REGISTER_END = "register_end", _("Tell the register that the contract has ended")
        CLAIM = "claim_termination_pay", _("Claim compensation")
        LATER_ORDERS = "commission_on_orders_until", _("Last day of orders that still earn commission")
        NON_COMPETE = "non_compete_at_most", _("End of any non-compete")
        RETURN_DOCUMENTS = "return_documents", _("Return documents and samples")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="duties")
    code = models.CharField(max_length=32, choices=Code)
    side = models.CharField(max_length=10, choices=Side)
    law = models.CharField(max_length=4, blank=True)
    from_day = models.DateField()
    day = models.DateField(null=True)
    rule = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "code", "law", "from_day"], name="duty_once_an_event")
        ]
        indexes = [models.Index(fields=["day", "contract"], name="duty_by_day")]
        ordering = ["day", "id"]


@append_only
class DutyEvent(models.Model):
    """What a person recorded of a duty: the day by which it is to be done, with the reason; or that it was done, once."""

    class Kind(models.TextChoices):
        DATED = "dated", _("to be done by")
        DONE = "done", _("done on")

    scope_path = "duty__contract"
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    number = models.CharField(_("number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=Q(kind="done"), name="duty_done_once"),
        ]
        ordering = ["at", "id"]

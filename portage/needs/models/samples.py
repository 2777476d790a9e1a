"""Samples: sent by the principal, received by the agent, tried by a customer. Where one stands is what its rows say."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.network.models import Customer, Membership

from .matters import Matter


@append_only_but_for("customer")
class Sample(models.Model):
    """So much of one lot of a product, sent for a need, for a prospect of the contract, or for the agent alone."""

    scope_path = "contract"
    follows_customer = True
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="samples")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="samples")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="samples")
    customer_name = models.CharField(_("customer"), max_length=160, blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    lot = models.CharField(_("lot"), max_length=60)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=20)
    sent_on = models.DateField(_("sent on"))
    carrier = models.CharField(_("carrier, number of the parcel"), max_length=160, blank=True)
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "key"], name="sample_sent_once"),
            models.CheckConstraint(name="sample_is_something", condition=Q(quantity__gt=0) & ~Q(unit="") & ~Q(lot="")),
        ]
        indexes = [models.Index(fields=["contract", "-sent_on", "-id"], name="sample_by_day")]

    def __str__(self) -> str:
        return self.reference


@append_only
class SampleReceipt(models.Model):
    """The agent has it: once."""

    scope_path = "sample__contract"
    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="receipt")
    on = models.DateField(_("received on"))
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


@append_only_but_for("text")
class Trial(models.Model):
    """What came of it at a customer's: good, not good, or neither, in words. Another trial is another row."""

    class Result(models.TextChoices):
        GOOD = "good", _("good")
        BAD = "bad", _("not good")
        OPEN = "open", _("inconclusive")

    scope_path = "sample__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="trials")
    on = models.DateField(_("tried on"))
    by_customer = models.CharField(_("tried by"), max_length=160, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("in words"), max_length=5000, blank=True)
    key = models.UUIDField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "key"], name="trial_told_once"),
            models.CheckConstraint(name="trial_that_is_not_good_has_words", condition=Q(result="good") | ~Q(text="")),
        ]
        ordering = ["on", "at"]

"""Sections: what one report says to the two parties of one contract. To the SME each is a thing of its own.

Its identifier is random and its reference too: neither tells that others exist, nor how many.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.core.models import StoredFile

from ..rules.content import MOST_MINUTES
from .reports import Report


@append_only
class Section(models.Model):
    """What a report says of one contract; without `contract`, of the carrier group's own products.

    Whoever sees the contract sees its sections. The group's own are read with their report, by whoever reads that.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="sections")
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "contract"], condition=Q(contract__isnull=False), name="one_section_a_contract"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(contract__isnull=True), name="one_section_of_own_products"
            ),
        ]
        indexes = [models.Index(fields=["contract", "-filed_at", "-id"], name="section_by_day")]

    def __str__(self) -> str:
        return self.reference


@append_only_but_for("needs", "objections", "customs", "growth", "opportunity", "reason")
class Account(models.Model):
    """The words of a section. The first is what was filed; a correction is the next one, with its reason, and all stay
    to be read. `minutes`: spent on this contract alone, never on the whole visit; None when the author did not say."""

    class Interest(models.IntegerChoices):
        NONE = 0, _("none")
        LOW = 1, _("low")
        SOME = 2, _("some")
        HIGH = 3, _("high")
        FIRM = 4, _("firm")

    scope_path = "section__contract"
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="accounts")
    number = models.PositiveSmallIntegerField()
    interest = models.PositiveSmallIntegerField(_("interest"), choices=Interest, null=True)
    needs = models.TextField(_("what they need"), max_length=5000, blank=True)
    objections = models.TextField(_("objections"), max_length=5000, blank=True)
    customs = models.TextField(_("custom worth knowing"), max_length=5000, blank=True)
    growth = models.TextField(_("growth of the market"), max_length=5000, blank=True)
    opportunity = models.TextField(_("opportunity noticed"), max_length=5000, blank=True)
    order_taken = models.BooleanField(_("order taken"), default=False)
    minutes = models.PositiveSmallIntegerField(_("time spent, in minutes"), null=True)
    reason = models.TextField(_("why it is corrected"), max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="account_once"),
            models.CheckConstraint(
                name="time_spent_is_of_one_day", condition=Q(minutes__isnull=True) | Q(minutes__range=(1, MOST_MINUTES))
            ),
        ]
        ordering = ["number"]


@append_only
class Shown(models.Model):
    """A product that was shown: one of the contract's."""

    scope_path = "account__section__contract"
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="shown")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "product"], name="shown_once")]
        ordering = ["pk"]


@append_only
class Competitor(models.Model):
    """A competitor seen at the customer's: its product, and at what price (`price` in `currency` a `unit`) when it was said."""

    scope_path = "account__section__contract"
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="competitors")
    name = models.CharField(_("competitor"), max_length=120)
    product = models.CharField(_("product"), max_length=120, blank=True)
    price = models.DecimalField(_("price"), max_digits=14, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="price_has_its_currency", condition=Q(price__isnull=True) | (Q(price__gt=0) & ~Q(currency=""))
            )
        ]
        ordering = ["pk"]


@append_only
class SectionFile(models.Model):
    """A photo or a document of one section: both parties of its contract open it, under its own identifier."""

    scope_path = "section__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="files")
    key = models.UUIDField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="section_file_once")]
        ordering = ["at", "id"]

"""Price instructions of the principal, and the quotes that its agent gives customers inside them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.fieldwork.models import Incoterm, Order
from portage.network.models import Membership

from .matters import Matter


@append_only_but_for("note")
class Instruction(models.Model):
    """At which prices the agent may offer one product in one country: never below `floor`, usually at `list_price`.

    A later one (`number`) replaces the earlier ones of the same product and country from its `valid_from` on; all stay to be
    read. `minimum`: the least quantity for which it holds; `payment_days` and `incoterm` limit what else may be offered.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="instructions")
    number = models.PositiveIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    country = CountryField(_("country"))
    currency = models.CharField(_("currency"), max_length=3)
    unit = models.CharField(_("unit"), max_length=20)
    floor = models.DecimalField(_("floor price"), max_digits=14, decimal_places=4)
    list_price = models.DecimalField(_("list price"), max_digits=14, decimal_places=4)
    minimum = models.DecimalField(_("least quantity"), max_digits=14, decimal_places=3, null=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True)
    payment_days = models.PositiveSmallIntegerField(_("days to pay, at most"), null=True)
    incoterm = models.CharField(_("delivery terms"), max_length=3, choices=Incoterm, blank=True)
    note = models.TextField(_("note for the agent"), max_length=2000, blank=True)
    key = models.UUIDField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="instruction_in_its_place"),
            models.UniqueConstraint(fields=["membership", "key"], name="instruction_written_once"),
            models.CheckConstraint(
                name="floor_is_a_price_up_to_the_list", condition=Q(floor__gt=0) & Q(list_price__gte=F("floor"))
            ),
            models.CheckConstraint(
                name="instruction_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="least_quantity_is_positive", condition=Q(minimum__isnull=True) | Q(minimum__gt=0)
            ),
        ]
        indexes = [models.Index(fields=["contract", "product", "country", "number"], name="instruction_newest")]


@append_only_but_for("note")
class Quote(models.Model):
    """An offer of the principal's to one customer, made by its agent: inside the instructions of that day, or agreed to by the
    principal exactly as it stands. `inside`: all its lines were, on the day on which it was made."""

    scope_path = "matter__contract"
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="quote")
    country = CountryField(_("country"))
    currency = models.CharField(_("currency"), max_length=3)
    total = models.DecimalField(_("total"), max_digits=18, decimal_places=3)
    valid_until = models.DateField(_("valid until"))
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), null=True)
    incoterm = models.CharField(_("delivery terms"), max_length=3, choices=Incoterm, blank=True)
    place = models.CharField(_("named place"), max_length=120, blank=True)
    note = models.TextField(_("note for the customer"), max_length=2000, blank=True)
    inside = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="quote_is_worth_something", condition=Q(total__gt=Decimal(0))),
        ]


@append_only
class QuoteLine(models.Model):
    """So much of one product at a net price. `why`: the codes, apart by spaces, of why it is outside of the instructions."""

    scope_path = "quote__matter__contract"
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=20)
    price = models.DecimalField(_("net price"), max_digits=14, decimal_places=4)
    net = models.DecimalField(_("net amount"), max_digits=18, decimal_places=3)
    why = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "number"], name="quote_line_once"),
            models.CheckConstraint(
                name="quote_line_is_positive", condition=Q(quantity__gt=0) & Q(price__gt=0) & Q(net__gt=0)
            ),
        ]
        ordering = ["number"]


@append_only
class QuoteOrder(models.Model):
    """The customer ordered what was quoted: once, whoever presses the button."""

    scope_path = "quote__matter__contract"
    quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="ordered")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="quoted")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

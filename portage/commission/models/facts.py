"""What happened to a sale, as it was told: order, invoice, payment, credit note, debt lost. Rows are only added.

A fact comes from the floor above, which names it by an opaque `source`: told twice it is one row. `digest` is the hash of
what was told, so that other words under the same source are noticed. Sums stand in the currency of the order.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Membership

DIGITS, PLACES = 18, 3  # three decimals: the dinar has them


@append_only
class Order(models.Model):
    """An order that the principal accepted: customer and place as both parties read them, days of receipt and acceptance.

    `country`: the buyer's; goods and payment are its own where no other country is told. `direct`: the agent took no part.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="orders")
    source = models.UUIDField()
    reference = models.CharField(_("order"), max_length=40)
    customer = models.CharField(_("customer"), max_length=160)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = CountryField(_("country of the buyer"), blank=True)
    delivery_country = CountryField(_("country of delivery"), blank=True)
    payer_country = CountryField(_("country of the payer"), blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    received_on = models.DateField(_("received on"))
    accepted_on = models.DateField(_("accepted on"))
    direct = models.BooleanField(_("without the agent"), default=False)
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "source"], name="order_told_once"),
            models.CheckConstraint(name="order_received_then_accepted", condition=Q(accepted_on__gte=F("received_on"))),
        ]
        indexes = [models.Index(fields=["contract", "accepted_on"], name="order_by_acceptance")]
        ordering = ["accepted_on", "id"]


@append_only
class OrderLine(models.Model):
    """What was ordered of one product: its net price, without taxes, freight and insurance."""

    scope_path = "order__contract"
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    net = models.DecimalField(_("net amount"), max_digits=DIGITS, decimal_places=PLACES)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="product_once_in_an_order"),
            models.CheckConstraint(name="order_line_is_positive", condition=Q(net__gt=Decimal(0))),
        ]


@append_only
class Invoice(models.Model):
    """An invoice of an order. `total` is what the customer has to pay, taxes, freight and insurance included."""

    scope_path = "order__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="invoices")
    source = models.UUIDField()
    number = models.CharField(_("invoice"), max_length=40)
    day = models.DateField(_("date"))
    due_on = models.DateField(_("to be paid by"))
    total = models.DecimalField(_("to be paid"), max_digits=DIGITS, decimal_places=PLACES)
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "source"], name="invoice_told_once"),
            models.UniqueConstraint(fields=["order", "number"], name="invoice_number_once_in_an_order"),
            models.CheckConstraint(name="invoice_due_after_its_date", condition=Q(due_on__gte=F("day"))),
        ]
        ordering = ["day", "id"]


@append_only
class InvoiceLine(models.Model):
    """The commission base of one product on an invoice: net price, without taxes, freight and insurance."""

    scope_path = "invoice__order__contract"
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    base = models.DecimalField(_("base"), max_digits=DIGITS, decimal_places=PLACES)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "product"], name="product_once_on_an_invoice"),
            models.CheckConstraint(name="invoice_line_is_positive", condition=Q(base__gt=Decimal(0))),
        ]


@append_only
class Payment(models.Model):
    """What the customer paid of one invoice on a day: a part of its total."""

    scope_path = "invoice__order__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    source = models.UUIDField()
    amount = models.DecimalField(_("amount"), max_digits=DIGITS, decimal_places=PLACES)
    paid_on = models.DateField(_("paid on"))
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "source"], name="payment_told_once"),
            models.CheckConstraint(name="payment_is_positive", condition=Q(amount__gt=Decimal(0))),
        ]
        ordering = ["paid_on", "id"]


@append_only
class CreditNote(models.Model):
    """A credit note on one invoice. Only its cause decides whether the agent loses commission (Dir. 86/653 art. 11).

    `total` is what the customer no longer has to pay, taxes, freight and insurance included.
    """

    class Cause(models.TextChoices):
        CUSTOMER = "customer", _("the customer does not perform, for a reason the principal does not answer for")
        PRINCIPAL = "principal", _("any other reason: the commission stays")

    scope_path = "invoice__order__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="credits")
    source = models.UUIDField()
    number = models.CharField(_("credit note"), max_length=40)
    day = models.DateField(_("date"))
    cause = models.CharField(_("cause"), max_length=10, choices=Cause)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    total = models.DecimalField(_("no longer to be paid"), max_digits=DIGITS, decimal_places=PLACES)
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "source"], name="credit_told_once"),
            models.UniqueConstraint(fields=["invoice", "number"], name="credit_number_once_on_an_invoice"),
        ]
        ordering = ["day", "id"]


@append_only
class CreditLine(models.Model):
    """What a credit note takes from the net price of one product of its invoice."""

    scope_path = "credit__invoice__order__contract"
    credit = models.ForeignKey(CreditNote, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    net = models.DecimalField(_("net amount"), max_digits=DIGITS, decimal_places=PLACES)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credit", "product"], name="product_once_on_a_credit_note"),
            models.CheckConstraint(name="credit_line_is_positive", condition=Q(net__gt=Decimal(0))),
        ]


@append_only
class LostDebt(models.Model):
    """What the customer still owes on an invoice will never be paid: since when, and what proves it."""

    scope_path = "invoice__order__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="lost")
    source = models.UUIDField()
    day = models.DateField(_("lost on"))
    proof = models.CharField(_("proof"), max_length=300)
    digest = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="lost_debt_is_proved", condition=~Q(proof=""))]


@append_only
class ExchangeRate(models.Model):
    """The rate of a day under one contract: units of its currency `into` for one unit of `currency`, and who published it.

    The newest row of a day holds; a statement keeps the row that it used.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="exchange_rates")
    currency = models.CharField(_("currency"), max_length=3)
    into = models.CharField(_("into"), max_length=3)
    day = models.DateField(_("day"))
    rate = models.DecimalField(_("rate"), max_digits=20, decimal_places=10)
    source = models.CharField(_("source"), max_length=120)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="exchange_rate_is_positive", condition=Q(rate__gt=Decimal(0))),
            models.CheckConstraint(name="exchange_of_two_currencies", condition=~Q(currency=F("into"))),
        ]
        indexes = [models.Index(fields=["contract", "currency", "day"], name="exchange_rate_of_a_day")]
        ordering = ["currency", "day", "id"]

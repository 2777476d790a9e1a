"""Orders: what a customer orders through the agent, what the principal answers, delivery, and disagreements.

Invoices, payments and credit notes of an accepted order are facts of `portage.commission`, told by the principal.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from contracts.models import Contract
from contracts.models.versions import Side
from portage.catalogue.models import Product
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.core.status import Arrows
from portage.network.models import Customer, Membership

ORDER_ARROWS = Arrows(
    "order",
    {"waiting": {"accepted", "refused", "withdrawn"}, "accepted": set(), "refused": set(), "withdrawn": set()},
)


class Incoterm(models.TextChoices):
    """Delivery terms of the International Chamber of Commerce, Incoterms 2020."""

    EXW = "EXW", "EXW"
    FCA = "FCA", "FCA"
    CPT = "CPT", "CPT"
    CIP = "CIP", "CIP"
    DAP = "DAP", "DAP"
    DPU = "DPU", "DPU"
    DDP = "DDP", "DDP"
    FAS = "FAS", "FAS"
    FOB = "FOB", "FOB"
    CFR = "CFR", "CFR"
    CIF = "CIF", "CIF"


@append_only_but_for("customer", "status", "note", "asked_at")
class Order(models.Model):
    """What one customer orders under one contract, as the side that recorded it declares it: the other side never alters it.

    `customer_name`, `city` and `country` are as they were read that day by both parties; goods and payment are the buyer's own
    where no other country is told. `key` was made where it was recorded: the same
    one again is the same order. `answer_by`: the last day on which the principal answers, by the contract. `status` is a
    copy of what its answer says; `asked_at`, of the last question without one.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="orders_taken")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="orders")
    customer_name = models.CharField(_("customer"), max_length=160)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = CountryField(_("country of the buyer"), blank=True)
    delivery_country = CountryField(_("country of delivery"), blank=True)
    payer_country = CountryField(_("country of the payer"), blank=True)
    file = models.CharField(_("the customer's reference"), max_length=60, blank=True)
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    received_on = models.DateField(_("received on"))
    wanted_on = models.DateField(_("delivery wanted by"), null=True)
    currency = models.CharField(_("currency"), max_length=3)
    total = models.DecimalField(_("total"), max_digits=18, decimal_places=3)
    incoterm = models.CharField(_("delivery terms"), max_length=3, choices=Incoterm, blank=True)
    place = models.CharField(_("named place"), max_length=120, blank=True)
    note = models.TextField(_("note for the other party"), max_length=2000, blank=True)
    answer_by = models.DateField(_("to be answered by"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    asked_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "key"], name="order_recorded_once"),
            models.CheckConstraint(name="order_is_worth_something", condition=Q(total__gt=Decimal(0))),
            models.CheckConstraint(
                name="order_of_the_agent_has_its_customer", condition=Q(side="principal") | Q(customer__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "-received_on", "-id"], name="order_by_day"),
            models.Index(fields=["status", "answer_by"], name="order_unanswered", condition=Q(status="waiting")),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def direct(self) -> bool:
        """The customer ordered from the principal itself: the agent took no part in it."""
        return self.side == Side.PRINCIPAL


@append_only
class OrderItem(models.Model):
    """One line: so much of one product at a net price, without taxes, freight and insurance. `net` is rounded once."""

    scope_path = "order__contract"
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=20)
    price = models.DecimalField(_("net price"), max_digits=14, decimal_places=4)
    net = models.DecimalField(_("net amount"), max_digits=18, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_item_once"),
            models.CheckConstraint(
                name="order_item_is_positive", condition=Q(quantity__gt=0) & Q(price__gt=0) & Q(net__gt=0)
            ),
        ]
        ordering = ["number"]


@append_only_but_for("reason")
class OrderAnswer(models.Model):
    """What became of an order: once, whoever asks at the same instant. A refusal states its reason."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "order__contract"
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    on = models.DateField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="refusal_states_its_reason", condition=~Q(kind="refused") | ~Q(reason=""))
        ]


@append_only_but_for("text")
class OrderRemark(models.Model):
    """Words of one party to the other on an order. `disputes`: that it does not agree with what the other declared."""

    scope_path = "order__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="remarks")
    side = models.CharField(max_length=10, choices=Side)
    text = models.TextField(_("your words"), max_length=5000)
    disputes = models.CharField(max_length=60, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


@append_only
class Settled(models.Model):
    """The party that disputed something on an order says that it is settled."""

    scope_path = "remark__order__contract"
    remark = models.OneToOneField(OrderRemark, on_delete=models.PROTECT, related_name="settled")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


@append_only
class Delivery(models.Model):
    """The principal declares that it delivered: all of the order, or the last part of it when `complete`."""

    scope_path = "order__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="deliveries")
    on = models.DateField(_("delivered on"))
    complete = models.BooleanField(_("the order is complete"), default=True)
    says = models.CharField(_("carrier, document"), max_length=160, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "at"]

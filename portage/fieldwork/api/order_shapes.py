"""What an order is as it is sent and answered: shapes only; what is right and allowed belongs to the verbs."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contracts.models import Contract
from portage.commission.models import CreditNote
from portage.network.api.shapes import CountryField, CurrencyField
from portage.network.models import Customer
from portage.network.related import ScopedRelatedField

from ..models import Incoterm, Order
from ..pages.orders import OrderFilter
from ..queries import orders as queries
from ..rules.orders import MOST_ITEMS, Item, Terms

AMOUNT: dict[str, Any] = {"max_digits": 18, "decimal_places": 3}
STATUSES = [(status.value, status.value) for status in Order.Status]


class OrderApiFilter(OrderFilter):
    """The filters of the page, and those that a program needs. `late` counts by the day of the person who asks."""

    contract = django_filters.UUIDFilter(label=_("Contract"))
    currency = django_filters.CharFilter(label=_("Currency"))
    received_from = django_filters.DateFilter(field_name="received_on", lookup_expr="gte", label=_("Received from"))
    received_to = django_filters.DateFilter(field_name="received_on", lookup_expr="lte", label=_("Received until"))
    view = django_filters.ChoiceFilter(
        label=_("View"), choices=[(code, code) for code in queries.VIEWS], method="in_view"
    )

    def __init__(self, *args: Any, today: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def in_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queries.in_view(queryset, value, self.today)


class ItemSerializer(serializers.Serializer):
    """One line: so much of one product of the contract, at a net price without taxes, freight and insurance."""

    product = serializers.UUIDField(source="product_id")
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    unit = serializers.CharField(max_length=20)
    price = serializers.DecimalField(max_digits=14, decimal_places=4)
    net = serializers.DecimalField(read_only=True, **AMOUNT)


class ContractOfOrderSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    reference = serializers.CharField()
    principal = serializers.CharField(source="principal.name")
    agent = serializers.CharField(source="agent.name")


class OrderRowSerializer(serializers.Serializer):
    """A line of the list. `invoiced` and `left` are of its invoices, in its currency."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    contract = ContractOfOrderSerializer()
    customer_name = serializers.CharField()
    city = serializers.CharField()
    file = serializers.CharField(help_text="the customer's own reference")
    direct = serializers.BooleanField(help_text="the principal received it itself")
    received_on = serializers.DateField()
    wanted_on = serializers.DateField(allow_null=True)
    currency = serializers.CharField()
    total = serializers.DecimalField(**AMOUNT)
    status = serializers.ChoiceField(choices=STATUSES)
    answer_by = serializers.DateField(allow_null=True, help_text="the last day on which the principal answers")
    asked_at = serializers.DateTimeField(allow_null=True, help_text="of the principal's question that has no answer")
    invoiced = serializers.DecimalField(source="figures.billed", **AMOUNT)
    left = serializers.DecimalField(source="figures.left", **AMOUNT)


class OrderAnswerSerializer(serializers.Serializer):
    kind = serializers.CharField()
    reason = serializers.CharField()
    on = serializers.DateField()
    at = serializers.DateTimeField()
    by = serializers.CharField(source="membership.person.name")


class OrderRemarkSerializer(serializers.Serializer):
    """`disputes`: what it disputes: "order", or the number of an invoice or credit note; empty for a question or an answer."""

    id = serializers.UUIDField()
    side = serializers.CharField()
    text = serializers.CharField()
    disputes = serializers.CharField()
    settled_at = serializers.DateTimeField(source="settled.at", default=None)
    at = serializers.DateTimeField()
    by = serializers.CharField(source="membership.person.name")


class DeliverySerializer(serializers.Serializer):
    id = serializers.UUIDField()
    on = serializers.DateField()
    complete = serializers.BooleanField()
    says = serializers.CharField()
    at = serializers.DateTimeField()


class CreditLineSerializer(serializers.Serializer):
    product = serializers.UUIDField(source="product_id")
    net = serializers.DecimalField(**AMOUNT)


class InvoiceLineSerializer(serializers.Serializer):
    product = serializers.UUIDField(source="product_id")
    net = serializers.DecimalField(source="base", **AMOUNT)


class PaymentSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    source = serializers.UUIDField()  # type: ignore[assignment]
    amount = serializers.DecimalField(**AMOUNT)
    paid_on = serializers.DateField()


class CreditSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    source = serializers.UUIDField()  # type: ignore[assignment]
    number = serializers.CharField()
    day = serializers.DateField()
    cause = serializers.ChoiceField(choices=CreditNote.Cause.values)
    reason = serializers.CharField()
    total = serializers.DecimalField(**AMOUNT)
    lines = CreditLineSerializer(source="lines.all", many=True)


class LostDebtSerializer(serializers.Serializer):
    day = serializers.DateField()
    proof = serializers.CharField()


class InvoiceSerializer(serializers.Serializer):
    """An invoice with what is paid, credited and left of it."""

    id = serializers.UUIDField()
    source = serializers.UUIDField()  # type: ignore[assignment]
    number = serializers.CharField()
    day = serializers.DateField()
    due_on = serializers.DateField()
    total = serializers.DecimalField(**AMOUNT)
    paid = serializers.DecimalField(**AMOUNT)
    credited = serializers.DecimalField(**AMOUNT)
    left = serializers.SerializerMethodField()
    lines = InvoiceLineSerializer(source="lines.all", many=True)
    payments = PaymentSerializer(source="payments.all", many=True)
    credits = CreditSerializer(source="credits.all", many=True)
    lost = LostDebtSerializer(default=None)

    def get_left(self, invoice: Any) -> str:
        return str(queries.left_of(invoice))


class OrderVerbSerializer(serializers.Serializer):
    verb = serializers.CharField()
    allowed = serializers.BooleanField()
    reason = serializers.CharField()
    says = serializers.CharField()


class OrderSerializer(OrderRowSerializer):
    """One order with all that was declared of it, and what I may do."""

    incoterm = serializers.CharField()
    place = serializers.CharField()
    country = serializers.CharField(help_text="the buyer's")
    delivery_country = serializers.CharField(help_text="empty: the buyer's")
    payer_country = serializers.CharField(help_text="empty: the buyer's")
    note = serializers.CharField()
    items = ItemSerializer(many=True)
    answer = OrderAnswerSerializer(default=None)
    deliveries = DeliverySerializer(many=True)
    invoices = InvoiceSerializer(many=True)
    remarks = OrderRemarkSerializer(many=True)
    verbs = OrderVerbSerializer(many=True)


class OrderAskedSerializer(serializers.Serializer):
    """What both kinds of orders say. `key` is made where it is recorded: the same one again is the same order."""

    key = serializers.UUIDField()
    contract = ScopedRelatedField(Contract)
    received_on = serializers.DateField()
    wanted_on = serializers.DateField(allow_null=True, default=None)
    currency = CurrencyField()
    incoterm = serializers.ChoiceField(choices=[("", ""), *Incoterm.choices], allow_blank=True, default="")
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    delivery_country = CountryField(allow_blank=True, default="", help_text="where it is not the buyer's")
    payer_country = CountryField(allow_blank=True, default="", help_text="where it is not the buyer's")
    file = serializers.CharField(max_length=60, allow_blank=True, default="")
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    items = ItemSerializer(many=True)

    def validate_items(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(value) > MOST_ITEMS:
            raise serializers.ValidationError(
                _("An order has at least one line, and at most %(most)s.") % {"most": MOST_ITEMS}
            )
        return value


class AgentOrderSerializer(OrderAskedSerializer):
    """One of my own customers' orders."""

    customer = ScopedRelatedField(Customer)


class DirectOrderSerializer(OrderAskedSerializer):
    """One that the principal received itself."""

    customer_name = serializers.CharField(max_length=160)
    city = serializers.CharField(max_length=100, allow_blank=True, default="")
    country = CountryField(allow_blank=True, default="")


def terms_of(given: dict[str, Any]) -> Terms:
    names = (
        "received_on", "currency", "wanted_on", "incoterm", "place", "file", "note", "delivery_country", "payer_country",
    )  # fmt: skip
    return Terms(**{name: given[name] for name in names})


def items_of(given: dict[str, Any]) -> list[Item]:
    return [Item(UUID(str(one["product_id"])), one["quantity"], one["unit"], one["price"]) for one in given["items"]]


class AcceptedSerializer(serializers.Serializer):
    on = serializers.DateField(default=None, allow_null=True, help_text="today when it is left out")


class OrderReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class OrderWordsSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=5000)


class OrderDisputeAskedSerializer(OrderWordsSerializer):
    about = serializers.CharField(help_text='"order", or the number of one of its invoices or credit notes')


class DeliveryAskedSerializer(serializers.Serializer):
    on = serializers.DateField()
    complete = serializers.BooleanField(default=True)
    says = serializers.CharField(max_length=160, allow_blank=True, default="")


class SourcedSerializer(serializers.Serializer):
    """`source` names it where it comes from: told twice with the same words it is one; a UUID, or a program's own word."""

    source = serializers.CharField(max_length=80)  # type: ignore[assignment]


class NetSerializer(serializers.Serializer):
    """The net amount of one product: named by its identifier, or by its owner's code."""

    product = serializers.CharField(max_length=80)
    net = serializers.DecimalField(**AMOUNT)


class InvoiceAskedSerializer(SourcedSerializer):
    """`total`: what the customer has to pay, with taxes, freight and insurance; left out, the sum of the lines."""

    number = serializers.CharField(max_length=40)
    day = serializers.DateField()
    due_on = serializers.DateField()
    lines = NetSerializer(many=True)
    total = serializers.DecimalField(allow_null=True, default=None, **AMOUNT)


class PaymentAskedSerializer(SourcedSerializer):
    invoice = serializers.CharField(max_length=40, help_text="identifier or number")
    amount = serializers.DecimalField(**AMOUNT)
    paid_on = serializers.DateField()


class CreditAskedSerializer(SourcedSerializer):
    invoice = serializers.CharField(max_length=40, help_text="identifier or number")
    number = serializers.CharField(max_length=40)
    day = serializers.DateField()
    lines = NetSerializer(many=True)
    cause = serializers.ChoiceField(choices=CreditNote.Cause.values)
    reason = serializers.CharField(max_length=160, allow_blank=True, default="")


class LostAskedSerializer(SourcedSerializer):
    invoice = serializers.CharField(max_length=40, help_text="identifier or number")
    day = serializers.DateField()
    proof = serializers.CharField(max_length=160)


class InvoiceRowSerializer(InvoiceAskedSerializer):
    """One invoice of a file."""

    order = serializers.CharField(max_length=40, help_text="the order's reference or identifier")


class PaymentRowSerializer(PaymentAskedSerializer):
    """One payment of a file; without an order, the invoice's number must name one invoice alone."""

    order = serializers.CharField(max_length=40, allow_blank=True, default="")


class InvoiceFileSerializer(serializers.Serializer):
    """Up to a thousand rows. `all_or_none`: one row refused, none is written."""

    rows = InvoiceRowSerializer(many=True)
    all_or_none = serializers.BooleanField(default=False)


class PaymentFileSerializer(serializers.Serializer):
    """Up to a thousand rows. `all_or_none`: one row refused, none is written."""

    rows = PaymentRowSerializer(many=True)
    all_or_none = serializers.BooleanField(default=False)


class RowFaultSerializer(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False)


class RowToldSerializer(serializers.Serializer):
    """What became of one row: written, known (it was written before with the same words), refused."""

    row = serializers.IntegerField(help_text="counted from 1")
    source = serializers.CharField()  # type: ignore[assignment]
    outcome = serializers.ChoiceField(choices=["written", "known", "refused", "not_written"])
    id = serializers.UUIDField(allow_null=True)
    errors = RowFaultSerializer(many=True)  # type: ignore[assignment]


class FileToldSerializer(serializers.Serializer):
    """What became of a file, row by row."""

    written = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = serializers.IntegerField()
    rows = RowToldSerializer(many=True)

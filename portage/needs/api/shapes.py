"""What is sent and answered between a need and an order: shapes only; what is right and allowed belongs to the verbs."""

from typing import Any

from rest_framework import serializers

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.fieldwork.api.order_shapes import ContractOfOrderSerializer, ItemSerializer, OrderVerbSerializer
from portage.fieldwork.models import Incoterm, Prospect
from portage.network.api.shapes import CountryField, CurrencyField
from portage.network.models import Customer
from portage.network.related import ScopedRelatedField

from ..models import Matter, Said, Trial

AMOUNT: dict[str, Any] = {"max_digits": 18, "decimal_places": 3}
PRICE: dict[str, Any] = {"max_digits": 14, "decimal_places": 4}
QUANTITY: dict[str, Any] = {"max_digits": 14, "decimal_places": 3}
KINDS = [(kind.value, kind.value) for kind in Matter.Kind]
STATUSES = [(status.value, status.value) for status in Matter.Status]
SAID = [(kind.value, kind.value) for kind in Said.Kind]
ANSWERS = [(code, code) for code in ("yes", "no", "agreed", "declined", "accepted", "refused", "question")]
REMEDIES = [(one.value, one.value) for one in Said.Remedy]
RESULTS = [(one.value, one.value) for one in Trial.Result]
STANDINGS = [(code, code) for code in ("sent", "received", "good", "bad", "open")]
TERMS = [("", ""), *Incoterm.choices]


class UtteranceSerializer(serializers.Serializer):
    """One utterance. `texts` by language tag; `original` is the language in which it was written, the others are translations."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=SAID)
    side = serializers.CharField()
    remedy = serializers.CharField(help_text="what is done about an accepted complaint")
    original = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField())
    at = serializers.DateTimeField()
    by = serializers.CharField(source="membership.person.name")


class MatterRowSerializer(serializers.Serializer):
    """A line of the list: a need, a quote or a complaint. `opening`: what was said first, none for a quote that asked nothing."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    contract = ContractOfOrderSerializer()
    customer_name = serializers.CharField()
    city = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    asked_on = serializers.DateField()
    answer_by = serializers.DateField(allow_null=True, help_text="the last day on which the principal answers")
    asked_at = serializers.DateTimeField(allow_null=True, help_text="of the principal's question that has no answer")
    opening = serializers.DictField(source="opening.texts", default=None, allow_null=True)


class NeedSerializer(serializers.Serializer):
    product = serializers.UUIDField(source="product_id", allow_null=True)
    quantity = serializers.DecimalField(allow_null=True, **QUANTITY)
    unit = serializers.CharField()
    price = serializers.DecimalField(allow_null=True, **PRICE)
    currency = serializers.CharField()
    wanted_on = serializers.DateField(allow_null=True)
    wants_sample = serializers.BooleanField()


class ComplaintSerializer(serializers.Serializer):
    order = serializers.UUIDField(source="order_id", allow_null=True)
    product = serializers.UUIDField(source="product_id", allow_null=True)
    lot = serializers.CharField()
    received_on = serializers.DateField()


class QuoteLineSerializer(ItemSerializer):
    """`why`: the codes of why the line is outside of the price instructions, on the day of the quote."""

    why = serializers.ListField(child=serializers.CharField(), source="codes")


class QuoteSerializer(serializers.Serializer):
    country = serializers.CharField()
    currency = serializers.CharField()
    total = serializers.DecimalField(**AMOUNT)
    valid_until = serializers.DateField()
    payment_days = serializers.IntegerField(allow_null=True)
    incoterm = serializers.CharField()
    place = serializers.CharField()
    note = serializers.CharField()
    inside = serializers.BooleanField()
    order = serializers.UUIDField(source="ordered.order_id", default=None, allow_null=True)
    lines = QuoteLineSerializer(many=True, source="told_lines")


class MatterFileSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    key = serializers.UUIDField()
    name = serializers.CharField(source="file.name")
    size = serializers.IntegerField(source="file.blob.size")


class MatterSerializer(MatterRowSerializer):
    """One of them with all that was said of it, and what I may do. Of `need`, `quote`, `complaint` the one that it is."""

    need = NeedSerializer(default=None, allow_null=True)
    quote = QuoteSerializer(default=None, allow_null=True)
    complaint = ComplaintSerializer(default=None, allow_null=True)
    thread = UtteranceSerializer(many=True)
    files = MatterFileSerializer(many=True)
    verbs = OrderVerbSerializer(many=True)


class SaidWordsSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=5000)
    language = serializers.CharField(max_length=20, help_text="a tag of BCP 47: fr, en, pl")


class OpenedSerializer(SaidWordsSerializer):
    """`key` is made where it is written: the same one again is the same thing."""

    key = serializers.UUIDField()
    contract = ScopedRelatedField(Contract)
    customer = ScopedRelatedField(Customer, allow_null=True, default=None)


class NeedAskedSerializer(OpenedSerializer):
    product = serializers.UUIDField(allow_null=True, default=None)
    quantity = serializers.DecimalField(allow_null=True, default=None, **QUANTITY)
    unit = serializers.CharField(max_length=20, allow_blank=True, default="")
    price = serializers.DecimalField(allow_null=True, default=None, **PRICE)
    currency = CurrencyField(allow_blank=True, default="")
    wanted_on = serializers.DateField(allow_null=True, default=None)
    wants_sample = serializers.BooleanField(default=False)


class ComplaintAskedSerializer(OpenedSerializer):
    order = serializers.UUIDField(allow_null=True, default=None)
    product = serializers.UUIDField(allow_null=True, default=None)
    lot = serializers.CharField(max_length=60, allow_blank=True, default="")
    received_on = serializers.DateField()


class QuoteAskedSerializer(serializers.Serializer):
    """`ask`: when a line is outside of the instructions, ask the principal to agree, in the words of `text`; else it is refused."""

    key = serializers.UUIDField()
    contract = ScopedRelatedField(Contract)
    customer = ScopedRelatedField(Customer)
    currency = CurrencyField()
    valid_until = serializers.DateField()
    payment_days = serializers.IntegerField(allow_null=True, default=None)
    incoterm = serializers.ChoiceField(choices=TERMS, allow_blank=True, default="")
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    items = ItemSerializer(many=True)
    ask = serializers.BooleanField(default=False)
    text = serializers.CharField(max_length=5000, allow_blank=True, default="")
    language = serializers.CharField(max_length=20, allow_blank=True, default="")


class WrittenSerializer(SaidWordsSerializer):
    """The same `key` again is the same utterance."""

    key = serializers.UUIDField(allow_null=True, default=None)


class AnswerGivenSerializer(serializers.Serializer):
    """To a need yes or no, to a quote agreed or declined, to a complaint accepted (with `remedy`) or refused; or a question."""

    key = serializers.UUIDField(allow_null=True, default=None)
    answer = serializers.ChoiceField(choices=ANSWERS)
    remedy = serializers.ChoiceField(choices=[("", ""), *REMEDIES], allow_blank=True, default="")
    text = serializers.CharField(max_length=5000, allow_blank=True, default="")
    language = serializers.CharField(max_length=20, allow_blank=True, default="")


class QuoteOrderedSerializer(serializers.Serializer):
    received_on = serializers.DateField(allow_null=True, default=None, help_text="today when it is left out")
    wanted_on = serializers.DateField(allow_null=True, default=None)
    file = serializers.CharField(max_length=60, allow_blank=True, default="")


class QuoteOrderSerializer(serializers.Serializer):
    """The order that was recorded."""

    order = serializers.UUIDField(source="pk")
    reference = serializers.CharField()


class PriceSerializer(serializers.Serializer):
    """One price instruction; `number` is its place in the order of writing under its contract."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    contract = ContractOfOrderSerializer()
    product = serializers.UUIDField(source="product_id")
    country = serializers.CharField()
    currency = serializers.CharField()
    unit = serializers.CharField()
    floor = serializers.DecimalField(**PRICE)
    list_price = serializers.DecimalField(**PRICE)
    minimum = serializers.DecimalField(allow_null=True, **QUANTITY)
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)
    payment_days = serializers.IntegerField(allow_null=True)
    incoterm = serializers.CharField()
    note = serializers.CharField()
    at = serializers.DateTimeField()


class PriceAskedSerializer(serializers.Serializer):
    key = serializers.UUIDField()
    contract = ScopedRelatedField(Contract)
    product = ScopedRelatedField(Product)
    country = CountryField()
    currency = CurrencyField()
    unit = serializers.CharField(max_length=20)
    floor = serializers.DecimalField(**PRICE)
    list_price = serializers.DecimalField(**PRICE)
    minimum = serializers.DecimalField(allow_null=True, default=None, **QUANTITY)
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, default=None)
    payment_days = serializers.IntegerField(allow_null=True, default=None)
    incoterm = serializers.ChoiceField(choices=TERMS, allow_blank=True, default="")
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class SampleRowSerializer(serializers.Serializer):
    """A line of the list. `standing`: sent, received, or the result of its last trial."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    contract = ContractOfOrderSerializer()
    need = serializers.UUIDField(source="matter_id", allow_null=True)
    customer_name = serializers.CharField()
    product = serializers.UUIDField(source="product_id")
    lot = serializers.CharField()
    quantity = serializers.DecimalField(**QUANTITY)
    unit = serializers.CharField()
    sent_on = serializers.DateField()
    carrier = serializers.CharField()
    standing = serializers.ChoiceField(choices=STANDINGS)


class TrialSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    on = serializers.DateField()
    by_customer = serializers.CharField()
    result = serializers.ChoiceField(choices=RESULTS)
    language = serializers.CharField()
    text = serializers.CharField()
    by = serializers.CharField(source="membership.person.name")


class SampleSerializer(SampleRowSerializer):
    received_on = serializers.DateField(source="receipt.on", default=None, allow_null=True)
    trials = TrialSerializer(many=True, source="told_trials")


class SampleAskedSerializer(serializers.Serializer):
    key = serializers.UUIDField()
    contract = ScopedRelatedField(Contract)
    need = ScopedRelatedField(Matter, allow_null=True, default=None)
    prospect = ScopedRelatedField(Prospect, allow_null=True, default=None)
    product = ScopedRelatedField(Product)
    lot = serializers.CharField(max_length=60)
    quantity = serializers.DecimalField(**QUANTITY)
    unit = serializers.CharField(max_length=20)
    sent_on = serializers.DateField()
    carrier = serializers.CharField(max_length=160, allow_blank=True, default="")


class SampleReceivedSerializer(serializers.Serializer):
    on = serializers.DateField()


class TrialAskedSerializer(serializers.Serializer):
    key = serializers.UUIDField()
    on = serializers.DateField()
    by_customer = serializers.CharField(max_length=160, allow_blank=True, default="")
    result = serializers.ChoiceField(choices=RESULTS)
    text = serializers.CharField(max_length=5000, allow_blank=True, default="")
    language = serializers.CharField(max_length=20, allow_blank=True, default="")

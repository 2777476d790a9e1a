"""What is sent to the API of contracts: shapes only; what is right and allowed belongs to the verbs."""

from dataclasses import fields as fields_of
from typing import Any

from rest_framework import serializers

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS, Clauses
from contracts.law.scales import RENEWAL_CHOICES
from portage.catalogue.models import Product
from portage.network.api.shapes import CountryField, CurrencyField
from portage.network.models import Organisation
from portage.network.related import ScopedRelatedField

from ..models import Contract, ModelVersion, Notice
from ..words.codes import QUESTIONS

TASKS = [(task, task) for task in (*AGENT_TASKS, *PRINCIPAL_TASKS)]
MONTHS: dict[str, Any] = {"min_value": 1, "max_value": 120}
LANGUAGES = [("fr", "French"), ("en", "English")]
NATURES = [("renewable", "renewable"), ("indefinite", "indefinite")]


def rate(**options: Any) -> serializers.DecimalField:
    """A share of one: 0.06 is 6 %."""
    return serializers.DecimalField(7, 5, min_value=0, max_value=1, **options)


def amount(**options: Any) -> serializers.DecimalField:
    return serializers.DecimalField(14, 2, min_value=0, **{"required": False, "allow_null": True, **options})


class StartSerializer(serializers.Serializer):
    """Two parties and a nature. `people`: the only ones who will ever see it; then it is confidential."""

    principal = ScopedRelatedField(Organisation)
    agent = ScopedRelatedField(Organisation)
    nature = serializers.ChoiceField(choices=Contract.Nature.choices, default="renewable")
    people = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=50, help_text="memberships"
    )


class ProductsSerializer(serializers.Serializer):
    products = ScopedRelatedField(Product, many=True, also="chosen_products")


class ReservedSerializer(serializers.Serializer):
    """A customer that the principal keeps."""

    name = serializers.CharField(max_length=160)
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    rate = rate()


class TerritorySerializer(serializers.Serializer):
    countries = serializers.ListField(child=CountryField(), max_length=260)
    regions = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=80), max_length=100), required=False
    )
    segments = serializers.ListField(child=serializers.CharField(max_length=80), max_length=100, required=False)
    exclusive = serializers.BooleanField()
    reserved = ReservedSerializer(many=True, required=False)


class TasksSerializer(serializers.Serializer):
    """Each task to one of the two."""

    agent = serializers.ListField(child=serializers.ChoiceField(choices=TASKS))
    principal = serializers.ListField(child=serializers.ChoiceField(choices=TASKS))


class RateSerializer(serializers.Serializer):
    """A rate that differs: for one product, or all; up to a yearly amount, or without a bound."""

    product = ScopedRelatedField(Product, also="chosen_products", required=False, allow_null=True)
    up_to = amount()
    rate = rate()


class CommissionSerializer(serializers.Serializer):
    rate = rate()
    event = serializers.ChoiceField(choices=Contract.Event.choices)
    currency = CurrencyField()
    statement_months = serializers.ChoiceField(choices=[1, 3])
    target = amount()
    lines = RateSerializer(many=True, required=False)


class DurationSerializer(serializers.Serializer):
    """`notice_scale`: months of notice by year begun; the last one holds for later years."""

    first_day = serializers.DateField()
    first_months = serializers.IntegerField(**MONTHS)
    renewal_months = serializers.IntegerField(**MONTHS)
    notice_scale = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=120), max_length=20)
    notice_month_end = serializers.BooleanField(default=False)
    notice_forms = serializers.ListField(child=serializers.ChoiceField(choices=Notice.Form.choices), required=False)


class ClausesSerializer(serializers.Serializer):
    """The figures of the clauses; one that is not given is the model's own."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {
            field.name: serializers.IntegerField(min_value=0, max_value=999, required=False)
            for field in fields_of(Clauses)
        }


class EffectSerializer(serializers.Serializer):
    """The day on which an amendment takes effect; `earlier_reason`: why that may lie before it is signed."""

    effective_from = serializers.DateField()
    earlier_reason = serializers.CharField(max_length=1000, allow_blank=True, default="")


class LawSerializer(serializers.Serializer):
    law = serializers.CharField(min_length=2, max_length=2)
    forum = serializers.CharField(max_length=160, allow_blank=True)
    languages = serializers.ChoiceField(choices=Contract.Languages.choices)
    prevailing = serializers.ChoiceField(choices=LANGUAGES, default="fr")
    model_version = ScopedRelatedField(ModelVersion, also="chosen_model")
    clauses = ClausesSerializer(required=False)
    signature = serializers.ChoiceField(choices=Contract.Way.choices, default=Contract.Way.ADVANCED)


class ChoiceSerializer(serializers.Serializer):
    """An answer, with its reason, to a question that the law leaves open."""

    question = serializers.ChoiceField(choices=list(QUESTIONS))
    answer = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=2000)


class ApproveSerializer(serializers.Serializer):
    version = serializers.IntegerField(min_value=1, help_text="the version that was read")


class WithdrawSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")


class SignSerializer(serializers.Serializer):
    """The document that was read, and the words agreed to, exactly as `consent` gives them."""

    sha256 = serializers.RegexField(r"^[0-9a-f]{64}\Z")
    consent = serializers.CharField(max_length=5000)


class NoticeAskedSerializer(serializers.Serializer):
    """A notice to give. `ends_on` is the end that the preview told: another one is refused."""

    form = serializers.ChoiceField(choices=Notice.Form.choices)
    served_on = serializers.DateField(required=False, help_text="of a letter: the day of its first presentation")
    sent_on = serializers.DateField(required=False, allow_null=True)
    grounds = serializers.CharField(max_length=5000, allow_blank=True, default="")
    ends_on = serializers.DateField()


class ReceiptSerializer(serializers.Serializer):
    received_on = serializers.DateField()


class EndSerializer(serializers.Serializer):
    last_day = serializers.DateField()
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class AcceptEndSerializer(serializers.Serializer):
    last_day = serializers.DateField(help_text="the day that was read")


class DefaultSerializer(serializers.Serializer):
    grounds = serializers.CharField(max_length=5000)


class PublishSerializer(serializers.Serializer):
    """The texts of a version by language tag, in the format of articles."""

    texts = serializers.DictField(child=serializers.CharField(max_length=200_000, trim_whitespace=False))


class CopySerializer(serializers.Serializer):
    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(max_length=200, allow_blank=True, default="")


class DatesSerializer(serializers.Serializer):
    """Figures typed by hand. `notice`: months by year begun; without it, the law's scale."""

    law = serializers.CharField(max_length=4)
    start = serializers.DateField(help_text="first day")
    nature = serializers.ChoiceField(choices=NATURES, default="renewable")
    months = serializers.IntegerField(min_value=1, max_value=1200, default=12)
    renewal_months = serializers.IntegerField(min_value=1, max_value=1200, required=False, allow_null=True)
    notice = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=1200), required=False, max_length=20, min_length=1
    )
    month_end = serializers.BooleanField(default=False)
    renewal_choice = serializers.ChoiceField(choices=RENEWAL_CHOICES, required=False)
    served_on = serializers.DateField(required=False, allow_null=True)
    terms = serializers.IntegerField(min_value=1, max_value=50, default=5)

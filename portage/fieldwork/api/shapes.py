"""What a report is as it is sent and answered: shapes only; what is right and allowed belongs to the verbs."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from contracts.models import Contract
from portage.network.api.shapes import CurrencyField
from portage.network.models import Customer
from portage.network.related import ScopedRelatedField

from ..models import Account, Draft
from ..rules.content import TEXTS, Head, Person, Promise, Seen, Told

INTERESTS = [(choice.value, str(choice.label)) for choice in Account.Interest]
SIDES = [("principal", "principal"), ("agent", "agent")]


def words(**options: Any) -> serializers.CharField:
    """Words as they were typed: how long they may be is the verb's to say, in the reader's language."""
    return serializers.CharField(**{"allow_blank": True, "default": "", "trim_whitespace": False, **options})


class MetSerializer(serializers.Serializer):
    """Somebody met."""

    name = words(allow_blank=False, default=serializers.empty)
    function = words()
    contact = serializers.UUIDField(allow_null=True, default=None, help_text="the customer's contact, when recorded")


class HeadSerializer(serializers.Serializer):
    """What every reader reads; `note` only the subsidiary and its group."""

    customer = ScopedRelatedField(Customer, also="customers_before")
    kind = serializers.CharField(help_text="visit, call, video or fair")
    visited_on = serializers.DateField()
    language = serializers.CharField(max_length=10)
    place = words()
    met = MetSerializer(many=True, default=list)
    note = words()


class SeenSerializer(serializers.Serializer):
    """A competitor seen; a price is for one `unit`."""

    name = words(allow_blank=False, default=serializers.empty)
    product = words()
    price = serializers.DecimalField(14, 4, allow_null=True, default=None)
    currency = CurrencyField(allow_blank=True, default="")
    unit = words()


class PromiseSerializer(serializers.Serializer):
    """Something to do by a day."""

    text = words()
    side = serializers.ChoiceField(choices=SIDES)
    due_on = serializers.DateField()


class ToldSerializer(serializers.Serializer):
    """What is told of one contract; without `contract`, of the group's own products."""

    contract = ScopedRelatedField(Contract, also="contracts_before", allow_null=True, default=None)
    interest = serializers.ChoiceField(choices=INTERESTS, allow_null=True, default=None, help_text="none 0 to firm 4")
    needs = words()
    objections = words()
    customs = words()
    growth = words()
    opportunity = words()
    order_taken = serializers.BooleanField(default=False)
    minutes = serializers.IntegerField(
        allow_null=True, default=None, help_text="spent on this contract alone, 1 to 1440"
    )
    shown = serializers.ListField(child=serializers.UUIDField(), default=list, help_text="products of the contract")
    competitors = SeenSerializer(many=True, default=list)
    actions = PromiseSerializer(many=True, default=list)

    def validate_contract(self, contract: Contract | None) -> Contract | None:
        """An amendment is a part of its contract: no section tells of it by itself."""
        if contract is not None and contract.amends_id is not None:
            self.fields["contract"].fail("does_not_exist", pk_value=contract.pk)
        return contract


class ReportAskedSerializer(serializers.Serializer):
    """A report as its device tells it. `key`: made on the device, the same however often it is sent."""

    key = serializers.UUIDField()
    head = HeadSerializer()
    sections = ToldSerializer(many=True, default=list)
    author = serializers.UUIDField(
        required=False, help_text="the membership that wrote it: refused when another one is signed in by now"
    )
    written_at = serializers.DateTimeField(allow_null=True, default=None, help_text="by the device's clock")
    device_now = serializers.DateTimeField(
        allow_null=True, default=None, help_text="by the device's clock, as it sends"
    )


class KeySerializer(serializers.Serializer):
    key = serializers.UUIDField()


class FiledSectionSerializer(serializers.Serializer):
    contract = serializers.UUIDField(allow_null=True)
    id = serializers.UUIDField()
    reference = serializers.CharField()


class ReceiptSerializer(serializers.Serializer):
    """That a report is filed: nothing else says so."""

    key = serializers.UUIDField()
    filed_at = serializers.DateTimeField()
    reports = serializers.ListField(child=serializers.UUIDField())
    sections = FiledSectionSerializer(many=True)
    clock_skew_seconds = serializers.IntegerField(allow_null=True, help_text="how far ahead the device's clock goes")


class FiledReportSerializer(ReceiptSerializer):
    """What was filed under a key: its receipt, and its newest words."""

    content = serializers.DictField()


class FileAskedSerializer(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, help_text="a photo (JPEG, PNG, WebP) or a PDF")
    author = serializers.UUIDField(required=False, help_text="as for the report")


class FileKeptSerializer(serializers.Serializer):
    """That a file is kept."""

    key = serializers.UUIDField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="bytes, as kept")


class DraftAskedSerializer(serializers.Serializer):
    """The newest text of a report that is begun; `edition`: the one that was read, 0 when there was none."""

    edition = serializers.IntegerField(min_value=0)
    content = serializers.DictField()
    author = serializers.UUIDField(required=False, help_text="as for the report")


class DraftSerializer(serializers.ModelSerializer):
    class Meta:
        model = Draft
        fields = ["key", "edition", "content", "at"]


def head_of(given: Mapping[str, Any]) -> Head:
    """The head as the verb takes it."""
    met = tuple(Person(one["name"], one["function"], one["contact"]) for one in given["met"])
    return Head(**{**given, "customer": given["customer"].pk, "met": met})


def told_of(given: Mapping[str, Any]) -> Told:
    """One section as the verb takes it."""
    return Told(
        contract=given["contract"].pk if given["contract"] else None,
        interest=given["interest"],
        order_taken=given["order_taken"],
        minutes=given["minutes"],
        shown=tuple(given["shown"]),
        competitors=tuple(Seen(**one) for one in given["competitors"]),
        actions=tuple(Promise(**one) for one in given["actions"]),
        **{name: given[name] for name in TEXTS},
    )

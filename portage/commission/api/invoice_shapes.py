"""Shapes of commission invoices and mandates in the API. Sums are decimals in text, in the currency beside them."""

from typing import Any

from rest_framework import serializers

from portage.network.api.shapes import PartySerializer

from ..models import CommissionInvoice, Contest, MandateEnd
from .shapes import SUM


class ContestSerializer(serializers.ModelSerializer):
    """Why the agent contests an invoice that the principal wrote."""

    class Meta:
        model = Contest
        fields = ["reason", "at"]


class CommissionInvoiceSerializer(serializers.ModelSerializer):
    """A commission invoice or credit note. `kind` is a code of UNTDID 1001 (380, 381, 389, 261), `category` one of UNTDID 5305."""

    agent = PartySerializer(source="contract.agent")
    principal = PartySerializer(source="contract.principal")
    takes_back = serializers.UUIDField(source="credits_id", allow_null=True)
    taken_back_by = serializers.UUIDField(source="credited_by.pk", allow_null=True, default=None)
    contest = ContestSerializer(default=None)
    sha256 = serializers.CharField(source="paper.sha256", default="", help_text="of its PDF, once it is made")

    class Meta:
        model = CommissionInvoice
        fields = [
            "id", "number", "origin", "kind", "contract", "statement", "agent", "principal", "day", "due_on", "currency", "net",
            "vat", "gross", "category", "rate", "takes_back", "taken_back_by", "contest", "sha256", "at",
        ]  # fmt: skip


class CommissionInvoiceAskedSerializer(serializers.Serializer):
    """The rate of VAT in per cent, where both parties are in one country; at 0, why none is charged."""

    rate = serializers.DecimalField(max_digits=5, decimal_places=2, required=False)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class OwnInvoiceAskedSerializer(serializers.Serializer):
    """A Factur-X file (multipart/form-data), or the number and the day of the invoice."""

    file = serializers.FileField(required=False)
    number = serializers.CharField(max_length=40, required=False, allow_blank=True)
    day = serializers.DateField(required=False)
    vat = serializers.DecimalField(required=False, min_value=0, **SUM)


class ContestAskedSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class MandateEndSerializer(serializers.ModelSerializer):
    """From when a mandate holds no more."""

    class Meta:
        model = MandateEnd
        fields = ["from_day", "reason", "at"]


class MandateSerializer(serializers.Serializer):
    """A mandate of the agent to the principal to write its commission invoices."""

    id = serializers.UUIDField()
    from_day = serializers.DateField()
    until_day = serializers.DateField(allow_null=True)
    contest_days = serializers.IntegerField()
    holds = serializers.BooleanField()
    end = serializers.SerializerMethodField()
    at = serializers.DateTimeField()

    def get_end(self, row: Any) -> dict[str, Any] | None:
        found = getattr(row, "end", None)
        return MandateEndSerializer(found).data if found else None


class MandateAskedSerializer(serializers.Serializer):
    from_day = serializers.DateField()
    until_day = serializers.DateField(required=False, allow_null=True)
    contest_days = serializers.IntegerField(min_value=1, max_value=90)


class MandateEndAskedSerializer(serializers.Serializer):
    from_day = serializers.DateField()
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)

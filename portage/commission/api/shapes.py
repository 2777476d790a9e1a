"""Shapes of statements in the API. Sums are decimals in text, in the currency beside them; rates fractions of one."""

from typing import Any

from rest_framework import serializers

from portage.network.api.shapes import PartySerializer

from ..models import Answer, Dispute, ExchangeRate, Settlement

SUM: dict[str, Any] = {"max_digits": 18, "decimal_places": 3}
RATE: dict[str, Any] = {"max_digits": 7, "decimal_places": 5}


class DisputeAnswerSerializer(serializers.ModelSerializer):
    """What closed a dispute; `amount` is the correction that the next statement holds."""

    class Meta:
        model = Answer
        fields = ["kind", "base", "rate", "amount", "reason", "at"]


class DisputeSerializer(serializers.ModelSerializer):
    """A dispute of one line, with its answer."""

    answer = serializers.SerializerMethodField()

    class Meta:
        model = Dispute
        fields = ["id", "base", "rate", "expected", "reason", "at", "answer"]

    def get_answer(self, row: Dispute) -> dict[str, Any] | None:
        found = getattr(row, "answer", None)
        return DisputeAnswerSerializer(found).data if found else None


class StatementLineSerializer(serializers.Serializer):
    """One line: an accrual, or what is not due and why. `why` is a code, `says` its words."""

    number = serializers.IntegerField()
    section = serializers.CharField(source="line.section", help_text="earned, adjustment, nothing")
    kind = serializers.CharField(
        source="line.kind", help_text="what moved it: accepted, invoiced, paid, due, credited, lost…"
    )
    day = serializers.DateField(source="line.day", allow_null=True)
    customer = serializers.CharField()
    order = serializers.CharField()
    document = serializers.CharField(help_text="number of the invoice, or of the credit note")
    document_day = serializers.DateField(allow_null=True)
    base = serializers.DecimalField(source="line.base", **SUM)
    currency = serializers.CharField(source="line.currency", help_text="of the base, as it was invoiced")
    rate_of_exchange = serializers.DecimalField(
        source="line.exchange.rate", max_digits=20, decimal_places=10, allow_null=True, default=None
    )
    rate_source = serializers.CharField(source="line.exchange.source", allow_null=True, default=None)
    converted = serializers.DecimalField(
        source="line.converted", help_text="the base in the statement's currency", **SUM
    )
    rate = serializers.DecimalField(source="line.rate", **RATE)
    rule = serializers.CharField(source="line.rule", help_text="rate, general, product, reserved, direct, after_end")
    up_to = serializers.DecimalField(source="line.up_to", max_digits=14, decimal_places=2, allow_null=True)
    terms = serializers.IntegerField(source="line.terms", help_text="the version of the contract that it follows")
    amount = serializers.DecimalField(source="line.amount", help_text="commission", **SUM)
    why = serializers.CharField(source="line.why", help_text="why nothing is due")
    last_day = serializers.DateField(
        source="line.last_day", allow_null=True, help_text="earned on that day at the latest"
    )
    says = serializers.ListField(child=serializers.CharField())
    dispute = serializers.SerializerMethodField()

    def get_dispute(self, row: Any) -> dict[str, Any] | None:
        return DisputeSerializer(row.dispute["row"]).data if row.dispute else None


class SettlementSerializer(serializers.ModelSerializer):
    """What was paid of a statement."""

    class Meta:
        model = Settlement
        fields = ["id", "amount", "paid_on", "note", "at"]


class StatementSerializer(serializers.Serializer):
    """One statement, without its lines."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    contract = serializers.UUIDField(source="contract_id")
    principal = PartySerializer(source="contract.principal")
    agent = PartySerializer(source="contract.agent")
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    currency = serializers.CharField()
    total = serializers.DecimalField(**SUM)
    issued_on = serializers.DateField()
    issue_by = serializers.DateField(allow_null=True, help_text="the last day that the law left")
    due_on = serializers.DateField()
    vat = serializers.CharField()
    state = serializers.CharField(source="standing.state", help_text="issued, disputed, accepted")
    money = serializers.CharField(source="standing.money", help_text="nothing, open, late, part, paid")
    left = serializers.DecimalField(source="standing.left", **SUM)


class StatementVerbSerializer(serializers.Serializer):
    """What I may do with it now, and why not."""

    verb = serializers.CharField()
    allowed = serializers.BooleanField()
    reason = serializers.CharField()
    says = serializers.CharField()


class StatementDetailSerializer(StatementSerializer):
    """One statement with its lines, its payments, and what I may do."""

    lines = StatementLineSerializer(many=True)
    settlements = SettlementSerializer(many=True)
    invoice = serializers.UUIDField(allow_null=True, help_text="the commission invoice that stands")
    verbs = StatementVerbSerializer(many=True)


class PreviewSerializer(serializers.Serializer):
    """What the next statement would hold now."""

    first_day = serializers.DateField(source="draft.period.first_day")
    last_day = serializers.DateField(source="draft.period.last_day")
    currency = serializers.CharField(source="draft.currency")
    total = serializers.DecimalField(source="draft.total", **SUM)
    issue_by = serializers.DateField(source="draft.deadline.issue_by", allow_null=True)
    due_on = serializers.DateField(source="draft.deadline.due_on")
    vat = serializers.CharField(source="draft.vat")
    lines = StatementLineSerializer(many=True)


class IssueSerializer(serializers.Serializer):
    """The last day of the period."""

    last_day = serializers.DateField()


class DisputeAskedSerializer(serializers.Serializer):
    """The base (in the statement's currency) or the rate that the agent expects; left out: the line's own."""

    reason = serializers.CharField(max_length=2000)
    base = serializers.DecimalField(required=False, **SUM)
    rate = serializers.DecimalField(required=False, **RATE)


class DisputeAnswerAskedSerializer(serializers.Serializer):
    """Upheld, as expected or with another base or rate; or refused with a reason."""

    uphold = serializers.BooleanField()
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    base = serializers.DecimalField(required=False, **SUM)
    rate = serializers.DecimalField(required=False, **RATE)


class WithdrawAskedSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class SettlementAskedSerializer(serializers.Serializer):
    """What was paid, and when."""

    amount = serializers.DecimalField(**SUM)
    paid_on = serializers.DateField()
    note = serializers.CharField(max_length=120, required=False, allow_blank=True)


class ExchangeRateSerializer(serializers.ModelSerializer):
    """The rate of a day: units of `into` for one unit of `currency`."""

    class Meta:
        model = ExchangeRate
        fields = ["currency", "into", "day", "rate", "source", "at"]


class OneRateSerializer(serializers.Serializer):
    """Units of the contract's currency for one unit of `currency` on a day."""

    currency = serializers.CharField(max_length=3, min_length=3)
    day = serializers.DateField()
    rate = serializers.DecimalField(max_digits=19, decimal_places=10)


class RatesAskedSerializer(serializers.Serializer):
    """At most 5 000 rates that one source published."""

    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    rates = OneRateSerializer(many=True)

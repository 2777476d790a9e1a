"""What the API tells and is sent of leaving: the four ways, figures of commission, duties, renewals of a day, the review file."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..actions.deciding import NOTICE, OPEN, RENEW
from ..leaving import WAYS
from ..models import CommissionFigure, Duty, DutyEvent
from .shapes import SIDES

QUESTIONS = [("pay_amount", "what is owed"), ("pay_due", "whether it is owed")]
DECISIONS = [(OPEN, "not decided"), (RENEW, "let it renew"), (NOTICE, "give notice")]
DUTIES, DUTY_EVENTS = Duty.Code.choices, DutyEvent.Kind.choices
MONEY: dict[str, Any] = {"max_digits": 16, "decimal_places": 3}


class CompensationSerializer(serializers.Serializer):
    """The agent's compensation for one way of ending. `stands`: due, open, lost, lost_unless, agreed, negotiated, nothing,
    unknown, not_due. `amount` null: nothing can be computed; `missing_years` or `asks` says why."""

    stands = serializers.CharField()
    amount = serializers.DecimalField(**MONEY, allow_null=True)
    currency = serializers.CharField()
    is_cap = serializers.BooleanField(help_text="the most that can be owed, not what is habitual")
    formula = serializers.CharField(allow_blank=True)
    total = serializers.CharField(allow_null=True, help_text="commission of the window")
    months = serializers.CharField(allow_null=True, help_text="months of the window")
    years_paid = serializers.IntegerField(allow_null=True)
    average_over_years = serializers.IntegerField(allow_null=True)
    missing_years = serializers.ListField(child=serializers.IntegerField())
    asks = serializers.ListField(child=serializers.CharField())
    given_by_a_person = serializers.BooleanField()
    uses_figures_of_the_other_side = serializers.BooleanField()
    says = serializers.CharField(allow_blank=True)


class FollowsSerializer(serializers.Serializer):
    """One thing that follows an end. `asks`: no record gives the day, a person must."""

    code = serializers.CharField()
    last_day = serializers.DateField(allow_null=True)
    asks = serializers.BooleanField()
    params = serializers.DictField()
    rule = serializers.DictField(allow_null=True)


class NextTermSerializer(serializers.Serializer):
    """The term that opens if nobody leaves."""

    number = serializers.IntegerField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()


class WaySerializer(serializers.Serializer):
    """One of the four ways."""

    way = serializers.ChoiceField(choices=list(WAYS))
    open = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True)
    ends_on = serializers.DateField(allow_null=True)
    last_notice_day = serializers.DateField(allow_null=True)
    post_by = serializers.DateField(allow_null=True, help_text="a letter posted by then leaves ten days in the post")
    next_term = NextTermSerializer(allow_null=True)
    compensation = CompensationSerializer(allow_null=True)
    commission_until_end = serializers.DecimalField(**MONEY, allow_null=True, help_text="an order of size, not a debt")
    follows = FollowsSerializer(many=True)
    rules = serializers.ListField(child=serializers.DictField())
    says = serializers.ListField(child=serializers.CharField())


class CostSerializer(serializers.Serializer):
    """What leaving costs, on what my side knows."""

    by = serializers.ChoiceField(choices=SIDES, help_text="who would leave")
    today = serializers.DateField()
    currency = serializers.CharField()
    ways = WaySerializer(many=True)


class EndPreviewSerializer(serializers.Serializer):
    """What an end would bring, before anybody commits."""

    kind = serializers.CharField()
    by = serializers.CharField(allow_blank=True)
    ends_on = serializers.DateField()
    compensation = CompensationSerializer()
    follows = FollowsSerializer(many=True)


class FigureSerializer(serializers.ModelSerializer):
    """The commission of one year as one side told it. Of a side and year the newest holds."""

    told_by = serializers.CharField(source="membership.person.name")
    amount = serializers.DecimalField(**MONEY)

    class Meta:
        model = CommissionFigure
        fields = ["id", "side", "year", "until", "amount", "currency", "source", "shared", "told_by", "at"]
        read_only_fields = fields


class FigureAskedSerializer(serializers.Serializer):
    """A year's gross commission. `until`: only for the year that is still running."""

    year = serializers.IntegerField(min_value=1900, max_value=2200)
    until = serializers.DateField(required=False, allow_null=True)
    amount = serializers.DecimalField(**MONEY, min_value=0)
    source = serializers.CharField(max_length=200)  # type: ignore[assignment]
    shared = serializers.BooleanField(default=False, help_text="the other side reads it too, for good")


class EndAnswerAskedSerializer(serializers.Serializer):
    """What counsel says where the law's record is silent. `answer`: a figure, or due or not_due."""

    question = serializers.ChoiceField(choices=QUESTIONS)
    answer = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=2000)


class DutyEventSerializer(serializers.ModelSerializer):
    """What a person recorded of a duty."""

    recorded_by = serializers.CharField(source="membership.person.name")

    class Meta:
        model = DutyEvent
        fields = ["kind", "day", "number", "reason", "recorded_by", "at"]
        read_only_fields = fields


class DutySerializer(serializers.ModelSerializer):
    """Something to be done by a day. `by_day` null: no law names a delay and nobody gave a day yet."""

    contract = serializers.UUIDField(source="contract_id")
    by_day = serializers.SerializerMethodField()
    is_done = serializers.BooleanField()
    events = DutyEventSerializer(many=True)

    class Meta:
        model = Duty
        fields = ["id", "contract", "code", "side", "law", "from_day", "day", "by_day", "is_done", "rule", "events"]
        read_only_fields = fields

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_by_day(self, duty: Any) -> Any:
        return duty.by_day


class DoneAskedSerializer(serializers.Serializer):
    done_on = serializers.DateField()
    number = serializers.CharField(max_length=60, allow_blank=True, default="")
    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")


class DatedAskedSerializer(serializers.Serializer):
    day = serializers.DateField()
    reason = serializers.CharField(max_length=1000)


class SumSerializer(serializers.Serializer):
    """What is known in one currency."""

    currency = serializers.CharField()
    amount = serializers.DecimalField(**MONEY)
    contracts = serializers.IntegerField()


class ExposureSerializer(serializers.Serializer):
    """What compensation would come to if the principals left at term: sums of what is known, counts of what is not."""

    known = SumSerializer(many=True)
    in_force = serializers.IntegerField(help_text="contracts that I may see; stops at 1 000")
    without_figures = serializers.IntegerField()
    year_missing = serializers.IntegerField()
    law_silent = serializers.IntegerField()
    nothing_by_law = serializers.IntegerField()


class RenewalSerializer(serializers.Serializer):
    """One contract whose last day for notice is that day. `ends_on`: what a notice served now brings."""

    contract = serializers.UUIDField()
    reference = serializers.CharField()
    principal = serializers.CharField()
    agent = serializers.CharField()
    decision = serializers.ChoiceField(choices=DECISIONS)
    term_last_day = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class WishSerializer(serializers.Serializer):
    """What to do with one contract. With `notice`, `ends_on` is the end that was read: another one is refused."""

    contract = serializers.UUIDField()
    decision = serializers.ChoiceField(choices=DECISIONS)
    ends_on = serializers.DateField(required=False, allow_null=True)


class WishesSerializer(serializers.Serializer):
    decisions = WishSerializer(many=True, max_length=200)  # type: ignore[call-arg]


class OutcomeSerializer(serializers.Serializer):
    """What became of one contract; the others are not touched by a refusal."""

    contract = serializers.UUIDField()
    decision = serializers.CharField()
    done = serializers.BooleanField()
    notice = serializers.UUIDField(allow_null=True)
    code = serializers.CharField(allow_blank=True)
    says = serializers.CharField(allow_blank=True)


class LineSerializer(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)


class SectionSerializer(serializers.Serializer):
    """One part of a review file."""

    key = serializers.CharField()
    title = serializers.CharField()
    lines = LineSerializer(many=True)
    note = serializers.CharField(allow_blank=True)

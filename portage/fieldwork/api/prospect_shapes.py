"""What the API tells of prospects, of the funnel, of markets, and of customers recorded twice."""

from typing import Any

from django_countries.serializer_fields import CountryField
from rest_framework import serializers

from contracts.models import Contract
from portage.network.api.shapes import CustomerSerializer
from portage.network.models import Customer
from portage.network.related import ScopedRelatedField

from ..models import Account, Prospect, StageMove
from ..rules.prospecting import STAGES

STAGE, WHY, INTEREST = Prospect.Stage.choices, Prospect.Why.choices, Account.Interest.choices
SIDE = [("principal", "principal"), ("agent", "agent")]
BEGINS = [(code, label) for code, label in STAGE if code in STAGES]


class ProspectSerializer(serializers.Serializer):
    """A customer seen under one contract. `moves_made` is what a move sends as `seen`. `next_day` is in the past when it is
    late."""

    id = serializers.UUIDField()
    contract = serializers.UUIDField(source="contract_id")
    name = serializers.CharField(source="customer.name")
    country = CountryField(source="customer.country")
    city = serializers.CharField(source="customer.city", allow_blank=True)
    segment = serializers.CharField(source="customer.segment", allow_blank=True)
    stage = serializers.ChoiceField(choices=STAGE)
    why_lost = serializers.ChoiceField(choices=WHY, allow_blank=True)
    since = serializers.DateField()
    moves_made = serializers.IntegerField()
    interest = serializers.ChoiceField(choices=INTEREST, allow_null=True)
    next_action = serializers.CharField(source="next_text", allow_null=True)
    next_side = serializers.ChoiceField(choices=SIDE, allow_null=True)
    next_day = serializers.DateField(allow_null=True)


class StageMoveSerializer(serializers.ModelSerializer):
    """A prospect came to a stage; `section` when a visit report brought it there."""

    class Meta:
        model = StageMove
        fields = ["number", "stage", "why_lost", "note", "on", "section", "at"]
        read_only_fields = fields


class ProspectDetailSerializer(ProspectSerializer):
    """One prospect with its moves, the first one first."""

    moves = StageMoveSerializer(many=True)


class NewProspectSerializer(serializers.Serializer):
    """A customer of the agent's that becomes a prospect."""

    contract = ScopedRelatedField(Contract)
    customer = ScopedRelatedField(Customer)
    stage = serializers.ChoiceField(choices=BEGINS, default="identified")


class ProspectMoveAskedSerializer(serializers.Serializer):
    """To which stage; `seen`: the `moves_made` that you read. Lost asks why."""

    stage = serializers.ChoiceField(choices=STAGE)
    seen = serializers.IntegerField(min_value=1)
    why_lost = serializers.ChoiceField(choices=WHY, allow_blank=True, default="")
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class FunnelStepSerializer(serializers.Serializer):
    """One stage: how many stand there, how many reached it or one beyond, how many of these went on, the share of these, and
    the median of the days that they took."""

    stage = serializers.CharField()
    standing = serializers.IntegerField()
    reached = serializers.IntegerField()
    went_on = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    days = serializers.IntegerField(allow_null=True)


class FunnelSerializer(serializers.Serializer):
    """The funnel of the whole contract; `lost` by reason; `days` from the first stage to the last one, median."""

    steps = FunnelStepSerializer(many=True)
    lost = serializers.DictField(child=serializers.IntegerField())
    days = serializers.IntegerField(allow_null=True)


class PriceToldSerializer(serializers.Serializer):
    """A price that was told, by which section."""

    on = serializers.DateField()
    price = serializers.DecimalField(max_digits=14, decimal_places=4)
    currency = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    section = serializers.UUIDField(source="section.pk")


class RivalSerializer(serializers.Serializer):
    """A competitor's product, and its prices from the oldest to the newest."""

    name = serializers.CharField()
    product = serializers.CharField(allow_blank=True)
    last_seen = serializers.DateField()
    prices = PriceToldSerializer(many=True)


class SaidSerializer(serializers.Serializer):
    """Words of one section."""

    text = serializers.CharField()
    section = serializers.UUIDField(source="section.pk")
    on = serializers.DateField(source="section.report.visited_on")


class MarketPlaceSerializer(serializers.Serializer):
    """A country and a segment of which something was told."""

    country = serializers.CharField()
    segment = serializers.CharField(allow_blank=True)


class MarketSerializer(serializers.Serializer):
    """What I may read of one place; `places` are those that can be asked for. `country` is "" when nothing is known."""

    places = MarketPlaceSerializer(many=True)
    country = serializers.CharField(allow_blank=True)
    segment = serializers.CharField(allow_blank=True)
    competitors = RivalSerializer(many=True)
    customs = SaidSerializer(many=True)
    growth = SaidSerializer(many=True)
    objections = SaidSerializer(many=True)
    opportunities = SaidSerializer(many=True)


class HeldSerializer(serializers.Serializer):
    """One record of a customer, with what hangs on it as far as I see it."""

    customer = CustomerSerializer()
    contacts = serializers.IntegerField()
    reports = serializers.IntegerField()
    prospects = serializers.IntegerField()


class DuplicateSerializer(serializers.Serializer):
    """Two records that look like one company: which would stay, which would go."""

    kept = HeldSerializer()
    gone = HeldSerializer()


class MergeAskedSerializer(serializers.Serializer):
    """The record that goes."""

    gone = ScopedRelatedField(Customer)


def place_shape(place: tuple[str, str]) -> dict[str, Any]:
    return {"country": place[0], "segment": place[1]}

"""Doors of splits of orders in the API: each reader finds the parts whose contract they see."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework import serializers
from rest_framework.response import Response

from contracts.api.doors import check_sure
from contracts.models import Contract
from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, reads, writes
from portage.network import access
from portage.network.doors import who
from portage.network.related import ScopedRelatedField

from ..actions import splits as verbs
from ..filters import ShareFilter
from ..models import Order, Split
from ..pages import splits as page
from ..queries import splits as queries
from ..views.splits import sale_of, share_of

PERCENT: dict[str, Any] = {"max_digits": 7, "decimal_places": 4}


class PartOfOrderSerializer(serializers.Serializer):
    """The part of one contract of an order, as the two parties of that contract read it."""

    id = serializers.UUIDField()
    contract = serializers.UUIDField(source="contract_id")
    order = serializers.CharField(source="split.order.reference")
    customer = serializers.CharField(source="split.order.customer")
    city = serializers.CharField(source="split.order.city")
    country = serializers.CharField(source="split.order.country", help_text="the buyer's")
    delivery_country = serializers.CharField(source="split.order.delivery_country", help_text="empty: the buyer's")
    payer_country = serializers.CharField(source="split.order.payer_country", help_text="empty: the buyer's")
    received_on = serializers.DateField(source="split.order.received_on")
    accepted_on = serializers.DateField(source="split.order.accepted_on")
    rule = serializers.CharField(source="split.rule", help_text="places, former, shared, agreed")
    percent = serializers.DecimalField(**PERCENT)
    claim = serializers.CharField(help_text="buyer, delivery, payer, former, recorded, named")
    state = serializers.SerializerMethodField(help_text="waits, declined, holds, withdrawn")
    answer = serializers.SerializerMethodField(help_text="none, agrees, declines")
    reason = serializers.CharField(source="answer.reason", default="")
    proposed_at = serializers.DateTimeField(source="split.at")

    def get_state(self, share: Any) -> str:
        return page.state_of(share.split, [share])

    def get_answer(self, share: Any) -> str:
        return page.said_of(share)


class SplitSerializer(serializers.Serializer):
    """The newest split of an order, with the parts whose contract I see."""

    rule = serializers.CharField()
    state = serializers.CharField()
    says = serializers.CharField()
    parts = PartOfOrderSerializer(many=True)


class PartOfOrderAskedSerializer(serializers.Serializer):
    contract = ScopedRelatedField(Contract)
    percent = serializers.DecimalField(**PERCENT)


class SplitAskedSerializer(serializers.Serializer):
    """The rule that the parts follow, and the part of each contract: 100 in all, the order's own among them."""

    rule = serializers.ChoiceField(choices=[(code, code) for code in Split.Rule.values])
    parts = PartOfOrderAskedSerializer(many=True)


class PartOfOrderAnswerSerializer(serializers.Serializer):
    """Agreed, or declined with a reason that the principal alone reads."""

    agrees = serializers.BooleanField()
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


def shown(request: Asking, order: Order) -> dict[str, Any]:
    """The newest split; 404 where none was proposed, or none of its parts is this person's to see."""
    split = queries.newest(order)
    parts = page.visible(split, request.acting) if split else []
    if split is None or not parts:
        raise Http404
    state = page.state_of(split, parts)
    told = {"rule": split.rule, "state": state, "says": str(page.RULES[split.rule]), "parts": parts}
    return SplitSerializer(told).data


class OrderSplit(Door):
    @reads(SplitSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """How an order is shared between agents: an agent finds its own part, nobody else's, nor how many there are."""
        return Response(shown(request, access.fetch(request.user, None, queries.orders(), source=pk)))

    @writes(SplitAskedSerializer, SplitSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal proposes a split. With a recent proof of who I am: until it is agreed nothing more is due."""

        def respond() -> Response:
            order = sale_of(plain(request), pk)
            check_sure(request)
            given = self.given(request, SplitAskedSerializer)
            parts = [(one["contract"], one["percent"]) for one in given["parts"]]
            verbs.propose_split(order, rule=given["rule"], parts=parts, by=who(request), at=clock.now())
            return Response(shown(request, order), status=201)

        return self.write(request, respond)


class WithdrawSplit(Door):
    @writes(None, SplitSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal takes its proposal back. With a recent proof of who I am."""

        def respond() -> Response:
            order = sale_of(plain(request), pk)
            check_sure(request)
            verbs.withdraw_split(order, by=who(request), at=clock.now())
            return Response(shown(request, order))

        return self.write(request, respond)


class Parts(Door):
    @lists(PartOfOrderSerializer, filters=ShareFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The parts of orders under the contracts that I may see."""
        found = narrowed(request, ShareFilter, access.visible(request.user, queries.shares()))
        return self.page(request, found, serializer=PartOfOrderSerializer, orders=queries.ORDERS)


class OnePart(Door):
    @reads(PartOfOrderSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One part."""
        return Response(PartOfOrderSerializer(share_of(plain(request), pk)).data)


class AnswerPart(Door):
    @writes(PartOfOrderAnswerSerializer, PartOfOrderSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent agrees with its part or declines it. With a recent proof of who I am."""

        def respond() -> Response:
            row = share_of(plain(request), pk, page.ANSWER)
            check_sure(request)
            verbs.answer_share(row, **self.given(request, PartOfOrderAnswerSerializer), by=who(request), at=clock.now())
            return Response(PartOfOrderSerializer(share_of(plain(request), pk)).data)

        return self.write(request, respond)

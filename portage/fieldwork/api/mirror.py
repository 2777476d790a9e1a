"""The attention mirror, for programs."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import reads

from ..pages import mirror as page
from ..rules import mirror as rules
from ..views.mirror import read_all, read_one
from .shapes import SIDES


class DoneSerializer(serializers.Serializer):
    """What one side did: by kind."""

    side = serializers.ChoiceField(choices=SIDES)
    kind = serializers.CharField()
    count = serializers.IntegerField()


class MonthOfMirrorSerializer(serializers.Serializer):
    first = serializers.DateField()
    agent = serializers.IntegerField()
    principal = serializers.IntegerField()


class GestureSerializer(serializers.Serializer):
    """What would help most now, why, and the page on which it is made."""

    code = serializers.ChoiceField(choices=rules.GESTURES)
    title = serializers.CharField()
    why = serializers.CharField()
    url = serializers.CharField()


class MirrorSerializer(serializers.Serializer):
    """What the agency spent on one contract beside the SME's own initiative, in twelve months."""

    contract = serializers.UUIDField(source="contract.pk")
    reference = serializers.CharField(source="contract.reference")
    principal = serializers.CharField(source="contract.principal.name")
    agent = serializers.CharField(source="contract.agent.name")
    done = DoneSerializer(many=True)
    minutes = serializers.IntegerField(source="mirror.minutes", help_text="told of `timed` visits")
    timed = serializers.IntegerField(source="mirror.timed")
    orders_in_time = serializers.IntegerField(source="mirror.in_time", help_text="of `orders_clocked` answers")
    orders_clocked = serializers.IntegerField(source="mirror.clocked")
    median_days = serializers.FloatField(source="mirror.took", allow_null=True, help_text="from receipt to answer")
    months = MonthOfMirrorSerializer(source="mirror.months", many=True)
    gesture = GestureSerializer(allow_null=True)


def told(one: page.Read) -> Any:
    """One mirror as a program reads it."""
    done = [
        {"side": side, "kind": kind, "count": one.mirror.of(side, kind)} for side, kinds in rules.KINDS.items() for kind in kinds
    ]  # fmt: skip
    shown = {"contract": one.contract, "mirror": one.mirror, "gesture": one.gesture, "done": done}
    return MirrorSerializer(shown).data


class OneMirror(Door):
    @reads(MirrorSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The attention mirror of one contract, the same for both its parties."""
        return Response(told(read_one(request, pk, at=clock.now())))


class Mirrors(Door):
    @reads(MirrorSerializer(many=True), statuses=(403,), operation_id="mirrors_list")
    def get(self, request: Asking) -> Response:
        """The mirrors of my SME's running contracts."""
        return Response([told(one) for one in read_all(request, at=clock.now())])

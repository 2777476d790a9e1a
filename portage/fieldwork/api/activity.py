"""The activity of a month, for programs."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from portage.core.api.doors import Asking, Door
from portage.core.api.schema import reads

from ..queries import activity as queries
from ..views.activity import asked_of, month_asked


class FiguresSerializer(serializers.Serializer):
    """What happened in the month. `timed` reports told their `minutes`; `contracts` and `silent` are of its last day."""

    visits = serializers.IntegerField()
    calls = serializers.IntegerField()
    minutes = serializers.IntegerField()
    timed = serializers.IntegerField()
    late = serializers.IntegerField()
    unread = serializers.IntegerField(help_text="reports that their SME has not acknowledged")
    orders = serializers.IntegerField()
    contracts = serializers.IntegerField()
    silent = serializers.IntegerField()


class ActivityRowSerializer(serializers.Serializer):
    """One subsidiary (its identifier and name), contract (identifier, reference and parties) or country (its code)."""

    key = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())
    figures = FiguresSerializer()


class ActivitySerializer(serializers.Serializer):
    month = serializers.CharField(help_text="2026-11")
    by = serializers.ChoiceField(choices=queries.GROUPS)
    silent_days = serializers.IntegerField()
    rows = ActivityRowSerializer(many=True)
    total = FiguresSerializer()


class Activity(Door):
    @reads(
        ActivitySerializer, statuses=(),
        parameters=[
            OpenApiParameter("month", str, description="2026-11; the present one otherwise"),
            OpenApiParameter("by", str, enum=list(queries.GROUPS)), OpenApiParameter("q", str, description="a party's name"),
            OpenApiParameter("subsidiary", str), OpenApiParameter("country", str),
            OpenApiParameter("silent_days", int, description="without a report; 90 otherwise"),
        ],
    )  # fmt: skip
    def get(self, request: Asking) -> Response:
        """The activity of a month under the contracts that I may see, by subsidiary, contract or country."""
        month, (by, asked) = month_asked(request), asked_of(request.query_params)
        found = queries.activity(request.user, month, by, asked)
        rows = [
            {"key": str(row.key), "names": [str(name) for name in row.names if not isinstance(name, bool)], "figures": row.figures}
            for row in sorted(found.rows, key=lambda row: str(row.key))
        ]  # fmt: skip
        shown = {"month": str(month), "by": by, "silent_days": asked.silent_days, "rows": rows, "total": found.total}
        return Response(ActivitySerializer(shown).data)

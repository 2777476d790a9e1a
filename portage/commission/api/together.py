"""Statements issued together, in the API: what is over, asking, how far it has come."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from contracts.api.doors import check_sure
from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions.together import ISSUE, MOST, issue_together
from ..filters import BatchEntryFilter
from ..models import BatchEntry
from ..pages import together as pages
from ..queries import batches as queries
from ..words.together import why

NONE_TO_COME = _("No statement is to come under this contract now.")


class DuePeriodSerializer(serializers.Serializer):
    """A period that is over and has no statement: of each contract the oldest."""

    contract = serializers.UUIDField(source="contract.pk")
    reference = serializers.CharField(source="contract.reference")
    last_day = serializers.DateField()
    to_issue_by = serializers.DateField(source="by", help_text="the law's last day; without one, the day of payment")


class PeriodSerializer(serializers.Serializer):
    contract = serializers.UUIDField()
    last_day = serializers.DateField(help_text="of the period, as it was read")


class BatchAskedSerializer(serializers.Serializer):
    """The statements to issue; each contract once."""

    periods = PeriodSerializer(many=True, allow_empty=False)

    def validate_periods(self, periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(periods) > MOST:
            raise serializers.ValidationError(_("At most %(most)s statements are issued together.") % {"most": MOST})
        if len({one["contract"] for one in periods}) < len(periods):
            raise serializers.ValidationError(_("Each contract stands once: its oldest period."))
        return periods


class BatchSerializer(serializers.Serializer):
    """How far a batch has come: of its entries, those whose contract I may see."""

    id = serializers.UUIDField(source="pk")
    at = serializers.DateTimeField()
    asked = serializers.IntegerField()
    issued = serializers.IntegerField()
    refused = serializers.IntegerField()
    waiting = serializers.IntegerField()


class BatchEntrySerializer(serializers.Serializer):
    """One contract of a batch: its statement, or why there is none."""

    contract = serializers.UUIDField(source="contract_id")
    reference = serializers.CharField(source="contract.reference")
    last_day = serializers.DateField()
    state = serializers.SerializerMethodField(help_text="waiting, issued, refused")
    statement = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField(help_text="code of the refusal, empty without one")
    says = serializers.SerializerMethodField(help_text="its words")

    def get_state(self, row: BatchEntry) -> str:
        return pages.state_of(row)

    def get_statement(self, row: Any) -> UUID | None:
        return row.statement_pk if pages.state_of(row) == "issued" else None

    def get_reason(self, row: BatchEntry) -> str:
        return row.outcome.refusal if hasattr(row, "outcome") else ""

    def get_says(self, row: BatchEntry) -> str:
        return str(why(self.get_reason(row)))


def told(request: Asking, pk: UUID) -> dict[str, Any]:
    """A batch as this person may see it. Raises Http404."""
    own = request.acting.organisation.pk
    row = queries.fetch(request.user, own, pk)
    counts = queries.progress(queries.seen(request.user, own).filter(batch=pk))
    return dict(BatchSerializer({"pk": row.pk, "at": row.at, **counts}).data)


class DuePeriods(Door):
    @reads(DuePeriodSerializer(many=True))
    def get(self, request: Asking) -> Response:
        """The periods that are over under contracts of my organisation, the most urgent first; at most 10 000."""
        rows = pages.over(request.user, request.acting.organisation.pk, clock.now())
        return Response(DuePeriodSerializer(rows[:MOST], many=True).data)


class StatementBatches(Door):
    @writes(BatchAskedSerializer, BatchSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """Issue many statements, each by itself in the background. With a recent proof of who I am: they never change."""

        def respond() -> Response:
            access.demand(request.user, ISSUE)
            check_sure(request)
            given = self.given(request, BatchAskedSerializer)["periods"]
            wanted = {one["contract"]: one["last_day"] for one in given}
            own, at = request.acting.organisation.pk, clock.now()
            contracts = {row.pk: row for row in queries.due(request.user, own, at).filter(pk__in=wanted)}
            refused = {str(n): [NONE_TO_COME] for n, pk in enumerate(wanted) if pk not in contracts}
            if refused:
                raise serializers.ValidationError({"periods": refused})
            periods = [(contracts[pk], day) for pk, day in wanted.items()]
            made = issue_together(periods, by=who(request), at=at)
            return Response(told(request, made.pk), status=201)

        return self.write(request, respond)


class StatementBatch(Door):
    @reads(BatchSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """How far it has come."""
        return Response(told(request, pk))


class BatchEntries(Door):
    @lists(BatchEntrySerializer, filters=BatchEntryFilter, orders=queries.ORDERS)
    def get(self, request: Asking, pk: UUID) -> Response:
        """What became of each contract of it."""
        own = request.acting.organisation.pk
        queries.fetch(request.user, own, pk)
        found = narrowed(request, BatchEntryFilter, queries.seen(request.user, own).filter(batch=pk))
        return self.page(request, found, serializer=BatchEntrySerializer, orders=queries.ORDERS)

"""Notices: what one would do, giving one, its receipt."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from contracts.law.chain import BeforeFirstDay
from contracts.law.dates import OutOfCalendar
from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import reads, writes
from portage.core.refusals import Invalid, Refused
from portage.core.words import day
from portage.network import access
from portage.network.doors import who

from ..actions import notice as verbs
from ..models import Contract, Notice
from ..queries import page as queries
from ..views.doors import contract_of, demand_now, today_of
from . import asked, told
from .doors import ContractDoor
from .shapes import ContractSerializer, ExplanationSerializer, NoticeSerializer

GIVE, RECEIVE = "contracts.give_notice", "contracts.acknowledge_notice"


class EffectSerializer(serializers.Serializer):
    """What a notice would do, and why."""

    served_on = serializers.DateField()
    ends_on = serializers.DateField()
    refuses_renewal_of_term = serializers.IntegerField(allow_null=True)
    last_notice_day = serializers.DateField(allow_null=True, help_text="the last day for the same end")
    post_by = serializers.DateField(allow_null=True, help_text="a letter posted by then leaves ten days in the post")
    explanation = ExplanationSerializer()


class NoticePreview(Door):
    @reads(
        EffectSerializer,
        statuses=(403, 404, 409, 422),
        parameters=[OpenApiParameter("served_on", date, description="today when it is not given")],
    )
    def get(self, request: Asking, pk: UUID) -> Response:
        """The end that a notice served on that day would bring, step by step. Nothing is written."""
        row = contract_of(plain(request), pk, GIVE)
        demand_now(plain(request), row, "notice")
        typed = request.query_params.get("served_on")
        served_on = serializers.DateField().run_validation(typed) if typed else today_of(row)
        return Response(EffectSerializer(effect(row, served_on)).data)


def effect(row: Contract, served_on: date) -> dict[str, Any]:
    """What a notice of that day would do. Raises Invalid for a day on which none can be served."""
    try:
        return told.effect(row, served_on, today_of(row))
    except BeforeFirstDay as early:
        begun = _("The contract began on %(day)s: a notice cannot come before.") % {
            "day": day(row.first_day or served_on)
        }
        raise Invalid("notice_before_contract", begun, field="served_on") from early
    except OutOfCalendar as late:
        raise Invalid("out_of_calendar", _("That day is too far away."), field="served_on") from late


class Notices(ContractDoor):
    permission, verb, sure = GIVE, "notice", True

    @writes(asked.NoticeAskedSerializer, ContractSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Give notice. What the preview told is what is done. Needs a recent proof of who I am."""

        def give(row: Contract) -> Notice:
            given = self.given(request, asked.NoticeAskedSerializer)
            confirmed, today = given.pop("ends_on"), today_of(row)
            given["served_on"] = today if given["form"] == Notice.Form.PLATFORM else given.get("served_on", today)
            ends_on = effect(row, given["served_on"])["ends_on"]
            if confirmed != ends_on:
                words = _("The end is now %(day)s. Read it and confirm again.") % {"day": day(ends_on)}
                raise Refused("other_end", words, field="ends_on")
            return verbs.give_notice(row, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, give, status=201)


class OneNotice(Door):
    @reads(NoticeSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One notice that was served."""
        return Response(NoticeSerializer(access.fetch(request.user, None, queries.notices(), pk=pk)).data)


class Receipt(Door):
    @writes(asked.ReceiptSerializer, NoticeSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Say that my side received a notice. It counts from its service all the same."""

        def respond() -> Response:
            row = access.fetch(request.user, RECEIVE, queries.notices(), pk=pk)
            given = self.given(request, asked.ReceiptSerializer)
            verbs.acknowledge_notice(row, by=who(request), at=clock.now(), **given)
            again = access.fetch(request.user, None, queries.notices(), pk=pk)
            return Response(NoticeSerializer(again).data, status=201)

        return self.write(request, respond)

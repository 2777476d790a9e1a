"""What leaving costs, and what surrounds it: figures, answers, duties, exposure, renewals of a day, the review file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from contracts.law.ending import consequences
from contracts.law.pay import AGENT, DEFAULT, MUTUAL, NOTICE, PRINCIPAL
from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.lists.paging import MOST
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import who

from ..actions import answering, commission, deciding
from ..actions import duties as duty_verbs
from ..leaving import cost, held_by, held_by_of_many, pay_of
from ..models import Contract
from ..pages import exposure as exposure_page
from ..pages import leaving as page
from ..pages import review_file as file_page
from ..queries import commission as figures
from ..queries import decisions, duties
from ..queries import exposure as exposed
from ..queries.law import law_of
from ..queries.people import side_of
from ..queries.portfolio import count
from ..queries.waiting import side_of as side_of_acting
from ..standing import end_of
from ..views import deciding as decided
from ..views import review_file as file_view
from ..views.doors import contract_of, today_of
from . import leaving_shapes as shapes
from .doors import check_sure
from .papers import AsItIs

TELL, FINISH, GIVE = "contracts.tell_commission", "contracts.finish_duty", "contracts.give_notice"
BY = OpenApiParameter("by", str, enum=[PRINCIPAL, AGENT], description="who would leave; my side when it is not given")


def mine(request: Asking, row: Contract) -> str:
    return side_of(row, request.acting.organisation.pk)


class Leaving(Door):
    @reads(shapes.CostSerializer, parameters=[BY])
    def get(self, request: Asking, pk: UUID) -> Response:
        """Stay, amend, leave today, leave at term: what each brings, on what my side knows. Nothing is written."""
        row = contract_of(plain(request), pk)
        side, asked = mine(request, row), request.query_params.get("by", "")
        by = asked if asked in {PRINCIPAL, AGENT} else side or PRINCIPAL
        found = cost(row, held_by(row, side), by=by, today=today_of(row))
        return Response(shapes.CostSerializer(page.as_data(found)).data)


class EndPreview(Door):
    @reads(
        shapes.EndPreviewSerializer,
        statuses=(404, 422),
        parameters=[
            OpenApiParameter("kind", str, enum=[MUTUAL, DEFAULT, NOTICE]),
            OpenApiParameter("last_day", date, description="today when it is not given"),
            BY,
        ],
    )
    def get(self, request: Asking, pk: UUID) -> Response:
        """What an end on that day would bring by law: compensation, claim, later orders. Nothing is written."""
        row = contract_of(plain(request), pk)
        asked = request.query_params
        kind = serializers.ChoiceField([MUTUAL, DEFAULT, NOTICE]).run_validation(asked.get("kind", MUTUAL))
        day = serializers.DateField().run_validation(asked["last_day"]) if asked.get("last_day") else today_of(row)
        side = mine(request, row)
        told_by = str(asked.get("by", ""))
        by = "" if kind == MUTUAL else told_by if told_by in {PRINCIPAL, AGENT} else side
        law, end = law_of(row), end_of(row, kind=kind, by=by, ends_on=day)
        pay = pay_of(row, law, held_by(row, side), end, today_of(row))
        follows = [one.as_dict() for one in consequences(law, end)]
        told = {"kind": kind, "by": by, "ends_on": day, "compensation": page.pay_data(pay), "follows": follows}
        return Response(shapes.EndPreviewSerializer(told).data)


class Figures(Door):
    @reads(shapes.FigureSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """The yearly figures that my side told, and those that the other side shared; oldest first."""
        row = contract_of(plain(request), pk)
        return Response(shapes.FigureSerializer(figures.figures(row, mine(request, row)), many=True).data)

    @writes(shapes.FigureAskedSerializer, shapes.FigureSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Tell a year's gross commission, or correct one: a new figure, the old one stays."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, TELL)
            given = self.given(request, shapes.FigureAskedSerializer)
            made = commission.tell_commission(row, **given, by=who(request), at=clock.now())
            return Response(shapes.FigureSerializer(made).data, status=201)

        return self.write(request, respond)


class AnswerEnd(Door):
    @writes(shapes.EndAnswerAskedSerializer, shapes.CostSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record what counsel says where the law's record is silent; only my side reads it."""

        def respond() -> Response:
            row = contract_of(plain(request), pk, TELL)
            given = self.given(request, shapes.EndAnswerAskedSerializer)
            answering.answer_after_end(row, **given, by=who(request), at=clock.now())
            side = mine(request, row)
            found = cost(row, held_by(row, side), by=side or PRINCIPAL, today=today_of(row))
            return Response(shapes.CostSerializer(page.as_data(found)).data, status=201)

        return self.write(request, respond)


class Duties(Door):
    @reads(shapes.DutySerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What is to be done for one contract, and what was done; the next to come first."""
        row = contract_of(plain(request), pk)
        return Response(shapes.DutySerializer(duties.of_contract(row), many=True).data)


class OneDuty(Door):
    @reads(shapes.DutySerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One duty."""
        return Response(shapes.DutySerializer(access.fetch(request.user, None, duties.for_door(), pk=pk)).data)


class FinishDuty(Door):
    @writes(shapes.DoneAskedSerializer, shapes.DutySerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Record that it was done, on which day and under which number. Once."""

        def respond() -> Response:
            row = access.fetch(request.user, FINISH, duties.for_door(), pk=pk)
            given = self.given(request, shapes.DoneAskedSerializer)
            duty_verbs.finish_duty(row, **given, by=who(request), at=clock.now())
            return Response(shapes.DutySerializer(duties.for_door().get(pk=pk)).data, status=201)

        return self.write(request, respond)


class DateDuty(Door):
    @writes(shapes.DatedAskedSerializer, shapes.DutySerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Give the day by which it is to be done, where no law names one, with the reason."""

        def respond() -> Response:
            row = access.fetch(request.user, FINISH, duties.for_door(), pk=pk)
            given = self.given(request, shapes.DatedAskedSerializer)
            duty_verbs.date_duty(row, **given, by=who(request), at=clock.now())
            return Response(shapes.DutySerializer(duties.for_door().get(pk=pk)).data, status=201)

        return self.write(request, respond)


class ExposureDoor(Door):
    @reads(shapes.ExposureSerializer, statuses=(403,))
    def get(self, request: Asking) -> Response:
        """What compensation would come to if the principals of my contracts left at term, by currency; what is not known."""
        acting = acting_of(request)
        rows = list(exposed.with_figures(acting)[:MOST])
        found = exposure_page.exposure(rows, held_by_of_many(rows, side_of_acting(acting)), at=clock.now())
        total = min(count(exposed.running(acting), MOST), MOST)
        told = {
            "known": [{"currency": code, "amount": amount, "contracts": n} for code, amount, n in found.told],
            "in_force": total,
            "without_figures": max(0, total - len(rows)),
            "year_missing": found.unknown["missing"],
            "law_silent": found.unknown["law"],
            "nothing_by_law": found.nothing,
        }
        return Response(shapes.ExposureSerializer(told).data)


def acting_of(request: Asking) -> Any:
    """For whom this person acts. Raises Forbidden for who acts for no organisation."""
    if request.acting is None:
        raise Forbidden("no_organisation", _("You act for no organisation."))
    return request.acting


class Renewals(Door):
    @reads(shapes.RenewalSerializer(many=True), statuses=(403, 404))
    def get(self, request: Asking, day: str) -> Response:
        """The contracts of my side whose last day for notice is that day, with my side's decisions and the end of a notice."""
        rows = decided.forms.rows(decisions.of_day(acting_of(request), decided.day_of(day))[: decided.MOST], {})
        for row in rows:
            row.choice = deciding.NOTICE
        decided.with_effects(rows)
        return Response(shapes.RenewalSerializer([_renewal(row) for row in rows], many=True).data)

    @writes(shapes.WishesSerializer, shapes.OutcomeSerializer(many=True))
    def post(self, request: Asking, day: str) -> Any:
        """Decide on many at once, each in its own transaction. A notice needs a recent proof of who I am."""

        def respond() -> Response:
            access.demand(request.user, GIVE)
            decided.day_of(day)
            wanted = self.given(request, shapes.WishesSerializer)["decisions"]
            if any(one["decision"] == deciding.NOTICE for one in wanted):
                check_sure(request)
            seen = decisions.chosen(request.acting, [one["contract"] for one in wanted])
            wishes = [
                deciding.Wish(seen[one["contract"]], one["decision"], one.get("ends_on"))
                for one in wanted
                if one["contract"] in seen
            ]
            done = deciding.decide_each(wishes, by=who(request), at=clock.now())
            return Response(shapes.OutcomeSerializer([_outcome(one) for one in done], many=True).data)

        return self.write(request, respond)


def _renewal(row: Any) -> dict[str, Any]:
    contract = row.contract
    return {
        "contract": contract.pk, "reference": contract.reference, "principal": contract.principal.name, "agent": contract.agent.name,
        "decision": row.was, "term_last_day": contract.term_last_day, "ends_on": row.effect.ends_on if row.effect else None,
    }  # fmt: skip


def _outcome(one: deciding.Outcome) -> dict[str, Any]:
    return {
        "contract": one.contract.pk, "decision": one.choice, "done": one.done, "notice": one.notice.pk if one.notice else None,
        "code": one.refusal.code if one.refusal else "", "says": str(one.refusal.message) if one.refusal else "",
    }  # fmt: skip


class ReviewFileDoor(Door):
    @reads(shapes.SectionSerializer(many=True), statuses=(404, 409))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What is to be read before a renewal, section by section, as my side may know it."""
        found = file_page.sections(file_view.file_of(plain(request), pk))
        return Response(shapes.SectionSerializer(found, many=True).data)


class ReviewFilePdf(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404, 409)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The same as a PDF in my language, made on demand."""
        return file_view.pdf(file_view.file_of(plain(request), pk))

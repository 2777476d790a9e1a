"""What readers do with sections and reports: acknowledge, answer, ask for actions and do them, correct."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import writes
from portage.core.refusals import Invalid
from portage.network import access
from portage.network.doors import who

from ..actions import correcting
from ..actions import following as verbs
from ..models import ActionEvent
from ..queries import reading
from ..rules.content import TEXTS, Seen, Told
from ..views.doors import ACKNOWLEDGE, ANSWER, FILE, action_of, correctable, report_of, section_of
from ..words.refusals import REFUSALS
from . import read_shapes as shapes
from . import told

Kind = ActionEvent.Kind
EVENTS: dict[str, Callable[..., Any]] = {
    Kind.TAKEN: verbs.take_action,
    Kind.MOVED: verbs.move_action,
    Kind.DONE: verbs.finish_action,
    Kind.DROPPED: verbs.drop_action,
}
NAMES: dict[str, str] = {Kind.MOVED: "due_on", Kind.DROPPED: "reason"}  # what each kind is told beside


class SectionVerb(Door):
    """A verb of one section; the answer is the section as it now is."""

    permission = ""

    def run(self, request: Asking, pk: UUID, verb: Callable[[Any], Any]) -> Any:
        def respond() -> Response:
            verb(section_of(plain(request), pk, self.permission))
            return Response(told.section(section_of(plain(request), pk), request.acting), status=201)

        return self.write(request, respond)


class Acknowledge(SectionVerb):
    permission = ACKNOWLEDGE

    @writes(None, shapes.ToldSectionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Tell the agent that I have read it. Once; it binds to nothing. Only by a person, never by a token."""
        return self.run(request, pk, lambda row: verbs.acknowledge(row, by=who(request), at=clock.now()))


class Remarks(SectionVerb):
    permission = ANSWER

    @writes(shapes.RemarkAskedSerializer, shapes.ToldSectionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Write to the other party of the contract."""

        def say(row: Any) -> object:
            given = self.given(request, shapes.RemarkAskedSerializer)
            return verbs.remark(row, **given, by=who(request), at=clock.now())

        return self.run(request, pk, say)


class Actions(SectionVerb):
    permission = ANSWER

    @writes(shapes.ActionAskedSerializer, shapes.ToldSectionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Ask for something to be done, by my side or by the other."""

        def ask(row: Any) -> object:
            given = self.given(request, shapes.ActionAskedSerializer)
            return verbs.ask_action(row, **given, by=who(request), at=clock.now())

        return self.run(request, pk, ask)


class ActionEvents(Door):
    @writes(shapes.EventAskedSerializer, shapes.ActionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Take an action that is asked of my side, move its day, do it, or drop it and say why."""

        def respond() -> Response:
            row = action_of(plain(request), pk, ANSWER)
            given = self.given(request, shapes.EventAskedSerializer)
            kind = given["kind"]
            more = {NAMES[kind]: given[NAMES[kind]]} if kind in NAMES else {}
            EVENTS[kind](row, **more, by=who(request), at=clock.now())
            again = reading.reports.actions(row.section).get(pk=row.pk)
            return Response(shapes.ActionSerializer(told.action(again)).data, status=201)

        return self.write(request, respond)


class CorrectSection(Door):
    @writes(shapes.SectionCorrectionSerializer, shapes.EditionSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """New words for a section, whole, and why; the former ones stay. 409 when somebody corrected it meanwhile."""

        def respond() -> Response:
            row = correctable(plain(request), pk)
            access.demand(request.user, FILE)
            given = self.given(request, shapes.SectionCorrectionSerializer)
            account = correcting.correct_section(
                row,
                told=told_in(row, given),
                reason=given["reason"],
                seen=given["seen"],
                by=who(request),
                at=clock.now(),
            )
            return Response(shapes.EditionSerializer(told.edition(account)).data, status=201)

        return self.write(request, respond)


def told_in(row: Any, given: dict[str, Any]) -> Told:
    """What was sent, as a verb is told it."""
    return Told(
        row.contract_id,
        interest=given["interest"],
        order_taken=given["order_taken"],
        minutes=given["minutes"],
        shown=tuple(given["shown"]),
        competitors=tuple(Seen(**line) for line in given["competitors"]),
        **{name: given[name] for name in TEXTS},
    )


class CorrectReport(Door):
    @writes(shapes.HeadCorrectionSerializer, shapes.ReportSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The right head of a report; the former one stays. 409 when somebody corrected it meanwhile."""

        def respond() -> Response:
            row = report_of(plain(request), pk)
            access.demand(request.user, FILE)
            given = self.given(request, shapes.HeadCorrectionSerializer)
            customer = reading.customers_of(row).filter(pk=given.pop("customer")).first()
            if customer is None:
                raise Invalid("not_own_customer", REFUSALS["not_own_customer"], field="customer")
            correcting.correct_head(row, customer=customer, **given, by=who(request), at=clock.now())
            return Response(told.report(report_of(plain(request), pk), request.acting), status=201)

        return self.write(request, respond)

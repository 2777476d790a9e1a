"""Needs, quotes and complaints for programs: the verbs of the pages, the same refusals."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts.api.papers import AsItIs
from portage.core import clock, files
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, problems, reads, writes
from portage.core.files import photos
from portage.core.refusals import Invalid
from portage.fieldwork.api.order_shapes import items_of
from portage.fieldwork.api.shapes import FileAskedSerializer, FileKeptSerializer
from portage.fieldwork.views.recording import in_words_of_a_program
from portage.fieldwork.words.refusals import FILE_FAULTS
from portage.network import access
from portage.network.doors import who

from ..actions import answering as verbs
from ..actions.attaching import attach_to
from ..actions.opening import ask_need, forward_complaint
from ..actions.quoting import give_quote, order_quote
from ..models import Matter
from ..queries import matters as queries
from ..rules.asked import Fault, Wish
from ..rules.quoting import Offer
from ..rules.verbs import ASK, COMPLAIN, QUOTE, WRITE, verdicts
from ..views.doors import matter_for, matter_of, reader_day, today_of
from ..views.matter import printed
from ..words.matters import REASONS
from . import shapes
from .filters import MatterApiFilter

TERMS = ("currency", "valid_until", "payment_days", "incoterm", "place", "note")


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """One of them as this person reads it."""
    found: Any = matter_of(request, pk)
    queries.with_openings([found])
    facts = queries.facts_now(found, request.acting, today_of(found.contract))
    told = [
        {"verb": one.verb, "allowed": one.allowed, "reason": one.reason, "says": str(REASONS.get(one.reason, ""))}
        for one in verdicts(facts)
    ]
    if quote := getattr(found, "quote", None):
        quote.told_lines = list(quote.lines.all())
        for line in quote.told_lines:
            line.codes = line.why.split()
    names = [str(name) for name in shapes.MatterRowSerializer().fields]
    rows = {name: getattr(found, name, None) for name in (*names, "need", "quote", "complaint")}
    thread, kept = queries.thread_of(found), found.files.select_related("file__blob")
    return shapes.MatterSerializer(rows | {"thread": thread, "files": kept, "verbs": told}).data


class Opening(Door):
    """The door through which the agent lays something before its principal."""

    asks = ""
    shape: Any = None

    def opened(self, request: Asking) -> Any:
        """Run the verb, once; a refusal of a line names it: `items.0`."""

        def respond() -> Response:
            access.demand(request.user, self.asks)
            given = self.given(request, self.shape)
            with in_words_of_a_program():
                made = self.do(given, {"by": who(request), "at": clock.now()})
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)

    def do(self, given: dict[str, Any], told: dict[str, Any]) -> Matter:
        """Call the verb. `told`: who acts, and when."""
        raise NotImplementedError


class Needs(Opening):
    asks, shape = ASK, shapes.NeedAskedSerializer

    @lists(shapes.MatterRowSerializer, filters=MatterApiFilter, orders=queries.ORDERS, named="needs_list")
    def get(self, request: Asking) -> Response:
        """The needs, quotes and complaints that I may see."""
        found = access.visible(request.user, queries.matters())
        rows = narrowed(request, MatterApiFilter, found, today=reader_day(plain(request)))
        return self.page(
            request, rows, serializer=shapes.MatterRowSerializer, orders=queries.ORDERS, prepare=queries.with_openings
        )

    @writes(shapes.NeedAskedSerializer, shapes.MatterSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The agent asks what a customer needs. The same `key` again answers with the same need."""
        return self.opened(request)

    def do(self, given: dict[str, Any], told: dict[str, Any]) -> Matter:
        wish = Wish(**{name: given[name] for name in Wish.__dataclass_fields__})
        words = {name: given[name] for name in ("key", "text", "language", "customer")}
        return ask_need(given["contract"], wish=wish, **words, **told)


class Complaints(Opening):
    asks, shape = COMPLAIN, shapes.ComplaintAskedSerializer

    @writes(shapes.ComplaintAskedSerializer, shapes.MatterSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The agent forwards a customer's complaint."""
        return self.opened(request)

    def do(self, given: dict[str, Any], told: dict[str, Any]) -> Matter:
        fault = Fault(**{name: given[name] for name in Fault.__dataclass_fields__})
        words = {name: given[name] for name in ("key", "text", "language", "customer")}
        return forward_complaint(given["contract"], fault=fault, **words, **told)


class Quotes(Opening):
    asks, shape = QUOTE, shapes.QuoteAskedSerializer

    @writes(shapes.QuoteAskedSerializer, shapes.MatterSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The agent quotes inside the price instructions; outside of them it is refused line by line, or asked with `ask`."""
        return self.opened(request)

    def do(self, given: dict[str, Any], told: dict[str, Any]) -> Matter:
        offer = Offer(country="", **{name: given[name] for name in TERMS})
        words = {name: given[name] for name in ("key", "customer", "ask", "text", "language")}
        return give_quote(given["contract"], offer=offer, items=items_of(given), **words, **told)


class OneMatter(Door):
    @reads(shapes.MatterSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """A need, a quote or a complaint with all that was said of it, and what I may do."""
        return Response(shown(request, pk))


class MatterVerb(Door):
    """One verb of a matter: its shape, the verb of the page, the answer is the matter as it now is."""

    verb = ""
    shape: Any = None

    def run(self, request: Asking, pk: UUID, status: int = 201) -> Any:
        """404, 403 or 409 before anything is read of what was sent."""

        def respond() -> Response:
            matter, _facts = matter_for(request, pk, self.verb)
            self.do(matter, self.given(request, self.shape), {"by": who(request), "at": clock.now()})
            return Response(shown(request, pk), status=status)

        return self.write(request, respond)

    def do(self, matter: Matter, given: dict[str, Any], told: dict[str, Any]) -> object:
        """Call the verb. `told`: who acts, and when."""
        raise NotImplementedError


class Answers(MatterVerb):
    verb, shape = "answer", shapes.AnswerGivenSerializer

    @writes(shapes.AnswerGivenSerializer, shapes.MatterSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The principal answers, or asks back."""
        return self.run(request, pk)

    def do(self, matter: Matter, given: dict[str, Any], told: dict[str, Any]) -> object:
        return verbs.answer(matter, **given, **told)


class Words(MatterVerb):
    verb, shape = "write", shapes.WrittenSerializer

    @writes(shapes.WrittenSerializer, shapes.MatterSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Write to the other party."""
        return self.run(request, pk)

    def do(self, matter: Matter, given: dict[str, Any], told: dict[str, Any]) -> object:
        return verbs.write(matter, **given, **told)


class Withdraw(MatterVerb):
    verb, shape = "withdraw", shapes.SaidWordsSerializer

    @writes(shapes.SaidWordsSerializer, shapes.MatterSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent takes it back, as long as it has no answer."""
        return self.run(request, pk, 200)

    def do(self, matter: Matter, given: dict[str, Any], told: dict[str, Any]) -> object:
        return verbs.withdraw(matter, **given, **told)


class Close(MatterVerb):
    verb, shape = "close", shapes.SaidWordsSerializer

    @writes(shapes.SaidWordsSerializer, shapes.MatterSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent closes a complaint with its outcome."""
        return self.run(request, pk, 200)

    def do(self, matter: Matter, given: dict[str, Any], told: dict[str, Any]) -> object:
        return verbs.close_complaint(matter, **given, **told)


class OrderQuote(Door):
    @writes(shapes.QuoteOrderedSerializer, shapes.QuoteOrderSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The customer orders what was quoted: the order that waits for the principal's answer. Twice is once."""

        def respond() -> Response:
            found = matter_of(request, pk, QUOTE)
            if not hasattr(found, "quote") or not hasattr(found.quote, "ordered"):
                found, _facts = matter_for(request, pk, "order")
            given = self.given(request, shapes.QuoteOrderedSerializer)
            order = order_quote(found, by=who(request), at=clock.now(), **given)
            return Response(shapes.QuoteOrderSerializer(order).data, status=201)

        return self.write(request, respond)


class PrintQuote(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404, 409)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """A quote that the customer may have, as a PDF in my language."""
        return printed(plain(request), pk)


class Translations(Door):
    @writes(shapes.SaidWordsSerializer, shapes.UtteranceSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Put what was said in another language, once for each. `pk` names the utterance."""

        def respond() -> Response:
            said = access.fetch(request.user, WRITE, queries.utterances(), pk=pk)
            verbs.translate(said, by=who(request), at=clock.now(), **self.given(request, shapes.SaidWordsSerializer))
            told = access.fetch(request.user, None, queries.utterances(), pk=pk)
            return Response(shapes.UtteranceSerializer(told).data, status=201)

        return self.write(request, respond)


class MatterFiles(Door):
    @writes({"multipart/form-data": FileAskedSerializer}, FileKeptSerializer)
    def put(self, request: Asking, pk: UUID, photo: UUID) -> Any:
        """A photo or a PDF of a need or a complaint, once for each key. multipart/form-data."""

        def respond() -> Response:
            matter, _facts = matter_for(request, pk, "attach")
            file = self.given(request, FileAskedSerializer)["file"]
            if file.size > photos.LARGEST:
                raise Invalid("file_too_large", FILE_FAULTS["too_large"], field="file")
            kept = attach_to(matter, key=photo, content=file.read(), name=file.name, by=who(request), at=clock.now())
            told = {"key": photo, "id": kept.pk, "name": kept.file.name, "size": kept.file.blob.size}
            return Response(FileKeptSerializer(told).data)

        return self.write(request, respond)


class MatterBytes(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The bytes of a photo or a document."""
        return files.file_response(access.fetch(request.user, None, queries.files(), pk=pk).file)

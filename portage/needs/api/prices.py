"""Price instructions and samples for programs."""

from typing import Any
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed, plain
from portage.core.api.schema import lists, reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions.pricing import write_price
from ..actions.sampling import receive_sample, send_sample, tell_trial
from ..queries import prices as instructions
from ..queries import samples as queries
from ..rules.asked import Parcel, Prices
from ..views.doors import reader_day, sample_of
from ..views.prices import PRICE, SEND, TRY
from . import shapes
from .filters import PriceApiFilter, SampleApiFilter


class PriceList(Door):
    @lists(shapes.PriceSerializer, filters=PriceApiFilter, orders=instructions.ORDERS)
    def get(self, request: Asking) -> Response:
        """The price instructions of the contracts that I may see, former ones too unless `view` narrows them."""
        found = access.visible(request.user, instructions.instructions())
        rows = narrowed(request, PriceApiFilter, found, today=reader_day(plain(request)))
        return self.page(request, rows, serializer=shapes.PriceSerializer, orders=instructions.ORDERS)

    @writes(shapes.PriceAskedSerializer, shapes.PriceSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The principal writes the prices of one product in one country. The same `key` again is the same instruction."""

        def respond() -> Response:
            access.demand(request.user, PRICE)
            given = self.given(request, shapes.PriceAskedSerializer)
            contract, key = given.pop("contract"), given.pop("key")
            told = Prices(**given | {"product": given["product"].pk})
            made = write_price(contract, key=key, prices=told, by=who(request), at=clock.now())
            row = access.fetch(request.user, None, instructions.instructions(), pk=made.pk)
            return Response(shapes.PriceSerializer(row).data, status=201)

        return self.write(request, respond)


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """One sample as this person reads it."""
    found: Any = sample_of(request, pk)
    found.told_trials = queries.trials_of(found)
    return shapes.SampleSerializer(found).data


class Samples(Door):
    @lists(shapes.SampleRowSerializer, filters=SampleApiFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The samples of the contracts that I may see."""
        rows = narrowed(request, SampleApiFilter, access.visible(request.user, queries.samples()))
        return self.page(request, rows, serializer=shapes.SampleRowSerializer, orders=queries.ORDERS)

    @writes(shapes.SampleAskedSerializer, shapes.SampleSerializer, status=201)
    def post(self, request: Asking) -> Any:
        """The principal sends a sample: for a need, for a prospect, or for the agent alone."""

        def respond() -> Response:
            access.demand(request.user, SEND)
            given = self.given(request, shapes.SampleAskedSerializer)
            contract, told = given.pop("contract"), {name: given.pop(name) for name in ("key", "need", "prospect")}
            parcel = Parcel(**given | {"product": given["product"].pk})
            made = send_sample(contract, parcel=parcel, by=who(request), at=clock.now(), **told)
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


class OneSample(Door):
    @reads(shapes.SampleSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One sample with its trials."""
        return Response(shown(request, pk))


class Receipt(Door):
    @writes(shapes.SampleReceivedSerializer, shapes.SampleSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent has it."""

        def respond() -> Response:
            found = sample_of(request, pk, TRY)
            receive_sample(
                found, by=who(request), at=clock.now(), **self.given(request, shapes.SampleReceivedSerializer)
            )
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)


class Trials(Door):
    @writes(shapes.TrialAskedSerializer, shapes.SampleSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The agent tells what came of a trial. The same `key` again is the same trial."""

        def respond() -> Response:
            found = sample_of(request, pk, TRY)
            tell_trial(found, by=who(request), at=clock.now(), **self.given(request, shapes.TrialAskedSerializer))
            return Response(shown(request, pk), status=201)

        return self.write(request, respond)

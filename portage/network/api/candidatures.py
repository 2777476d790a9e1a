"""Doors of candidatures in the API, for the carrier group that they came to. The public form has none."""

from typing import Any
from uuid import UUID

from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, reads, writes

from .. import access, actions
from ..doors import who
from ..filters import CandidatureFilter
from ..models import Candidature
from ..queries import candidatures as queries
from ..rules.candidatures import PERMISSION
from ..words.codes import REASONS
from .candidature_shapes import (
    AcceptSerializer,
    CandidatureDetailSerializer,
    CandidatureSerializer,
    KeepSerializer,
    RefuseSerializer,
    ReopenSerializer,
)


class Candidatures(Door):
    @lists(CandidatureSerializer, filters=CandidatureFilter, orders=queries.ORDERS)
    def get(self, request: Asking) -> Response:
        """The candidatures that came to my carrier group."""
        found = narrowed(request, CandidatureFilter, access.visible(request.user, queries.candidatures()))
        return self.page(request, found, serializer=CandidatureSerializer, orders=queries.ORDERS)


class OneCandidature(Door):
    @reads(CandidatureDetailSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """One candidature, with what I may answer."""
        return Response(shown(request, access.fetch(request.user, None, queries.candidatures(), pk=pk)))


def shown(request: Asking, found: Candidature) -> dict[str, Any]:
    """One candidature as this person may read it."""
    refusals = queries.verdicts(found, request.acting)
    verbs = [
        {"verb": verb, "allowed": not why, "reason": why, "says": str(REASONS.get(why, ""))}
        for verb, why in refusals.items()
    ]
    names = (name for name in CandidatureDetailSerializer.Meta.fields if name != "verbs")
    row = {name: getattr(found, name) for name in names}
    return CandidatureDetailSerializer({**row, "verbs": verbs}).data


class _Answer(Door):
    """One answer to a candidature."""

    verb: Any = None
    shape: Any = None

    def answer(self, request: Asking, pk: UUID) -> Any:
        def respond() -> Response:
            found = access.fetch(request.user, PERMISSION, queries.candidatures(), pk=pk)
            type(self).verb(found, by=who(request), at=clock.now(), **self.given(request, type(self).shape))
            return Response(shown(request, access.fetch(request.user, None, queries.candidatures(), pk=pk)))

        return self.write(request, respond)


class Accept(_Answer):
    verb, shape = staticmethod(actions.accept_candidature), AcceptSerializer

    @writes(AcceptSerializer, CandidatureDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The SME comes to the platform, and its first person is invited."""
        return self.answer(request, pk)


class Refuse(_Answer):
    verb, shape = staticmethod(actions.refuse_candidature), RefuseSerializer

    @writes(RefuseSerializer, CandidatureDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """No, with a reason that the applicant reads."""
        return self.answer(request, pk)


class Keep(_Answer):
    verb, shape = staticmethod(actions.keep_candidature), KeepSerializer

    @writes(KeepSerializer, CandidatureDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Not now: in reserve, with a note for the group."""
        return self.answer(request, pk)


class Reopen(_Answer):
    verb, shape = staticmethod(actions.reopen_candidature), ReopenSerializer

    @writes(ReopenSerializer, CandidatureDetailSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Out of the reserve: it waits for an answer again."""
        return self.answer(request, pk)

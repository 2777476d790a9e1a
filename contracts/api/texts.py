"""Models of contracts in the API: those I may read, one version, publishing and copying."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems, reads, writes
from portage.network import access
from portage.network.doors import who

from ..actions import models as verbs
from ..queries import models as queries
from .asked import CopySerializer, PublishSerializer
from .shapes import ModelSerializer

CHANGE = "contracts.change_model"


class Models(Door):
    @extend_schema(operation_id="models_list", responses={200: ModelSerializer(many=True), **problems()})
    def get(self, request: Asking) -> Response:
        """The newest version of every model that I may read: few, so all at once."""
        return Response(ModelSerializer(queries.newest_versions(request.user), many=True).data)


class OneModel(Door):
    @reads(ModelSerializer)
    def get(self, request: Asking, pk: UUID, number: int | None = None) -> Response:
        """One model at its newest version, or at the one asked."""
        lookup: dict[str, Any] = {"model_id": pk} if number is None else {"model_id": pk, "number": number}
        return Response(ModelSerializer(access.fetch(request.user, None, queries.versions(), **lookup)).data)


class OneModelVersion(OneModel):
    @reads(ModelSerializer)
    def get(self, request: Asking, pk: UUID, number: int | None = None) -> Response:
        """One version of a model."""
        return super().get(request, pk, number)


class Publish(Door):
    @writes(PublishSerializer, ModelSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Counsel publish the next version of their group's model."""

        def respond() -> Response:
            version = access.fetch(request.user, CHANGE, queries.versions(), model_id=pk)
            verbs.check_owner(version.model.owner, who(request))
            texts = self.given(request, PublishSerializer)["texts"]
            made = verbs.publish_model(
                owner=version.model.owner, name=version.model.name, texts=texts, by=who(request), at=clock.now()
            )
            return Response(ModelSerializer(made).data, status=201)

        return self.write(request, respond)


class Copy(Door):
    @writes(CopySerializer, ModelSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Counsel copy a model that they read, for their own group."""

        def respond() -> Response:
            version = access.fetch(request.user, CHANGE, queries.versions(), model_id=pk)
            given = self.given(request, CopySerializer)
            made = verbs.duplicate_model(
                version, owner=request.acting.organisation, by=who(request), at=clock.now(), **given
            )
            return Response(ModelSerializer(made).data, status=201)

        return self.write(request, respond)

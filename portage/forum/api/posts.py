"""One post for programs: other words, taken back, a short answer, a report, a decision, its former words, its files."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts.api.papers import AsItIs
from portage.core import clock, files
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.files import photos
from portage.core.refusals import Invalid
from portage.fieldwork.api.shapes import FileAskedSerializer, FileKeptSerializer
from portage.fieldwork.words.refusals import FILE_FAULTS
from portage.network import access
from portage.network.doors import who

from ..actions import keeping, order
from ..actions.attaching import attach
from ..pages.threads import told
from ..queries import threads as queries
from ..queries.citing import cited_by, seen_of
from ..views.doors import post_of
from ..views.posts import allowed
from . import shapes
from .threads import one_shown


class OnePost(Door):
    @reads(shapes.PostSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """A post of a thread that I read."""
        return Response(one_shown(request, post_of(request, pk, None)))

    @writes(shapes.EditAskedSerializer, shapes.PostSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """The author changes their words; the former ones stay to be read."""

        def respond() -> Response:
            post = allowed(plain(request), pk, "edit")
            given = self.given(request, shapes.EditAskedSerializer)
            cites = cited_by(request.user, given["text"])
            keeping.edit(post, cites=cites, by=who(request), at=clock.now(), **given)
            return Response(one_shown(request, post))

        return self.write(request, respond)

    @writes(None, shapes.PostSerializer)
    def delete(self, request: Asking, pk: UUID) -> Any:
        """The author takes it back: it keeps its place, without its words."""

        def respond() -> Response:
            post = allowed(plain(request), pk, "take_back")
            keeping.take_back(post, by=who(request), at=clock.now())
            return Response(one_shown(request, post))

        return self.write(request, respond)


class Former(Door):
    @reads(shapes.FormerSerializer(many=True))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What it said before, the oldest first; of a post whose words are shown."""
        post = post_of(request, pk, None)
        if not post.is_told:
            raise Http404
        cited = seen_of(request.user, [pk]).get(pk, [])
        rows = [{"number": one.number, "text": told(one.text, cited), "at": one.at} for one in post.former.all()]
        return Response(shapes.FormerSerializer(rows, many=True).data)


class OneReaction(Door):
    @writes(shapes.NothingSerializer, shapes.PostSerializer)
    def put(self, request: Asking, pk: UUID, kind: str) -> Any:
        """A short answer to it: thanks, useful, same. Twice is once."""
        return self.reacted(request, pk, kind, on=True)

    @writes(None, shapes.PostSerializer)
    def delete(self, request: Asking, pk: UUID, kind: str) -> Any:
        """Its end."""
        return self.reacted(request, pk, kind, on=False)

    def reacted(self, request: Asking, pk: UUID, kind: str, *, on: bool) -> Any:
        def respond() -> Response:
            post = post_of(request, pk)
            keeping.react(post, kind, on=on, by=who(request), at=clock.now())
            return Response(one_shown(request, post))

        return self.write(request, respond)


class Flags(Door):
    @writes(shapes.ReasonSerializer, shapes.PostSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A reader reports it to those who keep order."""

        def respond() -> Response:
            post = allowed(plain(request), pk, "flag")
            order.flag(post, by=who(request), at=clock.now(), **self.given(request, shapes.ReasonSerializer))
            return Response(one_shown(request, post), status=201)

        return self.write(request, respond)


class Rulings(Door):
    @writes(shapes.RulingAskedSerializer, shapes.PostSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A moderator hides it, shows it again, or leaves it as it is, and says why."""

        def respond() -> Response:
            post = allowed(plain(request), pk, "rule")
            given = self.given(request, shapes.RulingAskedSerializer)
            order.rule(post, given["kind"], reason=given["reason"], by=who(request), at=clock.now())
            return Response(one_shown(request, post), status=201)

        return self.write(request, respond)


class PostFiles(Door):
    @writes({"multipart/form-data": FileAskedSerializer}, FileKeptSerializer)
    def put(self, request: Asking, pk: UUID, photo: UUID) -> Any:
        """A photo or a PDF of a post of mine, once for each key. multipart/form-data."""

        def respond() -> Response:
            post = allowed(plain(request), pk, "edit")
            file = self.given(request, FileAskedSerializer)["file"]
            if file.size > photos.LARGEST:
                raise Invalid("file_too_large", FILE_FAULTS["too_large"], field="file")
            kept = attach(post, key=photo, content=file.read(), name=file.name, by=who(request), at=clock.now())
            told = {"key": photo, "id": kept.pk, "name": kept.file.name, "size": kept.file.blob.size}
            return Response(FileKeptSerializer(told).data)

        return self.write(request, respond)


class PostBytes(Door):
    content_negotiation_class = AsItIs

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)})
    def get(self, request: Asking, pk: UUID) -> Any:
        """The bytes of a photo or a document of a post whose words are shown."""
        return files.file_response(access.fetch(request.user, None, queries.files(), pk=pk).file)

"""Threads for programs: lists, a new one, a reply, what is done with the whole of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from contracts.models import Contract
from portage.core import clock
from portage.core.api.doors import Asking, Door, narrowed
from portage.core.api.schema import lists, reads, writes
from portage.core.refusals import Invalid
from portage.network.doors import who

from ..actions import keeping, reading
from ..actions.writing import reply, start_thread
from ..models import Post, Space, Thread
from ..pages.threads import ThreadFilter
from ..queries import threads as queries
from ..queries.citing import seen_of
from ..rules.verbs import WRITE
from ..views.doors import acting_of, contract_of, facts_in, space_of, thread_of
from ..views.threads import words_of
from ..words.refusals import REFUSALS
from . import shapes

FROM = OpenApiParameter("from", int, description="the number of the first post, 1 unless it is said")


class ThreadApiFilter(ThreadFilter):
    """The filter of the page, and the views."""

    view = django_filters.ChoiceFilter(
        label=_("View"), choices=[(code, code) for code in queries.VIEWS], method="in_view"
    )

    def __init__(self, *args: Any, membership: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.membership = membership

    def in_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queries.in_view(queryset, value, self.membership)


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """One thread as this member reads it."""
    found: Any = thread_of(request, pk)
    read_to = queries.read_to(found, request.acting.membership)
    return shapes.thread_shown(found, read_to, found.chosen or "mentions")


class Listing(Door):
    """The threads of a space, and a new one in it."""

    def space(self, request: Asking, pk: UUID) -> Space:
        return space_of(request, pk)

    def where(self, request: Asking, pk: UUID) -> Space | Contract:
        return space_of(request, pk, WRITE)

    def listed(self, request: Asking, pk: UUID) -> Response:
        space, member = self.space(request, pk), acting_of(request).membership  # type: ignore[arg-type]
        found = queries.threads_in(space, request.user)
        rows = narrowed(request, ThreadApiFilter, found, membership=member)

        def prepare(lines: Sequence[Any]) -> Sequence[Any]:
            return queries.with_news(lines, member)

        return self.page(request, rows, serializer=shapes.ThreadRowSerializer, orders=queries.ORDERS, prepare=prepare)

    def started(self, request: Asking, pk: UUID) -> Any:
        def respond() -> Response:
            where = self.where(request, pk)
            given = self.given(request, shapes.ThreadAskedSerializer)
            made = start_thread(
                where, title=given["title"], words=words_of(request, given), by=who(request), at=clock.now()
            )
            return Response(shown(request, made.pk), status=201)

        return self.write(request, respond)


class SpaceThreads(Listing):
    @lists(shapes.ThreadRowSerializer, filters=ThreadApiFilter, orders=queries.ORDERS, named="forum_threads_list")
    def get(self, request: Asking, pk: UUID) -> Response:
        """The threads of a space, those set first first, then the newest."""
        return self.listed(request, pk)

    @writes(shapes.ThreadAskedSerializer, shapes.ThreadSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A new thread, with its first post. The same `key` again answers with the same thread."""
        return self.started(request, pk)


class ContractThreads(Listing):
    def space(self, request: Asking, pk: UUID) -> Space:
        return queries.space_on(contract_of(request, pk))

    def where(self, request: Asking, pk: UUID) -> Space | Contract:
        return contract_of(request, pk, WRITE)

    @lists(
        shapes.ThreadRowSerializer, filters=ThreadApiFilter, orders=queries.ORDERS, named="forum_contract_threads_list"
    )
    def get(self, request: Asking, pk: UUID) -> Response:
        """The threads under a contract that I see."""
        return self.listed(request, pk)

    @writes(shapes.ThreadAskedSerializer, shapes.ThreadSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A new thread under a contract; the first one opens its space."""
        return self.started(request, pk)


class OneThread(Door):
    @reads(shapes.ThreadSerializer)
    def get(self, request: Asking, pk: UUID) -> Response:
        """A thread that I read."""
        return Response(shown(request, pk))

    @writes(shapes.ThreadChangedSerializer, shapes.ThreadSerializer)
    def patch(self, request: Asking, pk: UUID) -> Any:
        """Its title and its answer, by who started it or a moderator; the rest by a moderator. All of it, or nothing."""

        def respond() -> Response:
            thread = thread_of(request, pk, WRITE)
            self.change(request, thread, self.given(request, shapes.ThreadChangedSerializer))
            return Response(shown(request, pk))

        return self.write(request, respond)

    @transaction.atomic
    def change(self, request: Asking, thread: Thread, given: dict[str, Any]) -> None:
        """Each by its verb."""
        told: dict[str, Any] = {"by": who(request), "at": clock.now()}
        if "title" in given:
            keeping.rename(thread, title=given["title"], **told)
        if "answer" in given:
            keeping.mark_answer(thread, given["answer"], **told)
        if "pinned" in given:
            keeping.pin(thread, on=given["pinned"], **told)
        if "locked" in given:
            keeping.lock(thread, on=given["locked"], **told)
        if "space" in given:
            keeping.move(thread, to=self.target(request, given["space"]), **told)

    def target(self, request: Asking, pk: UUID) -> Space:
        """A space that this person reads; any other does not exist, in the same words."""
        found = queries.space_by_key(request.user, pk)
        if found is None:
            raise Invalid("other_house", REFUSALS["other_house"], field="space")
        return found


class ThreadPosts(Door):
    @reads(shapes.PostsSerializer, parameters=[FROM])
    def get(self, request: Asking, pk: UUID) -> Response:
        """Its posts by number, twenty at once."""
        thread = thread_of(request, pk)
        first = request.query_params.get("from", "1")
        number = int(first) if first.isascii() and first.isdigit() and len(first) < 9 else 1
        rows = queries.page_of(thread, number, moderates=facts_in(request, thread).moderates)
        cited = seen_of(request.user, [row.pk for row in rows if row.is_told])
        told = [shapes.post_shown(row, request.acting, cited.get(row.pk, [])) for row in rows]
        after = rows[-1].number + 1 if rows and rows[-1].number < thread.posts else None
        return Response(shapes.PostsSerializer({"count": thread.posts, "next": after, "results": told}).data)

    @writes(shapes.PostAskedSerializer, shapes.PostSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The next post. The same `key` again answers with the same post."""

        def respond() -> Response:
            thread = thread_of(request, pk, WRITE)
            given = self.given(request, shapes.PostAskedSerializer)
            made = reply(thread, words=words_of(request, given), by=who(request), at=clock.now())
            return Response(one_shown(request, made), status=201)

        return self.write(request, respond)


def one_shown(request: Asking, post: Post) -> dict[str, Any]:
    """One post of a thread, as this member reads it now."""
    [row] = queries.page_of(thread_of(request, post.thread_id), post.number, moderates=False)[:1]
    cited = seen_of(request.user, [row.pk]).get(row.pk, []) if row.is_told else []
    return dict(shapes.PostSerializer(shapes.post_shown(row, request.acting, cited)).data)


class ReadThread(Door):
    @writes(shapes.ReadToSerializer, shapes.ThreadSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """I have read it up to this post, on every device."""

        def respond() -> Response:
            thread, given = thread_of(request, pk), self.given(request, shapes.ReadToSerializer)
            reading.read_to(thread, given["number"], by=who(request), at=clock.now())
            return Response(shown(request, pk))

        return self.write(request, respond)


class TellThread(Door):
    @writes(shapes.TellThreadSerializer, shapes.ThreadSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Of what of this thread I want to be told."""

        def respond() -> Response:
            thread, given = thread_of(request, pk), self.given(request, shapes.TellThreadSerializer)
            reading.choose(thread, given["choice"], by=who(request), at=clock.now())
            return Response(shown(request, pk))

        return self.write(request, respond)

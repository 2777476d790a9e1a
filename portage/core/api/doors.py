"""What the doors of the API share: who asks, pages of lists, writes that may be repeated, and how a refusal is told.

A door calls the same `access` and the same verbs as a page; a serializer gives shapes, never rules. Errors are problem
details (RFC 9457, `core.api.problems`); lists are keyset pages (`core.lists.paging`).
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .. import clock, lists
from ..idempotency import once
from ..lists import paging
from ..refusals import Forbidden, Invalid

MOST_ROWS = 200


class Asking(Request):
    """A request of somebody who is signed in, behind the middleware of the network. For types only."""

    user: Any
    acting: Any


def plain(request: Asking) -> Any:
    """The request as pages receive it, for what they share with the API."""
    return request._request


class Door(APIView):
    """One address of the API."""

    def page(
        self,
        request: Asking,
        queryset: QuerySet,
        *,
        serializer: Any,
        orders: lists.Orders,
        prepare: Callable[[Sequence], Sequence] | None = None,
    ) -> Response:
        """One page of visible rows. `prepare` turns rows into what the serializer reads, in a constant number of queries."""
        _sort, order = lists.order_of(request.query_params.get("sort", ""), orders)
        page = paging.read(queryset, request.query_params, order=order, size=size_of(request))
        rows = prepare(page.rows) if prepare else page.rows
        return Response(
            {
                "count": min(page.total, paging.MOST),
                "count_is_capped": page.capped,
                "previous": _address(request, before=page.before),
                "next": _address(request, after=page.after),
                "results": serializer(rows, many=True, context={"request": request}).data,
            }
        )

    def write(self, request: Asking, respond: Callable[[], Response]) -> HttpResponse:
        """Run a verb, once for each Idempotency-Key. Who acts for no organisation writes nothing."""
        acting = getattr(request, "acting", None)
        if acting is None:
            raise Forbidden("no_organisation", _("You act for no organisation."))
        return once(request, acting.membership.pk, lambda: _told(respond), at=clock.now())

    def given(self, request: Asking, serializer: Any, **options: Any) -> dict[str, Any]:
        """What was sent, in the shape that `serializer` says. Raises ValidationError, told as 422."""
        context = {"request": request, **options.pop("context", {})}
        read = serializer(data=request.data, context=context, **options)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)


def narrowed(request: Asking, filters: Any, queryset: QuerySet, **options: Any) -> QuerySet:
    """`queryset` narrowed by the filters in the address. Raises ValidationError for a filter that cannot be read."""
    found = filters(request.query_params, queryset=queryset, **options)
    if not found.is_valid():
        raise serializers.ValidationError(found.errors)
    return found.qs


def size_of(request: Asking) -> int:
    """How many rows a page shall have: `size`, from 1 to 200."""
    typed = request.query_params.get("size", "")
    if not typed:
        return paging.SIZE
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and 1 <= int(typed) <= MOST_ROWS):
        raise Invalid("bad_size", _("A page has from 1 to %(most)s rows.") % {"most": MOST_ROWS}, field="size")
    return int(typed)


def _address(request: Asking, **cursor: str) -> str | None:
    """The whole address of a neighbouring page; None where there is none."""
    if not any(cursor.values()):
        return None
    return request.build_absolute_uri(paging.address(request, **cursor))


def _told(respond: Callable[[], Response]) -> Response:
    """What a model's own checks refuse is told like what a serializer refuses: 422, field by field."""
    try:
        return respond()
    except ValidationError as error:
        raise serializers.ValidationError(serializers.as_serializer_error(error)) from error

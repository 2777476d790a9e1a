"""What the description of the API says of pages, filters, problems and repeated writes (OpenAPI, drf-spectacular)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import django_filters
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers

from ..idempotency import HEADER
from .doors import MOST_ROWS


class OwnSessionScheme(SessionScheme):
    """The session of the browser, as the description names it."""

    target_class = "portage.core.api.limits.Session"
    priority = 1


class Fault(serializers.Serializer):
    """One thing that was refused."""

    code = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False, help_text="the input at fault")
    rule = serializers.CharField(required=False, help_text="the article or rule that says so")


class Problem(serializers.Serializer):
    """An error: RFC 9457, `application/problem+json`. Absent and not visible are the same 404."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="the request's identifier, the word to give to support")
    code = serializers.CharField(help_text="stable, for programs")
    errors = Fault(many=True, required=False)  # type: ignore[assignment]


SAYS = {
    401: "not signed in, or a token that opens nothing",
    403: "seen, but not allowed",
    404: "absent, or not to be seen",
    409: "refused as things stand; nothing was changed",
    422: "what was sent cannot be right",
    429: "too many requests",
}
TYPES = {
    django_filters.BooleanFilter: OpenApiTypes.BOOL,
    django_filters.DateFilter: OpenApiTypes.DATE,
    django_filters.UUIDFilter: OpenApiTypes.UUID,
}
KEY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    description="8 to 80 letters, digits, dots, dashes or colons. The same key again gives the first answer.",
)
CURSORS = [
    OpenApiParameter("after", str, description="cursor of the next page, from `next`"),
    OpenApiParameter("before", str, description="cursor of the previous page, from `previous`"),
    OpenApiParameter("last", bool, description="the last page"),
    OpenApiParameter("size", int, description=f"rows of a page, from 1 to {MOST_ROWS}"),
]


def problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    """The problems that a door may answer."""
    return {
        (status, "application/problem+json"): OpenApiResponse(Problem, SAYS[status])
        for status in sorted({401, 429, *statuses})
    }


@cache
def page_of(row: type[serializers.Serializer]) -> serializers.Serializer:
    """The shape of one page of a list."""
    return inline_serializer(
        f"{row.__name__.removesuffix('Serializer')}Page",
        {
            "count": serializers.IntegerField(help_text="stops at 1 000"),
            "count_is_capped": serializers.BooleanField(),
            "previous": serializers.URLField(allow_null=True),
            "next": serializers.URLField(allow_null=True),
            "results": row(many=True),
        },
    )


def parameters_of(filters: type[django_filters.FilterSet]) -> list[OpenApiParameter]:
    """The filters of a list, as they stand in its address."""
    found = []
    for name, one in filters.base_filters.items():
        many = isinstance(one, django_filters.MultipleChoiceFilter)
        choices = one.extra.get("choices")
        enum = [str(code) for code, _name in choices] if isinstance(choices, list | tuple) else None
        kind = TYPES.get(type(one), OpenApiTypes.STR)
        found.append(OpenApiParameter(name, kind, many=many, enum=enum, description=str(one.label)))
    return found


def lists(
    row: type[serializers.Serializer],
    *,
    filters: type[django_filters.FilterSet] | None,
    orders: Mapping[str, Any],
    named: str = "",
    statuses: tuple[int, ...] = (),
    **more: Any,
) -> Any:
    """Describes a list."""
    sort = OpenApiParameter(
        "sort", str, enum=[word for name in orders for word in (name, f"-{name}")], description="order; `-` reverses it"
    )
    parameters = [*(parameters_of(filters) if filters else []), sort, *CURSORS]
    named = named or f"{row.__name__.removesuffix('Serializer').removesuffix('Row').lower()}s_list"
    return extend_schema(
        operation_id=named, parameters=parameters, responses={200: page_of(row), **problems(422, *statuses)}, **more
    )


def reads(answer: Any, *, statuses: tuple[int, ...] = (404,), **more: Any) -> Any:
    """Describes reading one thing."""
    return extend_schema(responses={200: answer, **problems(*statuses)}, **more)


def writes(
    asked: Any,
    answer: Any,
    *,
    status: int = 200,
    statuses: tuple[int, ...] = (403, 404, 409, 422),
    parameters: tuple = (),
    **more: Any,
) -> Any:
    """Describes a verb."""
    return extend_schema(
        request=asked, responses={status: answer, **problems(*statuses)}, parameters=[KEY, *parameters], **more
    )

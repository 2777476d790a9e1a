"""Doors for tests of what surrounds every door: each does one thing wrong."""

import errno

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from rest_framework.decorators import api_view, permission_classes
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from portage.core import clock
from portage.core.idempotency import once
from portage.core.ids import uuid4
from portage.core.models import Cursor
from portage.core.refusals import Forbidden, Invalid, Refused, Several

ORGANISATION = uuid4()


def errors() -> dict[str, Exception]:
    return {
        "absent": Http404("contract PC-1 of somebody else"),
        "denied": PermissionDenied("secret reason"),
        "refused": Refused("too_late", "The notice came too late.", rule="art. L134-11", day="2026-01-01"),
        "forbidden": Forbidden("forbidden", "You may not sign."),
        "several": Several(
            [Invalid("rate", "Rate above 100 %.", field="rate"), Invalid("day", "Day before today.", field="first_day")]
        ),
        "invalid": ValidationError({"lines": [{"amount": ["A number is required."]}]}),
        "locked": OperationalError("database is locked"),
        "full": OSError(errno.ENOSPC, "No space left on device"),
        "broken": RuntimeError("anna@atelier.example"),
    }


def plain(request: HttpRequest, what: str) -> HttpResponse:
    if what == "fine":
        return HttpResponse("fine")
    if what == "long":
        return HttpResponse("long " * 100)
    if what == "file":
        return HttpResponse(b"%PDF" * 100, content_type="application/pdf")
    if what == "nonce":
        return HttpResponse(str(request.csp_nonce))
    raise errors()[what]


@api_view(["GET", "POST"])
@permission_classes([AllowAny])
def api(request: HttpRequest, what: str) -> Response:
    raise errors()[what]


@api_view(["POST"])
@permission_classes([AllowAny])
def counted(request: HttpRequest) -> Response:
    """A verb that a retry may repeat."""

    def respond() -> Response:
        if request.data.get("wrong"):
            raise Invalid("wrong", "That is wrong.")
        cursor, _ = Cursor.objects.get_or_create(reader="counted")
        cursor.position += 1
        cursor.save()
        return Response({"count": cursor.position}, status=201)

    return once(request, ORGANISATION, respond, at=clock.now())


def away(request: HttpRequest) -> HttpResponse:
    """A real question that a database which is away cannot answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("answered")


urlpatterns = [
    path("plain/<str:what>", plain),
    path("api/counted", counted),
    path("api/<str:what>", api),
    path("away", away),
    path("", include("portage.urls")),
]
handler400 = "portage.core.refusals.pages.bad_request"
handler403 = "portage.core.refusals.pages.forbidden"
handler404 = "portage.core.refusals.pages.not_found"
handler500 = "portage.core.refusals.pages.server_error"

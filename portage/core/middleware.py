"""What every request passes: its id, the browser's limits, the clean 503, and the telling of refusals."""

import logging
import re
import time
from collections.abc import Callable
from secrets import token_urlsafe

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.utils.functional import SimpleLazyObject

from .ids import uuid7
from .logs import acting, request_id
from .refusals import Refused, refused
from .refusals import pages as errors
from .refusals.unavailable import is_unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]
access_log = logging.getLogger("portage.access")
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,40}\Z")


class RequestIdMiddleware:
    """Gives each request an id, in every log line and journal entry it causes, and in its answer.

    An id that comes from outside is believed only when the operator says that a proxy sets it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.TRUST_REQUEST_ID else ""
        token = request_id.set(given if WELL_FORMED.match(given) else str(uuid7()))
        acting_token = acting.set("")
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            self.note(request, response, started)
            return response
        finally:
            request_id.reset(token)
            acting.reset(acting_token)

    def note(self, request: HttpRequest, response: HttpResponse, started: float) -> None:
        """One line a request: the name of the door, not its address, which may hold a key."""
        door = getattr(request.resolver_match, "view_name", "") or "-"
        spent = round((time.monotonic() - started) * 1000)
        level = logging.DEBUG if door.startswith("core:health") else logging.INFO
        access_log.log(level, "%s %s %s", request.method, door, response.status_code, extra={"ms": spent})


class CompressMiddleware(GZipMiddleware):
    """Sends words compressed, with bytes of chance so that their length tells no secret (BREACH); files as they are."""

    WORDS = (
        "text/html",
        "text/plain",
        "text/csv",
        "text/calendar",
        "application/json",
        "application/problem+json",
        "application/vnd.oai.openapi",
    )

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith(self.WORDS):
            return super().process_response(request, response)
        return response


class ContentSecurityMiddleware:
    """Tells the browser what these pages may do: their own files only, no inline script without the nonce."""

    PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), browsing-topics=()"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        made: list[str] = []

        def nonce() -> str:
            if not made:
                made.append(token_urlsafe(18))
            return made[0]

        request.csp_nonce = SimpleLazyObject(nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(made[0] if made else ""))
        response.headers.setdefault("Permissions-Policy", self.PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def policy(nonce: str) -> str:
    """The Content-Security-Policy of a page; `nonce` only when the page asked for one."""
    own = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    directives = [
        "default-src 'none'",
        f"script-src {own}",
        f"style-src {own}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
    if settings.SECURE:
        directives.append("upgrade-insecure-requests")
    return "; ".join(directives)


class UnavailableMiddleware:
    """Database away or disk full: a clean 503 with Retry-After. Answers follow the commit, so nothing told is lost.

    Errors of the middleware below do not rise to here: `errors.server_error` answers 503 for them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_unavailable(exception):
            return None
        logging.getLogger("portage.unavailable").error("unavailable", exc_info=exception)
        return errors.unavailable(request)


class RefusalMiddleware:
    """A verb that says no (`Refused`) and that no form caught: told in the shape that the caller reads. A method that a door
    does not answer: a page instead of nothing at all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        present = getattr(request, "acting", None)
        if present:
            membership = present.membership
            acting.set(f"{membership.person_id} for {membership.organisation_id}")
        elif request.user.is_authenticated:
            acting.set(str(request.user.pk))
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not errors.wants_problem(request):
            return errors.not_allowed(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused.answer(request, exception) if isinstance(exception, Refused) else None

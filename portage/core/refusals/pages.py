"""Pages for what went wrong: what happened, what was kept, what to do. They stand even when the database is away."""

import logging
import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ..api import problems
from ..logs import request_id
from . import Refused
from .typed import typed
from .unavailable import RETRY_AFTER, is_unavailable

logger = logging.getLogger("portage.errors")
TOO_MANY_SECONDS = 300


def wants_problem(request: HttpRequest) -> bool:
    """Programs get problem details: everything under /api/ and the health doors."""
    return request.path.startswith(("/api/", "/health/"))


def page(
    request: HttpRequest, status: int, *, title: str, kept: str = "", todo: str = "", framed: bool = True
) -> HttpResponse:
    """An error page; `framed` pages stand in the product's frame, which asks the database who is there."""
    context = {
        "status": status,
        "title": title,
        "kept": kept,
        "todo": todo,
        "request_id": request_id.get(),
        "phrase": HTTPStatus(status).phrase,
        "typed": [] if framed else typed(request),
    }
    if framed:
        try:
            return HttpResponse(render_to_string("core/error.html", context, request), status=status)
        except Exception:
            logger.exception("the frame of an error page failed")
    return HttpResponse(render_to_string("core/error_bare.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: malformed, or sent under a name that is not ours; 413 for more than a form may hold."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if wants_problem(request):
        return problems.problem(400, _("The request could not be understood."), code="bad_request")
    return page(
        request,
        400,
        framed=False,
        title=_("The request could not be understood."),
        kept=_("Nothing was changed."),
        todo=_("Go back and try again; if it happens again, give the number below to support."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: what was sent was not read, so that nobody fills the memory of the machine."""
    if wants_problem(request):
        return problems.too_large()
    return page(
        request,
        413,
        framed=False,
        title=_("What was sent is too large to be read."),
        kept=_("Nothing was changed."),
        todo=_("Go back, and send a smaller file or a shorter text."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, only for what this person may see."""
    if wants_problem(request):
        return problems.problem(403, _("You may see this, but not do that."), code="forbidden")
    return page(
        request,
        403,
        title=_("You may see this, but not do that."),
        kept=_("Nothing was changed."),
        todo=_("Ask somebody of your organisation whose role allows it, or an administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same answer for what is absent and for what may not be seen."""
    if wants_problem(request):
        return problems.absent()
    return page(
        request,
        404,
        title=_("There is nothing here that you may see."),
        kept=_("It may have been moved, or be meant for others."),
        todo=_("Check the address, or start again from your home page."),
    )


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address that answers a button was opened as a page: from the history, from a bookmark, after signing in again."""
    response = page(
        request,
        405,
        title=_("This address answers a button, and is no page."),
        kept=_("Nothing was changed."),
        todo=_("Go back to where you came from, and press the button there."),
    )
    response["Allow"] = allowed
    return response


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: the same for every door that counts tries, whatever was tried. No window is longer than the wait it tells."""
    if wants_problem(request):
        response = problems.problem(429, _("Too many tries. Wait five minutes."), code="throttled")
    else:
        response = page(
            request,
            429,
            title=_("Too many tries for now."),
            kept=_("Nothing was changed, and nothing is locked."),
            todo=_("Come back in five minutes. If you forgot your password, ask for a new one then."),
        )
    response["Retry-After"] = str(TOO_MANY_SECONDS)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database or the disk is away. What was answered before is safe: answers follow the commit."""
    if wants_problem(request):
        return problems.unavailable()
    response = page(
        request,
        503,
        framed=False,
        title=_("Portage is away for a moment."),
        kept=_("What you had already sent and seen confirmed is safe. What you just sent was not recorded."),
        todo=_("Wait a minute, then go back and send it again."),
    )
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, unless the cause is the database or the disk: then 503 (errors of middleware arrive here too)."""
    error = sys.exc_info()[1]
    if is_unavailable(error):
        return unavailable(request)
    if isinstance(error, Refused):
        return problems.of_refusal(error)
    if wants_problem(request):
        return problems.problem(500, _("Something failed on our side. It was noted."), code="failed")
    return page(
        request,
        500,
        framed=False,
        title=_("Something failed on our side. It was noted."),
        kept=_("Nothing was changed by this request."),
        todo=_("Try again; if it happens again, give the number below to support."),
    )


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or from a page opened before signing in again."""
    logger.info("csrf refused", extra={"reason": reason})
    if wants_problem(request):
        return problems.problem(403, _("The request carried no valid token of this site."), code="csrf")
    return page(
        request,
        403,
        framed=False,
        title=_("This page was opened too long ago, or from elsewhere."),
        kept=_("Nothing was changed."),
        todo=_("Go back, reload the page and send again."),
    )

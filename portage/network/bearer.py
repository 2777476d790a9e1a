"""A program asks the API with a token: `Authorization: Bearer portage_…`. Named by settings.

A token stands for itself: cookies sent along are not read, no session is opened, no CSRF token is asked. Wrong, revoked
and expired are one answer: 401, in the same words.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import BasePermission

from portage.core import clock, logs
from portage.core.api.limits import FailedTokens
from portage.core.refusals import Forbidden

SCHEME = "Bearer"


def shown(request: Any) -> str | None:
    """The text shown as a token, "" for an empty one; None when the request shows none."""
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if scheme.lower() == SCHEME.lower() else None


class BearerMiddleware:
    """Before the session: whoever shows a token to the API is who the token says, and no cookie tells otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.path.startswith("/api/") and shown(request) is not None:
            request.COOKIES = {}
        return self.get_response(request)


class Bearer(BaseAuthentication):
    """Who asks with a token. The rights are those of this moment: asked anew at each request."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        text = shown(request)
        if text is None:
            return None
        from .queries import tokens as queries

        token = queries.token_opened_by(text, clock.now())
        if token is None:
            raise refused(request)
        return admitted(request, token), token

    def authenticate_header(self, request: Any) -> str:
        return SCHEME


def refused(request: Any) -> Exception:
    """The one refusal of every token that opens nothing; 429 for an address that goes on and on."""
    wait = FailedTokens().seconds_to_wait(request)
    if wait:
        return Throttled(wait)
    return AuthenticationFailed(_("This token opens nothing: it is wrong, revoked or expired."), code="invalid_token")


def admitted(request: Any, token: Any) -> Any:
    """The token's person, acting through its membership, as the middleware does for a session."""
    from . import access, actions

    membership = token.membership
    person, plain = membership.person, request._request
    plain.acting = access.act(person, membership, token=token)
    logs.acting.set(f"{person.pk} for {membership.organisation_id} by {token.prefix}")
    translation.activate(person.language)
    plain.LANGUAGE_CODE = translation.get_language()
    timezone.activate(person.time_zone)
    actions.note_use(token, on=clock.day_in(membership.organisation.time_zone, clock.now()))
    return person


class WithinScopes(BasePermission):
    """A token passes only the doors that its scopes open. Asked before the door looks for anything, so that the answer
    is the same for what exists and for what does not."""

    def has_permission(self, request: Any, view: Any) -> bool:
        acting = getattr(request, "acting", None)
        if acting is not None and acting.token is not None:
            check(request.resolver_match.url_name, request.method, acting.token.scopes)
        return True


def check(door: str, method: str, scopes: list[str]) -> None:
    """Raise Forbidden unless a token with these scopes passes this door."""
    from .actions.keeping import NOT_BY_TOKEN
    from .rules import tokens as rules

    why = rules.refusal(door, method, scopes)
    if why == "not_by_token":
        raise Forbidden(why, NOT_BY_TOKEN)
    if why:
        wanted = rules.needed(door, method)
        raise Forbidden(why, _("This token was not made for that: it needs the scope %(scope)s.") % {"scope": wanted})

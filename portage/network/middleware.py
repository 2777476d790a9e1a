"""Each request acts for one organisation, named in the session and checked again every time."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from . import access, queries


class ActingMiddleware:
    """Sets `request.acting`: the membership through which this person acts, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.acting = None
        timezone.deactivate()
        if request.user.is_authenticated:
            membership = queries.acting_membership(request.user, request.session.get("acting"))
            if membership:
                request.acting = access.act(request.user, membership)
            self.speak(request)
        return self.get_response(request)

    def speak(self, request: Any) -> None:
        """The person's language wins over the browser's; their zone shows times."""
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
        timezone.activate(request.user.time_zone)

"""Each request acts for one organisation, named in the session and checked again every time."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from portage.core import clock

from . import access, queries
from .actions.readings import note_readings
from .doors import who


class ActingMiddleware:
    """Sets `request.acting`: the membership through which this person acts, or None; logs confidential readings."""

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
        response = self.get_response(request)
        self.note(request, response)
        return response

    def note(self, request: Any, response: HttpResponse) -> None:
        """What was read of confidential things is written down before it leaves; a verb writes its own event."""
        opened = request.acting.opened if request.acting else []
        if opened and response.status_code < 300:
            door = getattr(request.resolver_match, "view_name", "") or ""
            note_readings(opened, door=door, by=who(request), at=clock.now())

    def speak(self, request: Any) -> None:
        """The person's language wins over the browser's; their zone shows times."""
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
        timezone.activate(request.user.time_zone)

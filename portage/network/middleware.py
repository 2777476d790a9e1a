"""Each request acts for one organisation, named in the session and checked again every time; and proves enough for it."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.api import problems
from portage.core.refusals.pages import wants_problem

from . import access, queries
from .accounts import second_factor
from .actions.readings import note_readings
from .doors import who

# What answers who must have a second factor and has none: the way to one, what concerns the account, what is public.
OPEN = re.compile(
    r"network:(second_factor|invitation|apply|applied|(confirm|own|withdraw)_candidature)|account_.*|mfa_.*|usersessions_.*"
    r"|socialaccount_.*|openid_connect_.*|set_language|home:appearance|core:(health_live|health_ready|metrics|mute)"
    r"|contracts:feed|contracts:verify"
)


class ActingMiddleware:
    """Sets `request.acting`: the membership through which this person acts, or None; and `request.lacks_second_factor`.

    Logs readings of what is confidential.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.acting, request.lacks_second_factor = None, False
        timezone.deactivate()
        if request.user.is_authenticated:
            memberships = list(queries.active_memberships(request.user))
            membership = queries.acting_among(memberships, request.session.get("acting"))
            if membership:
                request.acting = access.act(request.user, membership)
            request.lacks_second_factor = second_factor.lacks(request, memberships)
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

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Who lacks a second factor is led to the one page about it, from every page, piece of a page and file."""
        if not request.lacks_second_factor or OPEN.fullmatch(request.resolver_match.view_name or ""):
            return None
        if wants_problem(request):
            return problems.problem(
                403, _("Your role asks for a second factor: set one up on your account's pages."), code="second_factor_required"
            )  # fmt: skip
        piece = bool(getattr(request, "htmx", False))
        wanted = {"next": request.get_full_path()} if request.method == "GET" and not piece else {}
        address = "?".join(filter(None, [reverse("network:second_factor"), urlencode(wanted)]))
        return HttpResponse(status=403, headers={"HX-Redirect": address}) if piece else redirect(address)

"""The language and the colours of pages: kept with the person, and in the browser for those who are not signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portage.network.actions.people import change_settings

from .shell import THEMES

YEAR = 365 * 24 * 3600


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep a choice of `language` or `theme`, and go back to the page it was made on. Unknown values change nothing."""
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    chosen = {}
    if language in dict(settings.LANGUAGES):
        chosen["language"] = language
    if theme in THEMES:
        chosen["theme"] = theme
    response = HttpResponseRedirect(_back(request))
    for name, value in chosen.items():
        response.set_cookie(name, value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax")
    if chosen and request.user.is_authenticated:
        person = request.user
        kept = {"language": person.language, "theme": person.theme, "time_zone": person.time_zone, "name": person.name}
        change_settings(person, **{**kept, **chosen})
    return response


def _back(request: HttpRequest) -> str:
    """Where the choice was made, if that is a page of ours."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours and page.startswith("/") else "/"

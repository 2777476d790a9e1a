"""The link under every e-mail: muting its kind, without a login, by a signed link."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .. import clock, outbox


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link is the proof
@require_http_methods(["GET", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST mutes. A link that was altered is absent."""
    try:
        person, kind = outbox.read_mute_token(token)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    if request.method == "POST":
        outbox.mute(person, kind, at=clock.now())
    return render(request, "core/mute.html", {"done": request.method == "POST"})

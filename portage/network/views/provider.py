"""The way to the identity provider: a page between, as a form of ours may not lead to another host (content policy)."""

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as library
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from requests import RequestException


def login(request: Any, provider_id: str) -> HttpResponse:
    """GET asks, POST goes. A provider that does not answer is told as such: passwords still open."""
    try:
        response = library.login(request, provider_id)
    except (RequestException, KeyError, ValueError):
        return render(request, "socialaccount/away.html", {"provider": settings.OIDC_NAME}, status=503)
    if response.status_code != 302:
        return response
    address = response.headers["Location"]
    page = render(request, "socialaccount/leaving.html", {"provider": settings.OIDC_NAME, "address": address})
    page["Refresh"] = f"0; url={address}"
    return page

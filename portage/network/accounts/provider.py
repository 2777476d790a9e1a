"""Signing in with the operator's identity provider (OpenID Connect). It opens accounts that exist; it makes none.

Who the provider names is let in when their identity was linked from their own settings, or when the provider says that
it has verified an e-mail address that names an account here.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from .. import queries
from ..models import Person

PROVIDER = "provider"


def login_address(*, back: str = "") -> str:
    """Where the provider's sign-in begins; empty when the operator named none."""
    if not settings.OIDC_URL:
        return ""
    address = reverse("openid_connect_login", kwargs={"provider_id": PROVIDER})
    return f"{address}?{urlencode({'next': back})}" if back else address


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        """The person whom a verified address names. Only `true` is verified: the word "false" is not."""
        for address in sociallogin.email_addresses:
            person = queries.person_known_as(address.email) if address.verified is True else None
            if isinstance(person, Person):
                return person, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whom nobody here knows by that identity is told so, and what to do; no account is begun."""
        connects = sociallogin.state.get("process") == AuthProcess.CONNECT
        if not sociallogin.is_existing and not connects:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/nobody.html", {"provider": settings.OIDC_NAME}, status=403)
            )

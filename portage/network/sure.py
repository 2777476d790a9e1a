"""Who are you, once more: what every page asks before something that binds or that lets a program in."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .doors import Request


def is_sure(request: Request) -> bool:
    """Whether the person typed their password or used their second factor again within five minutes."""
    return did_recently_reauthenticate(request)


def identify_address(request: Request, back: str = "") -> str:
    """Where they do it; they come back to this page."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back or request.get_full_path()})}"


def identify(request: Request, back: str) -> HttpResponse:
    """Send them there: nothing was done yet, and they are told."""
    messages.warning(request, _("Confirm who you are first. Nothing was done yet; what you typed is kept."))
    return redirect(identify_address(request, back))

"""Who are you, once more: what every page asks before something that binds or that lets a program in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .accounts import second_factor
from .doors import Request


def is_sure(request: Request) -> bool:
    """Whether the person said again, within five minutes, who they are: by password, second factor or provider."""
    return second_factor.is_sure(request)


def identify_address(request: Request, back: str = "") -> str:
    """Where they do it; they come back to this page."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back or request.get_full_path()})}"


def identify(request: Request, back: str) -> HttpResponse:
    """Send them there: nothing was done yet, and they are told."""
    messages.warning(request, _("Confirm who you are first. Nothing was done yet; what you typed is kept."))
    return redirect(identify_address(request, back))

"""What the doors of several domains do first: name who acts."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from portage.core.journal import By

from .access import Acting, act
from .models import Person
from .queries import active_memberships


class Request(HttpRequest):
    """A request of somebody who is signed in, behind the middleware of the network. For types only.

    `acting` is None for a person without a membership: `access` answers them as it answers strangers.
    """

    user: Person
    acting: Acting


def who(request: Any) -> By:
    """Who the journal shall name. Only after `access` let the person in: then they act for an organisation."""
    return request.acting.by(
        address=request.META.get("REMOTE_ADDR", ""), agent=request.headers.get("User-Agent", "")[:200]
    )


def asked_from(request: Any) -> str:
    """Where a stranger's request comes from, found as for signing in; "" when the server does not say."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def still(request: Request, find: Callable[[], QuerySet]) -> Callable[[], QuerySet | None]:
    """`find` as it may be asked at this instant, for a file made in pieces: None once the membership or the grant ended."""
    membership = request.acting.membership if request.acting else None

    def ask() -> QuerySet | None:
        if membership is not None:
            live = active_memberships(request.user).filter(pk=membership.pk, person__is_active=True)
            if not live.exists():
                return None
            request.acting = act(request.user, membership)
        try:
            return find()
        except Http404:
            return None

    return ask

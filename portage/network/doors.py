"""What the doors of several domains do first: name who acts."""

from typing import Any

from django.http import HttpRequest

from portage.core.journal import By

from .access import Acting
from .models import Person


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

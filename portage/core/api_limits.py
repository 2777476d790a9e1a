"""Who asks the API, and how often they may: named by settings, read before anything else of the framework."""

from typing import Any

from django.core.cache import caches
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle


class Session(SessionAuthentication):
    """The session of the browser, with its CSRF token. Who is not signed in is answered 401."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class AccountThrottle(UserRateThrottle):
    """So many requests a minute for one account, whatever its addresses.

    Counted in the memory of each process: a count in the database would make every reading write.
    """

    scope = "account"
    cache = caches["limits"]


class WriteThrottle(AccountThrottle):
    """Fewer of those that write."""

    scope = "write"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in {"GET", "HEAD", "OPTIONS"} or super().allow_request(request, view)

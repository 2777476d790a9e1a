"""Who asks the API, and how often they may: named by settings, read before anything else of the framework.

A calendar feed, which no session opens, is counted in the same way.
"""

from ipaddress import ip_address, ip_network
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle, UserRateThrottle


class Session(SessionAuthentication):
    """The session of the browser, with its CSRF token. Who is not signed in is answered 401."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class Json(JSONParser):
    """JSON that is nested deeper than Python reads is no JSON that we can read."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_("This is nested too deeply to be read.")) from None


class AccountThrottle(UserRateThrottle):
    """So many requests a minute for one account, whatever its addresses.

    Counted in the memory of each process: a count in the database would make every reading write.
    """

    scope = "account"
    cache = caches["limits"]

    def allow_request(self, request: Request, view: Any) -> bool:
        """What its token's own limit refused is not counted again: it reaches no door."""
        return getattr(request, "over_its_token", False) or super().allow_request(request, view)


class WriteThrottle(AccountThrottle):
    """Fewer of those that write."""

    scope = "write"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in {"GET", "HEAD", "OPTIONS"} or super().allow_request(request, view)


class TokenThrottle(SimpleRateThrottle):
    """So many requests a minute by one token: a program that runs wild does not use up what its person may ask.

    The first of the limits, so that those of the account know what it refused.
    """

    scope = "token"
    cache = caches["limits"]

    def allow_request(self, request: Any, view: Any) -> bool:
        allowed = super().allow_request(request, view)
        request.over_its_token = not allowed
        return allowed

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        token = getattr(request.auth, "pk", None)
        return self.cache_format % {"scope": self.scope, "ident": token} if token else None


class FailedTokens(SimpleRateThrottle):
    """So many tokens a minute that open nothing, from one address. Those that open something are never held up by it:
    a forgotten program does not shut out its colleagues behind the same address."""

    scope = "failed_token"
    cache = caches["limits"]

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": request.META.get("REMOTE_ADDR", "")}

    def seconds_to_wait(self, request: Any) -> int:
        """0 for a failure that is told as such, which then counts."""
        view: Any = None
        return 0 if self.allow_request(request, view) else int(self.wait() or 0) + 1


class FeedThrottle(SimpleRateThrottle):
    """So many readings an hour of one calendar feed, by all the programs that know its address.

    Only a feed that exists is counted: a wrong key costs one look and fills no memory.
    """

    scope = "feed"
    cache = caches["limits"]

    def __init__(self, feed: UUID) -> None:
        super().__init__()
        self.feed = feed

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.feed}

    def seconds_to_wait(self, request: Any) -> int:
        """0 for a reading that may be answered, which then counts."""
        view: Any = None
        return 0 if self.allow_request(request, view) else int(self.wait() or 0) + 1


class ApplyThrottle(SimpleRateThrottle):
    """So many candidatures an hour from one network, to whatever groups. A reading does not count, nor what is refused
    for its form."""

    scope = "apply"
    cache = caches["limits"]

    def __init__(self, address: str) -> None:
        super().__init__()
        self.network = network_of(address)

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.network}

    def seconds_to_wait(self, request: Any) -> int:
        """0 for a candidature that may be sent, which then counts."""
        view: Any = None
        return 0 if self.allow_request(request, view) else int(self.wait() or 0) + 1


class VerifyThrottle(ApplyThrottle):
    """So many files an hour that one network has examined: each takes a second of a process."""

    scope = "verify"


class CheckThrottle(FeedThrottle):
    """So many stored files an hour that one account has examined: each takes a second of a process."""

    scope = "check"


def network_of(address: str) -> str:
    """What one asker holds: an address (IPv4), a /64 (IPv6), of which each machine has millions of addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return address if found.version == 4 else str(ip_network((found, 64), strict=False))

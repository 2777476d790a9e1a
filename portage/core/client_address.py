"""Who asks, behind proxies: one place decides it, for the journal, the throttles and the list of sessions alike."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """Sets REMOTE_ADDR from X-Forwarded-For, of which the operator's own proxies wrote the last TRUSTED_PROXIES entries.

    What stands before them anybody may have written: it is never read. Without TRUSTED_PROXIES the header is not read at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if told := forwarded(request.headers.get("X-Forwarded-For", ""), settings.TRUSTED_PROXIES):
            request.META["REMOTE_ADDR"] = told
        return self.get_response(request)


def forwarded(header: str, proxies: int) -> str:
    """The address that the outermost of so many proxies saw; empty when there is none, or it is no address."""
    told = [entry.strip() for entry in header.split(",")]
    if proxies < 1 or len(told) < proxies:
        return ""
    try:
        return str(ipaddress.ip_address(told[-proxies].strip("[]")))
    except ValueError:
        return ""

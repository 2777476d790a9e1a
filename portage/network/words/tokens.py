"""The words of tokens: what a scope opens, how a token stands, how long one may live."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from portage.core import clock, words
from portage.core.words import mark

from ..rules.tokens import DOMAINS, LENGTHS

DOMAIN_WORDS = {
    "network": _("Organisations, customers, members"),
    "catalogue": _("Products"),
    "contracts": _("Contracts, their papers, models"),
    "fieldwork": _("Visit reports, prospects, orders, market knowledge"),
    "needs": _("Needs, quotes, price instructions, samples, complaints"),
    "forum": _("Spaces, threads and posts of the forum"),
    "commission": _("Commission statements, rates of exchange"),
}
WAYS = {"": pgettext_lazy("scope", "Nothing"), "read": _("Read"), "write": _("Read and change")}
STATES = {
    "live": _("Live until %(day)s"),
    "expired": _("Expired on %(day)s"),
    "revoked": _("Revoked on %(day)s"),
}


def lengths() -> list[tuple[int, str]]:
    """How long a token may live, in the reader's words."""
    return [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in LENGTHS]


def scopes_told(scopes: Iterable[str]) -> list[str]:
    """Products: read and change."""
    held = set(scopes)
    ways = {domain: way for domain in DOMAINS for way in ("read", "write") if f"{domain}:{way}" in held}
    return [mark(":").join([str(DOMAIN_WORDS[domain]), str(WAYS[way]).lower()]) for domain, way in ways.items()]


def told(token: Any, state: str) -> dict[str, Any]:
    """One token as lists show it."""
    moment = token.revoked_at if state == "revoked" else token.expires_at
    until = words.day(clock.day_in(token.membership.organisation.time_zone, moment), "short")
    return {"row": token, "state": state, "word": STATES[state] % {"day": until}, "scopes": scopes_told(token.scopes)}

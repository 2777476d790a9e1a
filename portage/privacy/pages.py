"""Rows of personal data as lines of a page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from portage.core.words import moment

from .queries import search
from .queries.search import Hit
from .wording import NAMES, REASONS

TOLD: Mapping[str, Callable[[Any], tuple[Any, Any]]] = {
    "contacts": lambda row: (row.name, row.customer.name),
    "former": lambda row: (row.accepted_as.person.name, row.email),
    "journal": lambda row: (row.content.get("email") or row.content.get("address", ""), row.content.get("agent", "")),
    "messages": lambda row: (row.subject, row.recipient.name if row.recipient else row.address),
    "candidatures": lambda row: (row.person, row.company),
    "invitations": lambda row: (row.email, row.get_role_display()),
}


def told(kind: str, row: Any) -> dict[str, Any]:
    """What is forgotten, and since when it is not needed."""
    what, of = TOLD[kind](row)
    return {"what": what, "of": of, "since": row.since}


def places(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """The hits under the names of their places; each with what may be done about it, or why nothing may."""
    found = []
    for label, same in groupby(hits, key=lambda hit: hit.label):
        rows = [
            {"hit": hit, "refusal": REASONS.get(search.refusal(hit), ""), "does": does(hit), "about": about(hit)}
            for hit in same
        ]
        found.append({"name": NAMES[label], "rows": rows})
    return found


def about(hit: Hit) -> str:
    """What tells the row apart: a customer, the reference of a contract, a moment. Nothing that the excerpt says already."""
    told = [moment(value) if isinstance(value, datetime) else str(value) for value in hit.about if value]
    return ", ".join(value for value in told if value != hit.excerpt[1])


def does(hit: Hit) -> str:
    """words: they are taken out; text: the whole text is erased; contact: the contact has its own page; kept."""
    if hit.label == "network.Contact" and hit.does == "whole":
        return "contact"
    return {"free": "words", "whole": "text"}.get(hit.does, "kept")

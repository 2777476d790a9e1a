"""A report typed into the plain page, told in the shape in which devices send it: one shape, one check, one verb.

Names of fields: `customer`, `kind`, … for the head; `s-<contract>-needs` for the section of a contract, `s-own-needs` for the
group's own products; `s-<contract>-seen0-price` for the first competitor, `s-<contract>-act0-text` for the first action.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from contracts.law.dates import add_months

from ..rules.content import TEXTS

SECTION = re.compile(r"s-(own|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-")
OWN = "own"
SOON: dict[str, Callable[[date], date]] = {
    "week": lambda day: day + timedelta(days=7),
    "fortnight": lambda day: day + timedelta(days=14),
    "month": lambda day: add_months(day, 1),
}
HEAD = ("customer", "kind", "visited_on", "language", "place", "note")
COMPETITOR = ("name", "product", "price", "currency", "unit")
NEW_CUSTOMER = ("name", "country", "city")


def told_in(typed: QueryDict, contacts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The report as a device would send it. `contacts`: {identifier: name and function} of those that can be ticked."""
    head: dict[str, Any] = {name: typed.get(name, "").strip() for name in HEAD}
    head["customer"] = head["customer"] or typed.get("other_customer", "")
    ticked = [contacts[key] | {"contact": key} for key in typed.getlist("contact") if key in contacts]
    head["met"] = ticked + [one for one in rows(typed, "met", ("name", "function")) if one["name"]]
    prefixes = dict.fromkeys(found[0] for name in typed if (found := SECTION.match(name)))
    day = as_day(head["visited_on"])
    return {
        "key": typed.get("key", ""),
        "head": head,
        "sections": [section(typed, prefix, day) for prefix in prefixes],
        "new_customer": {name: typed.get(f"new_{name}", "").strip() for name in NEW_CUSTOMER},
    }


def section(typed: QueryDict, prefix: str, day: date | None) -> dict[str, Any]:
    """One section, without the rows that nobody filled."""
    contract = prefix.removeprefix("s-").removesuffix("-")
    seen = [
        priced(row) for row in rows(typed, f"{prefix}seen", COMPETITOR) if row["name"] or row["product"] or row["price"]
    ]
    acts = rows(typed, f"{prefix}act", ("text", "side", "when", "due_on"))
    return {
        "contract": None if contract == OWN else contract,
        "interest": typed.get(f"{prefix}interest") or None,
        "order_taken": bool(typed.get(f"{prefix}order_taken")),
        "minutes": typed.get(f"{prefix}minutes", "").strip() or None,
        "shown": typed.getlist(f"{prefix}shown"),
        "competitors": seen,
        "actions": [action(row, day) for row in acts if row["text"]],
        **{name: typed.get(f"{prefix}{name}", "").strip() for name in TEXTS},
    }


def rows(typed: QueryDict, prefix: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The numbered rows below `prefix`, in their order."""
    numbers = {int(found[1]) for name in typed if (found := re.match(rf"{re.escape(prefix)}(\d{{1,2}})-", name))}
    for number in sorted(numbers):
        yield {name: typed.get(f"{prefix}{number}-{name}", "").strip() for name in names}


def priced(row: dict[str, Any]) -> dict[str, Any]:
    """A price as French people type it is a price: 14,20. Without one, nothing is in a currency."""
    price = re.sub(r"\s", "", row["price"]).replace(",", ".")
    return row | {"price": price or None, "currency": row["currency"] if price else ""}


def action(row: dict[str, Any], day: date | None) -> dict[str, Any]:
    """An action by its day: so long after the visit, or the day that was typed."""
    soon = SOON.get(row["when"])
    due_on = str(soon(day)) if soon and day else row["due_on"]
    return {"text": row["text"], "side": row["side"] or "agent", "due_on": due_on}


def as_day(typed: str) -> date | None:
    """The day, when it is one."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None

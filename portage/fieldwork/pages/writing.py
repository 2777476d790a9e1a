"""The page on which a report is written: the same form for a browser without a script, for a phone, and for a phone without
a network, which fills it from what it keeps.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portage.core import clock
from portage.core.forms.fields import country_choices, currency_choices, language_choices
from portage.core.refusals import Refused
from portage.core.words import mark
from portage.network.models import Customer, Membership, Person

from .. import queries
from ..forms.writing import OWN
from ..models import Account, Draft, Report
from ..rules.content import TEXTS
from . import telling

SHOWN_CUSTOMERS = 5  # the others are found by their name
SALT = "portage.fieldwork.device"
ANCHORS = {"head": "id_{}", "new_customer": "id_customer"}
LABELS = {
    "kind": gettext_lazy("Kind"), "visited_on": gettext_lazy("Date"), "place": gettext_lazy("Place"),
    "language": gettext_lazy("Language"), "met": gettext_lazy("People met"), "note": gettext_lazy("Private note"),
}  # fmt: skip
Content = Mapping[str, Any]


def form(person: Person, author: Membership, content: Content, at: datetime) -> dict[str, Any]:
    """Everything that the form shows to this member, filled with `content` (in the shape in which reports are sent)."""
    head = {"kind": "visit", "language": person.language, "visited_on": today(author, at)} | dict(
        content.get("head", {})
    )
    customers = queries.writing.customers(person, author)
    chosen = next((one for one in customers if str(one.pk) == str(head.get("customer"))), None)
    sections = {section.get("contract") or OWN: section for section in content.get("sections", [])}
    contracts = [telling.contract_told(one) for one in queries.writing.contracts(person)]
    group = str(author.organisation.parent or author.organisation)
    known = {str(one["id"]) for one in contracts} | {OWN}
    return {
        **choices(),
        "unread": "\n".join(words for key, one in sections.items() if str(key) not in known for words in texts(one)),
        "key": content.get("key") or str(uuid4()),
        "head": head,
        "new_customer": content.get("new_customer", {}),
        "customers": first(customers, chosen),
        "others": customers,
        "contacts": contacts(person, chosen, head.get("met", [])),
        "met": [one for one in head.get("met", []) if not one.get("contact")] or [{}],
        "group": group,
        "parts": [part(one["id"], one["principal"], one, sections) for one in contracts]
        + [part(OWN, group, {}, sections)],
    }


def bare() -> dict[str, Any]:
    """The form without anybody's data: what a device keeps of it. It is filled on the device."""
    blank = {"key": "", "head": {"kind": "visit"}, "new_customer": {}, "customers": [], "others": [], "contacts": []}
    return choices() | blank | {"met": [{}], "group": "", "parts": []}


def choices() -> dict[str, Any]:
    """What the fields offer to everybody, and one empty part of each kind for scripts to copy."""
    return {
        "kinds": Report.Kind.choices,
        "interests": Account.Interest.choices,
        "languages": language_choices(),
        "countries": country_choices(),
        "currencies": [code for code, _name in currency_choices()],
        "whens": [
            ("week", pgettext("by when", "1 week")), ("fortnight", pgettext("by when", "2 weeks")),
            ("month", pgettext("by when", "1 month")), ("date", pgettext("by when", "Date…")),
        ],
        "blank": part("__part__", "", {"products": [{"id": "", "name": ""}]}, {}),
        "blank_own": part(OWN, "", {}, {}),
    }  # fmt: skip


def today(author: Membership, at: datetime) -> str:
    """The day that it is where the author's organisation is."""
    return clock.day_in(author.organisation.time_zone, at).isoformat()


def first(customers: Sequence[Customer], chosen: Customer | None) -> list[Customer]:
    """The customers offered at once: those visited last, and the one that is chosen."""
    shown = list(customers[:SHOWN_CUSTOMERS])
    return shown if chosen is None or chosen in shown else [chosen, *shown]


def contacts(person: Person, customer: Customer | None, met: Sequence[Content]) -> list[dict[str, Any]]:
    """The people at the chosen customer, those met ticked."""
    if customer is None:
        return []
    ticked = {str(one.get("contact")) for one in met}
    found = queries.writing.contacts_at(person, [customer])[customer.pk]
    return [one | {"ticked": str(one["id"]) in ticked} for one in telling.contacts_told(found)]


def part(key: Any, name: str, told: Content, sections: Mapping[str, Content]) -> dict[str, Any]:
    """One section of the form: who reads it, what can be shown, and what was typed."""
    typed = sections.get(str(key), {})
    shown = {str(product) for product in typed.get("shown", [])}
    return {
        "key": str(key),
        "prefix": f"s-{key}",
        "own": key == OWN,
        "name": name,
        "reference": told.get("reference", ""),
        "confidential": told.get("confidential", False),
        "products": [one | {"ticked": str(one["id"]) in shown} for one in told.get("products", [])],
        "typed": typed,
        "interest": str(typed.get("interest") or ""),
        "seen": typed.get("competitors") or [{}],
        "actions": typed.get("actions") or [{}],
        "open": bool(typed) and not is_empty(typed),
    }


def texts(typed: Content) -> list[str]:
    """The words of a section that has no reader any more: they are shown once more, to be copied."""
    rows = [*typed.get("competitors", []), *typed.get("actions", [])]
    said = [
        *(typed.get(name, "") for name in TEXTS),
        *(" ".join(filter(None, (row.get("name"), row.get("text")))) for row in rows),
    ]
    return [words for words in said if words]


def is_empty(typed: Content) -> bool:
    """Whether nothing was typed into a section."""
    return not any(value for name, value in typed.items() if name != "contract")


def faults(refused: Sequence[Mapping[str, str]], parts: Sequence[Content], sent: Content) -> list[dict[str, str]]:
    """What must be put right, each with the part of the page where it is: `sections.1.needs` is in the second section sent."""
    keys = [section["contract"] or OWN for section in sent.get("sections", [])]
    names = {one["key"]: one["name"] for one in parts}
    found = []
    for one in refused:
        place = one.get("field", "").split(".")
        if place[0] == "sections" and len(place) > 1 and int(place[1]) < len(keys):
            key = keys[int(place[1])]
            named = names.get(key) or _("a contract that you do not tell of any more")
            found.append({"anchor": f"s-{key}", "says": f"{named}{mark(':')}{one['detail']}"})
        else:
            found.append(
                {"anchor": ANCHORS.get(place[0], "").format(place[1] if len(place) > 1 else ""), "says": one["detail"]}
            )
    return found


def as_fault(refusal: Refused) -> dict[str, str]:
    """A refusal in the shape of the API's."""
    return {"field": refusal.field, "detail": str(refusal.message)}


def device_secrets(author: Membership) -> str:
    """The secrets, from the newest to those kept for a while, with which a device locks what this member writes on it: told
    to their signed-in session alone, never stored by the server. Hexadecimal, separated by spaces."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return " ".join(salted_hmac(SALT, str(author.pk), secret=key, algorithm="sha256").hexdigest() for key in keys)


def drafts(author: Membership) -> list[dict[str, Any]]:
    """What this member began and kept on the server, newest first."""
    found = list(queries.reports.drafts(author))
    names = queries.writing.names_of_customers(author, [named(draft) for draft in found])
    return [{"key": draft.key, "at": draft.at, "customer": names.get(named(draft), "")} for draft in found]


def named(draft: Draft) -> str:
    """The identifier of the customer that a draft is about, as it was typed."""
    return str(draft.content.get("head", {}).get("customer", ""))

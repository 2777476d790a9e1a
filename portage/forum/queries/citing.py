"""What a text cites, of what its author sees; and what of it each reader sees: through access, both times."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.fieldwork.models import Report
from portage.network import access
from portage.network.models import Person

from ..models import Citation
from ..rules.citing import cited
from ..rules.verbs import MOST_CITED


def things() -> dict[str, QuerySet]:
    """What may be cited, by its name in `Citation`, with what a card says of it."""
    return {
        "product": Product.objects.select_related("owner"),
        "contract": Contract.objects.select_related("principal", "agent"),
        "report": Report.objects.select_related("customer", "book__subsidiary"),
    }


def cited_by(person: Person, text: str) -> list[Any]:
    """The things that `text` names and that its author sees, the first few. One query for each kind that it names."""
    asked, pages = cited(text), {"products": "product", "contracts": "contract", "reports": "report"}
    found: dict[Any, Model] = {}
    for kind in {pages.get(kind, "contract") for kind, _what in asked}:
        keys = [what for one, what in asked if pages.get(one) == kind]
        rows = access.visible(person, things()[kind])
        found |= {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}
        names = [what for one, what in asked if one == "reference"]
        if kind == "contract" and names:
            found |= {row.reference: row for row in rows.filter(reference__in=names)}
    return list(dict.fromkeys(found[what] for _kind, what in asked if what in found))[:MOST_CITED]


def seen_of(person: Person, posts: Sequence[UUID]) -> dict[UUID, list[tuple[str, Any]]]:
    """post: (kind, thing) of what it cites, for what this reader sees. One query, and one for each kind that is cited."""
    rows = list(Citation.objects.filter(post__in=posts).order_by("pk"))
    seen: dict[str, dict[UUID, Any]] = {}
    for kind, found in things().items():
        keys = {getattr(row, f"{kind}_id") for row in rows} - {None}
        seen[kind] = access.sought(person, found).in_bulk(list(keys)) if keys else {}
    told: dict[UUID, list[tuple[str, Any]]] = {}
    for row in rows:
        for kind, thing in _shown(row, seen):
            told.setdefault(row.post_id, []).append((kind, thing))
    return told


def _shown(row: Citation, seen: dict[str, dict[UUID, Any]]) -> Iterable[tuple[str, Any]]:
    return ((kind, found[key]) for kind, found in seen.items() if (key := getattr(row, f"{kind}_id")) in found)

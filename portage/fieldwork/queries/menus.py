"""What the filters of the visit book offer: names that the reader sees, all asked at once."""

from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from contracts.queries.counted import counted
from portage.core.words import alphabetical
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind, Role

from ..models import VisitBook

MOST = 300  # beyond, a menu helps nobody: one searches instead
WRITERS = (Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER)
Options = dict[str, list[tuple[UUID, str]]]


def of_reports(acting: Acting) -> Options:
    """{filter: [(identifier, name)]}: subsidiaries (for a group), authors, principals; one query."""
    books = access.visible(acting.person, VisitBook.objects.all()).values("subsidiary")
    principals = access.visible(acting.person, counted()).values("principal")
    writers = Membership.objects.filter(organisation__in=books, role__in=WRITERS)
    asked = [
        _named("author", writers, "person__name"),
        _named("principal", Organisation.objects.filter(pk__in=principals), "name"),
    ]
    if acting.organisation.kind == Kind.CARRIER_GROUP:
        asked.append(_named("subsidiary", Organisation.objects.filter(pk__in=books), "name"))
    found: Options = {"subsidiary": [], "author": [], "principal": []}
    for kind, pk, name in asked[0].union(*asked[1:], all=True):
        found[kind].append((pk, name))
    return {kind: sorted(rows, key=lambda row: (alphabetical(row[1]), str(row[0]))) for kind, rows in found.items()}


def _named(kind: str, rows: QuerySet, path: str) -> QuerySet[Any]:
    """(kind, identifier, name)."""
    named = rows.annotate(of=Value(kind, output_field=CharField())).order_by()
    return named.values_list("of", "pk", path)

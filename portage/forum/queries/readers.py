"""Who reads a space: whom one may speak to there, and nobody else."""

from django.db.models import QuerySet

from portage.network import access
from portage.network.models import Membership

from ..models import Space
from ..rules.mentions import Reader


def members_of(space: Space) -> QuerySet[Membership]:
    """The people who read the space, by organisation and name."""
    people = access.everybody_who_sees(space).select_related("person", "organisation")
    return people.order_by("organisation__kind", "organisation__sorted_as", "person__name", "pk")


def readers_of(space: Space) -> list[Reader]:
    """The same as a text may name them. One query."""
    rows = members_of(space).values_list("pk", "person__name", "organisation__name")
    return [Reader(*row) for row in rows]

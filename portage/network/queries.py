"""Named reads of the network."""

from django.db.models import QuerySet

from . import access, rules
from .access import PERMISSIONS, Acting
from .models import Customer, Membership, Organisation, Person
from .roles import Kind

# The orders of lists, the same for pages and for the API.
ORDERS = {"name": ("sorted_as", "pk"), "kind": ("kind", "sorted_as", "pk"), "country": ("country", "sorted_as", "pk")}
OF_CUSTOMERS = {
    "name": ("name", "pk"),
    "country": ("country", "name", "pk"),
    "owner": ("owner__sorted_as", "name", "pk"),
}


def active_memberships(person: Person) -> QuerySet[Membership]:
    """The memberships through which `person` may act now."""
    return (
        Membership.objects.filter(person=person, ended_at__isnull=True)
        .select_related("organisation")
        .order_by("started_at")
    )


def acting_membership(person: Person, chosen: str | None) -> Membership | None:
    """The membership named in the session if it still holds, else the oldest active one."""
    memberships = list(active_memberships(person))
    return next((m for m in memberships if str(m.pk) == chosen), memberships[0] if memberships else None)


def members(organisation: Organisation) -> QuerySet[Membership]:
    """The active members of one organisation, by name."""
    return organisation.memberships.filter(ended_at__isnull=True).select_related("person").order_by("person__name")


def subsidiaries_of(group: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.SUBSIDIARY, parent=group, archived_at__isnull=True).order_by(
        "sorted_as"
    )


def organisations() -> QuerySet[Organisation]:
    """Organisations with their group, for lists and pages."""
    return Organisation.objects.select_related("parent")


def customers() -> QuerySet[Customer]:
    return Customer.objects.select_related("owner")


def facts_of(organisation: Organisation, acting: Acting) -> rules.Facts:
    """What decides who may do what with an organisation; no query."""
    given = frozenset(permission for permission, roles in PERMISSIONS.items() if acting.role in roles)
    return rules.Facts(
        kind=organisation.kind,
        owners=frozenset({organisation.pk, organisation.parent_id}),
        archived=organisation.archived_at is not None,
        mine=acting.organisation.pk,
        permissions=given,
    )


def of_my_house(organisation: Organisation, acting: Acting) -> bool:
    """Whether its people may be shown: my organisation, my group, or my group's."""
    mine = acting.organisation
    return rules.one_house(mine.pk, mine.parent_id, organisation.pk, organisation.parent_id)


def may_see_group(organisation: Organisation, person: Person) -> bool:
    """Whether the group of an organisation has a page for this person."""
    return access.visible(person, Organisation.objects.filter(children=organisation)).exists()


def owners_of_customers(acting: Acting) -> list[Organisation]:
    """For whom this person may record a customer: their own organisation, or a subsidiary of their group."""
    mine = acting.organisation
    return [mine, *subsidiaries_of(mine)] if mine.kind == Kind.CARRIER_GROUP else [mine]

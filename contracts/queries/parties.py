"""Who can be a party of a new contract, and who can be named on a confidential one."""

from uuid import UUID

from django.db.models import QuerySet

from portage.network import access
from portage.network.access import Acting
from portage.network.models import Membership, Organisation, Person
from portage.network.roles import FAMILY_OF, Family, Kind

from ..models import Contract

NAMEABLE = [role for role, family in FAMILY_OF.items() if family == Family.PORTAGE]


def principals(person: Person) -> QuerySet[Organisation]:
    """The SMEs that this person may see."""
    return access.visible(
        person, Organisation.objects.filter(kind=Kind.CARRIED_SME, archived_at__isnull=True)
    ).order_by("sorted_as")


def agents(acting: Acting) -> QuerySet[Organisation]:
    """The subsidiaries of the group that they act for."""
    own = Organisation.objects.filter(kind=Kind.SUBSIDIARY, archived_at__isnull=True, parent=acting.organisation)
    return access.visible(acting.person, own).order_by("sorted_as")


def nameable_by(contract: Contract, organisation: UUID | None) -> QuerySet[Membership]:
    """The members of one organisation who may be named on a confidential contract and are not yet."""
    members = Membership.objects.filter(
        organisation=organisation, ended_at__isnull=True, role__in=NAMEABLE, person__is_active=True, is_program=False
    )
    named = access.named_on(contract).order_by().values("pk")
    return members.exclude(pk__in=named).select_related("person", "organisation").order_by("person__name")


def nameable(acting: Acting, principal: Organisation, agent: Organisation) -> QuerySet[Membership]:
    """The people of both parties and of the group whose role works on contracts, but oneself."""
    members = Membership.objects.filter(
        organisation__in=[principal, agent, acting.organisation],
        ended_at__isnull=True,
        role__in=NAMEABLE,
        is_program=False,
    )
    return (
        members.exclude(pk=acting.membership.pk)
        .select_related("person", "organisation")
        .order_by("organisation__kind", "person__name")
    )

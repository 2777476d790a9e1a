"""Whose events a journal of the roof tells. The caller has asked `access` before."""

from django.db.models import Q, QuerySet

from portage.core.journal import reading
from portage.core.models import Entry
from portage.network.models import Membership, Organisation


def entries_of_organisation(organisation: Organisation) -> QuerySet[Entry]:
    """What was done with an organisation and with its members."""
    members = Membership.objects.filter(organisation=organisation).values("pk")
    of_members = Q(scope_kind="network.membership", scope_id__in=members)
    return reading.entries().filter(of_members | Q(scope_kind="network.organisation", scope_id=organisation.pk))


def entries_of_platform() -> QuerySet[Entry]:
    """What platform administrators did; nothing of any organisation."""
    return reading.entries().filter(scope_kind__in=["network.person", "contracts.lawcorrection"])

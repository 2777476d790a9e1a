"""Whose events a journal of the roof tells. The caller has asked `access` before."""

from django.db.models import Q, QuerySet

from portage.core.journal import reading
from portage.core.models import Entry
from portage.network.models import Candidature, Membership, Organisation

OF_PLATFORM = ("network.platform_administrator_added", "network.second_factor_reset", "privacy.account_erased")


def entries_of_organisation(organisation: Organisation) -> QuerySet[Entry]:
    """What was done with an organisation, with its members and with the candidatures that reached it."""
    members = Membership.objects.filter(organisation=organisation).values("pk")
    candidatures = Candidature.objects.filter(group=organisation).values("pk")
    return reading.entries().filter(
        Q(scope_kind="network.organisation", scope_id=organisation.pk)
        | Q(scope_kind="network.membership", scope_id__in=members)
        | Q(scope_kind="network.candidature", scope_id__in=candidatures)
    )


def entries_of_platform() -> QuerySet[Entry]:
    """What platform administrators and operators did; nothing of any organisation."""
    of_people = Q(scope_kind="network.person", kind__in=OF_PLATFORM)
    return reading.entries().filter(of_people | Q(scope_kind="contracts.lawcorrection"))

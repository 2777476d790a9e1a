"""What one organisation has to do with contracts: those it is a party to, whether one binds it, who may sign for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from portage.network.models import Membership, Organisation

from ..models import Contract, SigningAuthority
from .checks import BINDING
from .counted import counted


def contracts_of(contracts: QuerySet[Contract], party: Organisation) -> QuerySet[Contract]:
    """Those of `contracts` (visible ones) to which it is a party, or whose agent is of its group."""
    return contracts.filter(Q(principal=party) | Q(agent=party) | Q(group=party))


def bound(party: Organisation) -> bool:
    """Whether any contract, seen or not, binds it or is about to."""
    return contracts_of(counted().filter(status__in=BINDING), party).exists()


def authorities(organisation: Organisation, today: date) -> list[SigningAuthority]:
    """Who may sign for it: those that hold or will hold, then those that ended; the newest first."""
    rows = organisation.signing_authorities.select_related("membership__person", "membership__organisation").order_by(
        "-from_day", "-pk"
    )
    return sorted(rows, key=lambda row: has_ended(row, today))


def has_ended(authority: SigningAuthority, today: date) -> bool:
    """Its last day has passed, or its holder has left."""
    return authority.membership.ended_at is not None or (
        authority.until_day is not None and authority.until_day < today
    )


def possible_signatories(organisation: Organisation) -> QuerySet[Membership]:
    """Active members of the organisation, and of its group; no programs."""
    owners = [pk for pk in (organisation.pk, organisation.parent_id) if pk]
    there = Membership.objects.filter(organisation__in=owners, ended_at__isnull=True, is_program=False)
    found = there.select_related("person", "organisation")
    return found.order_by("organisation__kind", "person__name")


def authority(organisation: Organisation, pk: str) -> SigningAuthority | None:
    """One authority of that organisation, None for anything else."""
    try:
        return organisation.signing_authorities.filter(pk=pk).first()
    except ValidationError:
        return None

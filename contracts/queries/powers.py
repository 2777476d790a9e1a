"""Who holds a power to sign on a day, and for which documents."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from portage.network.models import Membership, Organisation

from ..models import Contract, SigningAuthority


def on_day(organisations: Iterable[UUID], day: date) -> QuerySet[SigningAuthority]:
    """The authorities that hold on that day and whose holder is still a member; the newest first."""
    held = SigningAuthority.objects.filter(
        organisation__in=organisations, from_day__lte=day, membership__ended_at__isnull=True
    )
    held = held.filter(Q(until_day__isnull=True) | Q(until_day__gte=day))
    return held.select_related("membership__person").order_by("-recorded_at")


def document_of(contract: Contract) -> str:
    """The field that says whether an authority covers what this row is: a contract, or an amendment of one."""
    return "signs_amendments" if getattr(contract, "amends_id", None) else "signs_contracts"


def who_can_sign(contract: Contract, day: date) -> QuerySet[SigningAuthority]:
    """Who may sign this very document here, alone, for either party on that day; the oldest record first."""
    held = on_day([contract.principal_id, contract.agent_id], day)
    return held.filter(**{document_of(contract): True}, jointly=False).order_by("recorded_at")


def held_by(membership: Membership, party: Organisation, day: date) -> list[SigningAuthority]:
    """Every authority of one person for one party on that day."""
    return list(on_day([party.pk], day).filter(membership=membership))


def covers(authority: SigningAuthority, contract: Contract) -> bool:
    """Whether the authority is for this kind of document."""
    return getattr(authority, document_of(contract))

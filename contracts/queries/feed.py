"""What a calendar feed reads: whose it is, and the contracts with a date that binds."""

from datetime import date

from django.db.models import F, Q, QuerySet

from portage.network import access
from portage.network.models import Membership, Person

from ..models import CalendarFeed, Contract
from ..rules.feed import ONE_DAY, hashed
from ..rules.verbs import RUNNING
from .portfolio import contracts


def of_member(membership: Membership) -> CalendarFeed | None:
    """The live feed of this member, if they made one."""
    return CalendarFeed.objects.filter(membership=membership, revoked_at__isnull=True).first()


def opened_by(token: str) -> CalendarFeed | None:
    """The live feed that this key opens: not revoked, its member still belongs, and their account is open."""
    live = CalendarFeed.objects.filter(
        revoked_at__isnull=True, membership__ended_at__isnull=True, membership__person__is_active=True
    )
    whose = live.select_related("membership__person", "membership__organisation")
    return whose.filter(token_hash=hashed(token)).first()


def with_binding_days(person: Person, first: date, last: date) -> QuerySet[Contract]:
    """Visible contracts that may have a date of `rules.feed.binding_days` between two days, the next to come first."""
    renews = Q(term_last_day__range=(first - ONE_DAY, last - ONE_DAY))
    running = Q(renews | Q(last_notice_day__range=(first, last)), status__in=RUNNING)
    ends = Q(status__in=[*RUNNING, "ended"], ends_on__range=(first, last))
    rows = access.visible(person, contracts().filter(running | ends))
    return rows.order_by(F("next_day").asc(nulls_first=True), "pk")

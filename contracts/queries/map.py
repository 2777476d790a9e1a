"""Where contracts are in force: by country of the territory, among those that a person may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from portage.network import access
from portage.network.models import Person

from . import counted as own

SOON_DAYS = 30
RUNNING = ("in_force", "notice_given")


@dataclass(frozen=True)
class InCountry:
    """One country: contracts in force that cover it, agents, last days for notice within 30 days."""

    code: str
    contracts: int
    agents: int
    near: int


def by_country(person: Person, *, today: date) -> list[InCountry]:
    """Every country of a territory, the busiest first; one query. Confidential contracts stand on no map."""
    rows = access.visible(person, own.counted().filter(status__in=RUNNING, confidential=False)).order_by()
    soon = Q(next_kind="notice", next_day__range=(today, today + timedelta(days=SOON_DAYS)))
    counts = {"n": Count("pk"), "agents": Count("agent", distinct=True), "near": Count("pk", filter=soon)}
    counted = rows.filter(territory_lines__isnull=False).values_list("territory_lines__country").annotate(**counts)
    found = [InCountry(str(code), contracts, agents, near) for code, contracts, agents, near in counted]
    return sorted(found, key=lambda one: (-one.contracts, one.code))

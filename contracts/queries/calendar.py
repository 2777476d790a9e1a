"""What the calendar of renewals counts and lists: contracts in force whose present term has a date ahead.

Terms that are not open yet have no dates here: each last day is computed when its term opens.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber

from portage.network import access
from portage.network.models import Person

from ..models import Contract
from . import counted as own
from .portfolio import contracts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Together:
    """Contracts that share their dates: the last day for notice (None: passed, they renew for certain) and the renewal."""

    last_notice_day: date | None
    renews_on: date
    count: int


def together(person: Person, *, before: date) -> list[Together]:
    """All that is due before a day, counted by the database: one row for each pair of dates, in order; one query."""
    rows = _running(person).filter(next_day__lt=before).order_by("next_day", "term_last_day")
    counted = rows.values_list("next_kind", "next_day", "term_last_day").annotate(count=Count("pk"))
    return [Together(day if kind == "notice" else None, last + ONE_DAY, count) for kind, day, last, count in counted]


def _running(person: Person) -> QuerySet[Contract]:
    return access.visible(person, own.counted().filter(status="in_force", next_kind__in=("notice", "renews")))


def with_last_day(person: Person, first: date, last: date) -> QuerySet[Contract]:
    """Contracts whose last day for notice lies between two days, both included; the first to come first."""
    rows = access.visible(
        person, contracts().filter(status="in_force", next_kind="notice", next_day__range=(first, last))
    )
    return rows.order_by("next_day", "pk")


def certain(person: Person, first: date, last: date) -> QuerySet[Contract]:
    """Contracts that renew for certain between two days, both included: no notice came in time."""
    rows = access.visible(
        person, contracts().filter(status="in_force", next_kind="renews", next_day__range=(first, last))
    )
    return rows.order_by("next_day", "pk")


def first_of_each(person: Person, days: Collection[date], most: int) -> QuerySet[Contract]:
    """For each of these last days for notice, its first contracts; one query."""
    rows = access.visible(person, contracts().filter(status="in_force", next_kind="notice", next_day__in=days))
    place = Window(RowNumber(), partition_by="next_day", order_by="pk")
    return rows.annotate(place=place).filter(place__lte=most).order_by("next_day", "pk")

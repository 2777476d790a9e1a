"""The activity of a month under the contracts that one person may see, added up by the database: by subsidiary, contract or country.

Each figure is a count of rows that the reader could open one by one, so that no sum, and no difference of two sums, tells of
a contract that they may not see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from contracts.models import Contract, TerritoryLine
from contracts.queries.counted import counted
from portage.network import access
from portage.network.models import Person

from ..models import Account, Acknowledgement, Order, Section
from ..rules.activity import SILENT_DAYS, Figures, Month, reported_by, total, working_days_of
from ..rules.days import BINDS

GROUPS = ("subsidiary", "contract", "country")
VISITS, CALLS = ("visit", "fair"), ("call", "video")
Key = tuple[Any, ...]
# What a row is one of: the fields of a contract, of a section and of an order; the first names it, the others describe it.
OF_CONTRACT: Mapping[str, tuple[str, ...]] = {
    "subsidiary": ("agent", "agent__name"),
    "contract": ("pk", "reference", "principal__name", "agent__name", "confidential"),
    "country": ("territory_lines__country",),
}
OF_SECTION: Mapping[str, tuple[str, ...]] = {
    **{group: tuple(f"contract__{name}" for name in OF_CONTRACT[group]) for group in ("subsidiary", "contract")},
    "country": ("report__customer__country",),
}
OF_ORDER: Mapping[str, tuple[str, ...]] = {**OF_SECTION, "country": ("customer__country",)}


@dataclass(frozen=True)
class Asked:
    """Which rows: of whose contracts (`words` in a party's name or the reference), of which subsidiary, in which country (of the
    customer; of a contract, in its territory); `silent_days` without a report make a contract silent."""

    words: str = ""
    subsidiary: UUID | None = None
    country: str = ""
    silent_days: int = SILENT_DAYS

    def parties(self, contract: str) -> Q:
        """Of whose contracts, for rows whose contract stands at this path ("" for a contract itself)."""
        found = Q()
        if self.words:
            found &= (
                Q(**{f"{contract}reference__iexact": self.words})
                | Q(**{f"{contract}principal__name__icontains": self.words})
                | Q(**{f"{contract}agent__name__icontains": self.words})
            )
        if self.subsidiary:
            found &= Q(**{f"{contract}agent": self.subsidiary})
        return found

    def of(self, country: str) -> Q:
        """The same for what hangs below a contract and was told of a customer, whose country stands at this path."""
        found = self.parties("contract__")
        return found & Q(**{country: self.country}) if self.country else found


@dataclass
class Row:
    """One subsidiary, contract or country with its figures; `names` describe it."""

    key: Any
    names: tuple[Any, ...]
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True)
class Activity:
    """The rows of a month, in no order, and their total: of countries, a contract that covers two is counted once in it."""

    rows: Sequence[Row]
    total: Figures


def activity(person: Person, month: Month, by: str, asked: Asked) -> Activity:
    """The month of what this person may see: four queries, five by country."""
    found: dict[Any, Row] = {}
    for rows, names in (
        (_of_contracts(_in_force(person, month, asked), OF_CONTRACT[by], month, asked), OF_CONTRACT[by]),
        (_of_sections(person, month, asked, OF_SECTION[by]), OF_SECTION[by]),
        (_of_orders(person, month, asked, OF_ORDER[by]), OF_ORDER[by]),
    ):
        _gather(found, rows, names)
    every = list(found.values())
    if by == "country" and asked.country:  # a contract covers others too: they were not asked for
        every = [row for row in every if str(row.key) == asked.country]
    added = total(row.figures for row in every)
    if by == "country":
        alone = _of_contracts(_in_force(person, month, asked), (), month, asked)[0]
        added.contracts, added.silent = alone["contracts"], alone["silent"]
    return Activity(every, added)


def _gather(found: dict[Any, Row], rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> None:
    """Put the figures of these rows beside those that are there already."""
    for told in rows:
        key, *more = (told[name] for name in names)
        row = found.setdefault(str(key), Row(key, tuple(more)))
        for name in told.keys() - set(names):
            setattr(row.figures, name, told[name] or 0 if name != "last" else told[name])


def _in_force(person: Person, month: Month, asked: Asked) -> QuerySet[Contract]:
    """The contracts that bound on the last day that the month has come to."""
    bound = Q(ends_on__isnull=True) | Q(ends_on__gte=month.until)
    rows = counted().filter(bound, status__in=BINDS, first_day__lte=month.until)
    if asked.country:  # by their identifiers: a territory joined twice would multiply what is counted
        rows = rows.filter(pk__in=TerritoryLine.objects.filter(country=asked.country).values("contract"))
    return access.visible(person, rows.filter(asked.parties("")))


def _of_contracts(
    rows: QuerySet[Contract], names: Sequence[str], month: Month, asked: Asked
) -> Sequence[Mapping[str, Any]]:
    """How many contracts, and how many of them are silent: in force for so long, and nothing told of so many days."""
    since = month.until - timedelta(days=asked.silent_days)
    told = Section.objects.filter(contract=OuterRef("pk"), report__visited_on__range=(since, month.until))
    rows = rows.annotate(is_told=Exists(told)).order_by()
    silent = Q(is_told=False, first_day__lt=since)
    counts = {"contracts": Count("pk", distinct=True), "silent": Count("pk", filter=silent, distinct=True)}
    return list(rows.values(*names).annotate(**counts)) if names else [rows.aggregate(**counts)]


def _of_sections(person: Person, month: Month, asked: Asked, names: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    """What was told of visits made in the month."""
    rows = _told(person, month, asked)
    newest = Account.objects.filter(section=OuterRef("pk")).order_by("-number")
    late = _late(month, _working_days(person))
    rows = rows.annotate(
        spent=Subquery(newest.values("minutes")[:1]),
        is_read=Exists(Acknowledgement.objects.filter(section=OuterRef("pk"))),
        late_from=late,
    )
    return rows.values(*names).annotate(
        visits=Count("pk", filter=Q(report__kind__in=VISITS)),
        calls=Count("pk", filter=Q(report__kind__in=CALLS)),
        minutes=Sum("spent"),
        timed=Count("spent"),
        unread=Count("pk", filter=Q(is_read=False)),
        late=Count("pk", filter=Q(filed_at__gte=F("late_from"))),
        last=Max("report__visited_on"),
    )


def _told(person: Person, month: Month, asked: Asked) -> QuerySet[Any]:
    of = asked.of("report__customer__country")
    rows = Section.objects.filter(of, contract__isnull=False, report__visited_on__range=(month.first, month.last))
    return access.visible(person, rows).order_by()


def _working_days(person: Person) -> list[int]:
    """Every number of working days that a visible contract gives for the report of a visit."""
    asked = access.visible(person, counted().filter(clauses__has_key="visit_days")).order_by()
    given = asked.values_list("clauses__visit_days", flat=True).distinct()
    return sorted({days for days in given if working_days_of({"visit_days": days}) == days})


def _late(month: Month, given: Sequence[int]) -> Case:
    """From which instant on a section is late, by the day of its visit and by its contract."""
    days = [month.first + timedelta(days=number) for number in range((month.last - month.first).days + 1)]
    own = [
        When(report__visited_on=day, contract__clauses__visit_days=number, then=Value(reported_by(day, number)))
        for number in given
        for day in days
    ]
    usual = [When(report__visited_on=day, then=Value(reported_by(day, working_days_of({})))) for day in days]
    return Case(*own, *usual, output_field=DateTimeField())


def _of_orders(person: Person, month: Month, asked: Asked, names: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    """The orders that agents received in the month, but for those that were withdrawn."""
    of = asked.of("customer__country")
    rows = Order.objects.filter(of, side="agent", received_on__range=(month.first, month.last))
    rows = access.visible(person, rows.exclude(status=Order.Status.WITHDRAWN)).order_by()
    return rows.values(*names).annotate(orders=Count("pk"))


def subsidiaries(person: Person) -> list[tuple[UUID, str]]:
    """The agents of the contracts that this person may see: what the filter offers."""
    agents = access.visible(person, counted()).order_by("agent__sorted_as", "agent")
    return list(agents.values_list("agent", "agent__name").distinct())


def last_told(person: Person, pks: Sequence[UUID], until: date) -> dict[UUID, date]:
    """{contract: the last day of a visit that was told}, of these contracts."""
    rows = access.visible(person, Section.objects.filter(contract__in=pks, report__visited_on__lte=until)).order_by()
    return dict(rows.values_list("contract").annotate(last=Max("report__visited_on")))


def contracts_of(pks: Sequence[UUID]) -> QuerySet[Contract]:
    """The contracts of which lines tell, for a door that narrows them."""
    return Contract.objects.filter(pk__in=pks)

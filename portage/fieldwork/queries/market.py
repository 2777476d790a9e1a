"""Market knowledge: what sections say of one country and segment, read section by section, as far as a person may read each.

Nothing here counts what others wrote: every figure is of the rows that the reader could open one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Max, QuerySet

from portage.core.words import alphabetical
from portage.network import access
from portage.network.models import Person

from ..models import Account, Section

MOST = 300  # the newest sections of a place: what is older is history
TEXTS = ("customs", "growth", "objections", "opportunity")


@dataclass(frozen=True)
class Price:
    """A price that was told: on which day, at which customer, by which section."""

    on: date
    price: Decimal
    currency: str
    unit: str
    section: Section


@dataclass
class Rival:
    """A competitor's product as sections saw it; prices from the oldest to the newest."""

    name: str
    product: str
    seen: list[Section] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)

    @property
    def last_seen(self) -> date:
        return max(section.report.visited_on for section in self.seen)


@dataclass(frozen=True)
class Said:
    """Words of one section."""

    text: str
    section: Section


@dataclass
class Market:
    """What is known of one place. `customs`, `growth`, `objections`, `opportunity`: words, the newest first."""

    rivals: list[Rival]
    said: dict[str, list[Said]]
    sections: list[Section]
    more: bool


def sections(person: Person) -> QuerySet[Section]:
    """The sections that this person may read."""
    return access.visible(person, Section.objects.all())


def places(person: Person) -> list[tuple[str, str]]:
    """(country, segment) of the customers of whom something was told, the last visited first."""
    place = ("report__customer__country", "report__customer__segment")
    rows = sections(person).order_by().values_list(*place).annotate(last=Max("report__visited_on"))
    return [(str(country), segment) for country, segment, _last in sorted(rows, key=lambda row: row[2], reverse=True)]


def nothing() -> Market:
    """What is known where nothing was told."""
    return Market([], {name: [] for name in TEXTS}, [], False)


def market(person: Person, country: str, segment: str) -> Market:
    """Everything that this person may read of one place: four queries."""
    rows = (
        sections(person)
        .filter(report__customer__country=country, report__customer__segment=segment)
        .select_related("report__customer", "contract__principal", "contract__agent")
        .order_by("-report__visited_on", "-filed_at", "-pk")
    )
    found = list(rows[: MOST + 1])
    more, found = len(found) > MOST, found[:MOST]
    by_pk = {section.pk: section for section in found}
    words = Account.objects.filter(section__in=by_pk).order_by("number").prefetch_related("competitors")
    accounts = {account.section_id: account for account in words}  # the newest words come last and stay
    told = [(section, accounts[section.pk]) for section in found if section.pk in accounts]
    return Market(_rivals(told), {name: _said(told, name) for name in TEXTS}, found, more)


def _said(told: Iterable[tuple[Section, Account]], name: str) -> list[Said]:
    return [Said(getattr(account, name), section) for section, account in told if getattr(account, name)]


def _rivals(told: Iterable[tuple[Section, Account]]) -> list[Rival]:
    """One for each name and product, whatever the case and accents in which it was typed; the last seen first."""
    found: dict[tuple[str, str], Rival] = {}
    for section, account in told:
        for seen in account.competitors.all():
            key = (alphabetical(seen.name), alphabetical(seen.product))
            rival = found.setdefault(key, Rival(seen.name, seen.product))
            rival.seen.append(section)
            if seen.price is not None:
                price = Price(section.report.visited_on, seen.price, seen.currency, seen.unit, section)
                rival.prices.insert(0, price)
    return sorted(found.values(), key=lambda rival: rival.last_seen, reverse=True)

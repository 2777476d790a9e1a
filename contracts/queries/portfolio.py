"""The portfolio: contracts as lines of a list, with what they cover, in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from contracts.law import records
from portage.catalogue.models import Product
from portage.core import clock
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Membership, Organisation, Person, SavedView

from ..models import Choice, Contract, LawCorrection, ProductLine, TerritoryLine
from ..rules.due import REMIND_BEFORE
from ..words.next_dates import rule_in_short, without_date
from .counted import counted
from .law import corrections

PAGE = "contracts"  # under this name views of the list are kept
OPTIONS = 300  # more names than this do not fit in a menu: the search box finds them

READ = """
    id created_at reference status nature confidential principal__name principal__sorted_as agent__name agent__sorted_as group_id principal_id agent_id
    first_day law notice_scale notice_month_end time_zone term_number term_last_day last_notice_day ends_on
    next_day next_kind commission_rate currency version_number
""".split()

ORDERS: Mapping[str, tuple[str, ...]] = {
    "next": ("next_day", "pk"),
    "principal": ("principal__sorted_as", "pk"),
    "agent": ("agent__sorted_as", "pk"),
    "state": ("status", "next_day", "pk"),
    "reference": ("reference",),
}
# Who sees many contracts and sorts them by a party's name also says which kind it is: the index of organisations
# then gives the order, and the database reads a page instead of sorting everything.
KIND_OF = {"principal": {"principal__kind": "carried_sme"}, "agent": {"agent__kind": "subsidiary"}}


@dataclass
class Line:
    """One contract as a line of a list. `today` is its own local day; products and countries in the order typed."""

    contract: Contract
    today: date
    law: records.Jurisdiction
    products: Sequence[Mapping[str, str]] = ()
    countries: Sequence[str] = ()

    @property
    def rule(self) -> str:
        """The rule of its next date in a few words."""
        return rule_in_short(self.contract, self.law)

    @property
    def without_date(self) -> str:
        """Why no date binds, where none does."""
        return without_date(self.contract)

    @property
    def last_notice_day(self) -> date | None:
        """The last day for notice while it has not passed."""
        return self.contract.last_notice_day if self.contract.next_kind == "notice" else None

    @property
    def renews_on(self) -> date | None:
        """The day after its present term."""
        last = self.contract.term_last_day
        return last + timedelta(days=1) if last else None

    @property
    def reminded_from(self) -> date | None:
        """The day on which the first reminder goes out."""
        last = self.last_notice_day
        return last - timedelta(days=max(REMIND_BEFORE)) if last else None


def contracts(rows: QuerySet[Contract] | None = None) -> QuerySet[Contract]:
    """Contracts, or other `rows` than those counted, with what a line of a list needs, and nothing more."""
    answers = Choice.objects.filter(contract=OuterRef("pk"), question="renewal_choice").order_by("-at", "-id")
    found = (rows if rows is not None else counted()).select_related("principal", "agent").only(*READ)
    return found.annotate(
        law_corrected=Exists(LawCorrection.objects.all()), renewal_choice=Subquery(answers.values("answer")[:1])
    )


def lines(rows: Iterable[Contract], *, at: datetime) -> list[Line]:
    """The rows of a page, in their order, each with what it covers: two queries, three where the law was corrected."""
    found = lines_bare(rows, at=at)
    products, countries = covered([line.contract.pk for line in found])
    for line in found:
        line.products, line.countries = products.get(line.contract.pk, ()), countries.get(line.contract.pk, ())
    return found


def lines_bare(rows: Iterable[Contract], *, at: datetime) -> list[Line]:
    """The same without what they cover: no query unless the law was corrected."""
    rows = list(rows)
    corrected = corrections() if any(getattr(row, "law_corrected", True) for row in rows) else ()
    laws = {code: records.jurisdiction(code, corrected) for code in {row.law for row in rows}}
    days = {zone: clock.day_in(zone, at) for zone in {row.time_zone for row in rows}}
    return [Line(row, days[row.time_zone], laws[row.law]) for row in rows]


def hint(acting: Acting, sort: str) -> Mapping[str, str]:
    """What to add to a query in that order, see KIND_OF; nothing for who sees few: their rows are sorted at once."""
    few = acting.seen.get(Contract) is not None
    return {} if few else KIND_OF.get(sort.removeprefix("-"), {})


def soonest(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """The next date first, those without one last."""
    return rows.order_by(F("next_day").asc(nulls_last=True), "pk")


def covered(pks: Sequence[UUID]) -> tuple[dict[UUID, list], dict[UUID, list]]:
    """Names of the products and codes of the countries of each contract."""
    products: dict[UUID, list] = {}
    countries: dict[UUID, list] = {}
    if pks:
        of_products = ProductLine.objects.filter(contract__in=pks).order_by("pk")
        for pk, names in of_products.values_list("contract", "product__names"):
            products.setdefault(pk, []).append(names)
        of_territory = TerritoryLine.objects.filter(contract__in=pks).order_by("pk")
        for pk, code in of_territory.values_list("contract", "country"):
            countries.setdefault(pk, []).append(str(code))
    return products, countries


def parties(person: Person, role: str) -> list[tuple[str, str]]:
    """(identifier, name) of every principal or agent of the contracts that `person` may see; none when too many."""
    related = access.visible(person, counted()).values(role)
    found = Organisation.objects.filter(pk__in=related).order_by("sorted_as").values_list("pk", "name")[: OPTIONS + 1]
    return [(str(pk), name) for pk, name in found] if len(found) <= OPTIONS else []


def count(queryset: QuerySet[Contract], most: int) -> int:
    """How many rows, up to one more than `most`."""
    return queryset.order_by().values("pk")[: most + 1].count()


def figures(queryset: QuerySet[Contract], most: int) -> dict[str, int]:
    """How many contracts, principals and agents; the counts stop at `most` contracts."""
    rows = queryset.order_by().values("pk", "principal", "agent")[: most + 1]
    return rows.aggregate(
        contracts=Count("pk"), principals=Count("principal", distinct=True), agents=Count("agent", distinct=True)
    )


def by_state(person: Person) -> dict[str, int]:
    """How many of the contracts that `person` may see are in each state."""
    rows = access.visible(person, counted().order_by()).values_list("status").annotate(Count("pk"))
    return dict(rows)


def kept_views(membership: Membership) -> QuerySet[SavedView]:
    """The views of the portfolio that this member keeps."""
    return SavedView.objects.filter(membership=membership, page=PAGE)


@dataclass(frozen=True)
class Word:
    """A word to look for: as typed, as a regular expression that forgives accents, and the countries that it names."""

    typed: str
    pattern: str
    countries: Sequence[str]


def with_words(queryset: QuerySet[Contract], typed: Sequence[Word], acting: Acting) -> QuerySet[Contract]:
    """Contracts in which every word is found: in a party's name, the reference, a product, or a country's name."""
    few = acting.seen.get(Contract) is not None
    for word in typed:
        found = (
            _party_named("principal", word, few) | _party_named("agent", word, few) | Q(reference__icontains=word.typed)
        )
        if word.countries:
            found |= Q(Exists(TerritoryLine.objects.filter(contract=OuterRef("pk"), country__in=word.countries)))
        queryset = queryset.filter(found | _product_named(word, few))
    return queryset


def _party_named(role: str, word: Word, few: bool) -> Q:
    """Who sees few contracts: look at their names. Who sees many: look for the names first, then for contracts."""
    if few:
        return Q(**{f"{role}__name__iregex": word.pattern})
    return Q(**{f"{role}__in": Organisation.objects.filter(name__iregex=word.pattern).values("pk")})


def _product_named(word: Word, few: bool) -> Q:
    named = Q(names__fr__iregex=word.pattern) | Q(names__en__iregex=word.pattern)
    products = ProductLine.objects.filter(product__in=Product.objects.filter(named).values("pk"))
    if few:
        here = Q(product__names__fr__iregex=word.pattern) | Q(product__names__en__iregex=word.pattern)
        return Q(Exists(ProductLine.objects.filter(here, contract=OuterRef("pk"))))
    return Q(pk__in=products.values("contract"))


def in_country(queryset: QuerySet[Contract], code: str) -> QuerySet[Contract]:
    """Contracts whose territory holds that country, whole or in part."""
    return queryset.filter(pk__in=TerritoryLine.objects.filter(country=code).values("contract"))

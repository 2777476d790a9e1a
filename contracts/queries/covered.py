"""What a contract covers, in the reader's language: from its lines while it is typed, from its version once frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from contracts.documents.data import ContractData

from ..models import Contract, ProductLine
from ..rules.segments import segment_names


@dataclass(frozen=True)
class Bracket:
    """A rate up to a yearly amount; `up_to` None is the rest, or all."""

    up_to: Decimal | None
    rate: Decimal


@dataclass(frozen=True)
class CoveredProduct:
    """A product with its own rates; none when the contract's apply."""

    key: str
    name: str
    hs_code: str
    rates: tuple[Bracket, ...] = ()


@dataclass(frozen=True)
class CoveredCountry:
    code: str
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reserved:
    name: str
    place: str
    rate: Decimal


@dataclass(frozen=True)
class Covered:
    """Products, territory, reserved customers and rates. `brackets` are the contract's own tiers."""

    products: tuple[CoveredProduct, ...]
    countries: tuple[CoveredCountry, ...]
    segments: tuple[str, ...]
    reserved: tuple[Reserved, ...]
    brackets: tuple[Bracket, ...]


def of_version(data: ContractData, language: str) -> Covered:
    """What a frozen version covers; no query."""
    own = {key: _tiers(line.tiers) for line in data.commission.lines for key in line.products}
    regions = data.territory.regions
    return Covered(
        products=tuple(
            CoveredProduct(p.key, in_language(p.names, language), p.hs_code, own.get(p.key, ())) for p in data.products
        ),
        countries=tuple(CoveredCountry(code, tuple(regions.get(code, ()))) for code in data.territory.countries),
        segments=tuple(in_language(segment, language) for segment in data.territory.segments),
        reserved=tuple(Reserved(c.name, c.place, c.rate) for c in data.territory.reserved),
        brackets=_tiers(data.commission.tiers),
    )


def of_rows(contract: Contract, language: str) -> Covered:
    """What is typed so far; four queries, whose rows the contract then holds."""
    products = Prefetch("product_lines", ProductLine.objects.select_related("product").order_by("pk"))
    prefetch_related_objects([contract], products, "territory_lines", "reserved_customers", "commission_lines")
    rates: dict[str, list[Bracket]] = {}
    for line in contract.commission_lines.all():
        rates.setdefault(str(line.product_id or ""), []).append(Bracket(line.up_to, line.rate))
    ordered = {key: _tiers(found) for key, found in rates.items()}
    named = [line.product for line in contract.product_lines.all()]
    return Covered(
        products=tuple(
            CoveredProduct(str(p.pk), p.name_in(language), p.hs_code, ordered.get(str(p.pk), ())) for p in named
        ),
        countries=tuple(
            CoveredCountry(str(line.country), tuple(line.regions)) for line in _by_key(contract.territory_lines)
        ),
        segments=tuple(in_language(segment_names(segment), language) for segment in contract.segments),
        reserved=tuple(Reserved(c.name, c.place, c.rate) for c in _by_key(contract.reserved_customers)),
        brackets=ordered.get("", ()),
    )


def _by_key(lines: Any) -> list:
    """In the order in which they were typed."""
    return sorted(lines.all(), key=lambda line: line.pk)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, or in any other."""
    return texts.get(language) or next(iter(texts.values()), "")


def _tiers(tiers: Iterable) -> tuple[Bracket, ...]:
    """In the order of their bounds, the one without a bound last."""
    found = [Bracket(tier.up_to, tier.rate) for tier in tiers]
    return tuple(sorted(found, key=lambda one: (one.up_to is None, one.up_to or 0)))

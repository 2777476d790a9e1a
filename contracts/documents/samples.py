"""An invented contract, for counsel who read how a model will print: every name of the grammar has its sample value.

The same persons and figures as the samples of `names.NAMES` (a test compares), as data, so that they come out in the language
and in the forms of a real contract. Nothing here is anybody's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from .articles import Article, digest
from .commission import Commission
from .data import (
    INDEFINITE,
    ContractData,
    Language,
    Law,
    Model,
    Notice,
    Party,
    Pay,
    Product,
    Statement,
    Term,
    Territory,
)
from .options import Needs
from .summary import Articles
from .values import values

DAY = date(2026, 2, 16)
_CODE = {"fr": "article {} du Code de commerce", "en": "article {} of the French Commercial Code"}
_PAY = {
    "compensation": Pay("compensation", None, None, 12),
    "indemnity": Pay("indemnity", 1, 5, 12),
    "none": Pay("none"),
    "negotiated": Pay("by_negotiated_contracts"),
    "by_law": Pay(),
}


def _cited(number: str) -> dict[str, str]:
    return {tag: text.format(number) for tag, text in _CODE.items()}


PRINCIPAL = Party(
    name="PMI n.3",
    legal_form="société par actions simplifiée",
    address="12 rue des Forges, 42000 Saint-Étienne, France",
    registration="RCS Saint-Étienne 000 000 017",
    signatory="Claire Aubry",
    capacity={"fr": "directrice générale", "en": "managing director"},
)
AGENT = Party(
    name="Rhodia Poland",
    legal_form="sp. z o.o.",
    address="ul. Przykładowa 8, 00-001 Warszawa, Poland",
    registration="KRS 0000000024",
    signatory="Marek Zieliński",
    capacity={"fr": "directeur", "en": "director"},
)
_LAW = Law(
    code="FR",
    names={"fr": "la loi française", "en": "French law"},
    forum={"fr": "le tribunal de commerce de Saint-Étienne", "en": "the commercial court of Saint-Étienne"},
    compensation=_cited("L134-12"),
    compensation_loss={"fr": "article L134-13", "en": "article L134-13"},
    non_compete={"fr": "article L134-14", "en": "article L134-14"},
)


def contract(
    articles: Articles, *, names: Mapping[str, str], version: int, prevailing: str, needs: Needs
) -> ContractData:
    """The invented contract on these articles (one or two languages), as its needs ask."""
    tags = tuple(articles)
    data = ContractData(
        reference="PC-7K3M-Q",
        version=4,
        day=DAY,
        language=Language("both" if len(tags) == 2 else tags[0], prevailing if prevailing in tags else tags[0]),
        principal=PRINCIPAL,
        agent=AGENT,
        carrier="Rhodia",
        products=(
            Product("A", {"fr": "compositions aromatiques", "en": "aromatic compositions"}, "3302.90", "CA-110, 4"),
        ),
        territory=Territory(
            countries=("PL",),
            segments=({"fr": "savonnerie", "en": "soaps"}, {"fr": "détergents", "en": "detergents"}),
        ),
        commission=Commission(rate=Decimal("0.06"), currency="EUR", event="paid"),
        statement=Statement("quarterly", _cited("R134-3")),
        term=Term(date(2026, 3, 1), 12, date(2027, 2, 28), 12),
        notice=Notice((1, 2, 3), date(2027, 1, 31), _cited("L134-11"), ("letter",)),
        law=replace(_LAW, pay=_PAY[needs.end]),
        model=Model(names, version, digest(articles)),
        exclusivity=needs.exclusive,
        target=Decimal(120_000) if needs.target else None,
    )
    return _indefinite(data) if needs.nature == INDEFINITE else data


def _indefinite(data: ContractData) -> ContractData:
    """The same without terms."""
    return replace(
        data,
        nature=INDEFINITE,
        term=Term(data.term.first_day),
        notice=replace(data.notice, first_last_day=None),
    )


def known(language: str, articles: Sequence[Article]) -> dict[str, Any]:
    """A sample value for every name in one language, whatever the contract; the articles for `ref.`."""
    of = dict.fromkeys(("fr", "en"), articles)
    named: dict[str, Any] = {"names": {}, "version": 1, "prevailing": "fr"}
    full = values(contract(of, needs=Needs(target=True), **named), language, articles)
    capped = values(contract(of, needs=Needs(end="indemnity"), **named), language, articles)
    return {**capped, **{name: value for name, value in full.items() if value not in (None, "", (), [])}}

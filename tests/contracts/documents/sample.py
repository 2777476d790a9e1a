"""A realistic contract, invented persons: PMI n.3 of France, carried in Poland by a subsidiary of the group Rhodia."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from contracts.documents import articles, papers, shipped
from contracts.documents.commission import Commission, CommissionLine, Tier
from contracts.documents.data import (
    Approval,
    ContractData,
    Language,
    Law,
    Model,
    Notice,
    Party,
    Pay,
    Product,
    ReservedCustomer,
    Statement,
    Term,
    Territory,
)

CODE = {"fr": "article {} du Code de commerce", "en": "article {} of the French Commercial Code"}


def cited(number: str) -> dict[str, str]:
    return {tag: text.format(number) for tag, text in CODE.items()}


def models(exclusive: bool = True, **needs: str) -> dict[str, tuple[articles.Article, ...]]:
    return {tag: shipped.default(tag, exclusive=exclusive, **needs) for tag in ("fr", "en")}


PRINCIPAL = Party(
    name="PMI n.3",
    legal_form="société par actions simplifiée au capital de 400 000 €",
    address="12 rue des Forges, 42000 Saint-Étienne, France",
    registration="RCS Saint-Étienne 000 000 017",
    signatory="Claire Aubry",
    capacity={"fr": "directrice générale", "en": "managing director"},
)
AGENT = Party(
    name="Rhodia Poland sp. z o.o.",
    legal_form="",
    address="ul. Przykładowa 8, 00-001 Warszawa, Polska",
    registration="KRS 0000000024",
    signatory="Marek Zieliński",
    capacity={"fr": "directeur", "en": "director"},
)
PRODUCTS = (
    Product(
        "soap",
        {"fr": "Compositions aromatiques pour savons", "en": "Aromatic compositions for soaps"},
        "3302.90",
        "CA-110, 4",
    ),
    Product(
        "detergent", {"fr": "Compositions pour détergents", "en": "Compositions for detergents"}, "3302.90", "CA-205, 2"
    ),
    Product(
        "base", {"fr": "Bases parfumantes encapsulées", "en": "Encapsulated fragrance bases"}, "3302.90", "CA-310, 3"
    ),
    Product(
        "sample",
        {"fr": "Échantillons et kits de laboratoire", "en": "Samples and laboratory kits"},
        "3302.90",
        "CA-900, 7",
    ),
)
COMMISSION = Commission(
    rate=Decimal("0.06"),
    currency="EUR",
    event="paid",
    tiers=(Tier(Decimal("300000"), Decimal("0.06")), Tier(None, Decimal("0.05"))),
    lines=(CommissionLine(("sample",), (Tier(None, Decimal("0.08")),)),),
)
TERRITORY = Territory(
    countries=("PL",),
    segments=({"fr": "savonnerie", "en": "soap makers"}, {"fr": "détergents", "en": "detergents"}),
    reserved=(
        ReservedCustomer("Mydlarnia Przykład S.A.", "Poznań", Decimal("0.01")),
        ReservedCustomer("Pralnia Wzór sp. z o.o.", "Kwidzyn", Decimal("0.01")),
    ),
)
LAW = Law(
    code="FR",
    names={"fr": "la loi française", "en": "French law"},
    forum={"fr": "le tribunal de commerce de Saint-Étienne", "en": "the commercial court of Saint-Étienne"},
    compensation=cited("L134-12"),
    compensation_loss={"fr": "article L134-13", "en": "article L134-13"},
    non_compete={"fr": "article L134-14", "en": "article L134-14"},
    pay=Pay("compensation", claim_months=12),
)


def sample(mode: str = "fr", **changes: Any) -> ContractData:
    """The contract, in French, English or both; any field may be changed."""
    data = ContractData(
        reference="PC-7K3M-Q",
        version=4,
        day=date(2026, 2, 16),
        language=Language(mode, "en" if mode == "en" else "fr"),
        principal=PRINCIPAL,
        agent=AGENT,
        carrier="Rhodia",
        products=PRODUCTS,
        territory=TERRITORY,
        commission=COMMISSION,
        statement=Statement("quarterly", cited("R134-3")),
        term=Term(date(2026, 3, 1), 12, date(2027, 2, 28), 12),
        notice=Notice((1, 2, 3), date(2027, 1, 31), cited("L134-11")),
        law=LAW,
        model=Model({"fr": "Agent commercial", "en": "Commercial agent"}, 3, articles.digest(models())),
        approvals=(
            Approval("principal", "Claire Aubry", date(2026, 2, 12)),
            Approval("agent", "Ewa Nowak", date(2026, 2, 13)),
        ),
    )
    return replace(data, **changes)


def subject(**changes: Any) -> papers.Subject:
    return replace(papers.Subject("PC-7K3M-Q", 4, PRINCIPAL, AGENT, "ff354f32b59982540cd1d52e4176c1e3" * 2), **changes)


TERMS = (
    papers.TermRow(1, date(2024, 3, 1), date(2025, 2, 28), "initial", date(2025, 1, 31), 1),
    papers.TermRow(2, date(2025, 3, 1), date(2026, 2, 28), "tacit", date(2025, 12, 31), 2),
    papers.TermRow(3, date(2026, 3, 1), date(2027, 2, 28), "tacit", date(2026, 11, 30), 3),
)
RULE = papers.Rule(
    10,
    11,
    cited("L134-11"),
    {
        "fr": "Donnée juridique « FR, préavis », version 2, vérifiée le 12 janvier 2026",
        "en": "Legal record “FR, notice”, version 2",
    },
)
ZONE = {"fr": "heure de Paris", "en": "Paris time"}
PARIS = timezone(timedelta(hours=1))


def renewal(**changes: Any) -> papers.RenewalCertificate:
    paper = papers.RenewalCertificate(2, subject(), TERMS, 12, RULE, datetime(2026, 3, 1, 0, 12, tzinfo=PARIS), ZONE)
    return replace(paper, **changes)


def annulment(**changes: Any) -> papers.AnnulmentCertificate:
    paper = papers.AnnulmentCertificate(
        number=3,
        subject=subject(),
        renewal_number=2,
        ended=TERMS[1],
        annulled=TERMS[2],
        given_by="agent",
        sent=date(2025, 12, 22),
        presented=date(2025, 12, 24),
        received=date(2025, 12, 29),
        proved_on=date(2026, 3, 9),
        rule=RULE,
        established=datetime(2026, 3, 9, 15, 40, tzinfo=PARIS),
        zone=ZONE,
        confirmed_by="Claire Aubry",
        confirmed_side="principal",
    )
    return replace(paper, **changes)


STEPS = (
    papers.Step(
        {"fr": "Jour du préavis", "en": "Day of notice"},
        {"fr": "21 novembre 2026", "en": "21 November 2026"},
        {"fr": "jour du récépissé de la plateforme", "en": "day of the platform's receipt"},
    ),
    papers.Step(
        {"fr": "Longueur", "en": "Length"},
        {"fr": "trois mois", "en": "three months"},
        {"fr": "troisième année commencée ; contrat, article 11", "en": "third year begun; contract, article 11"},
    ),
    papers.Step(
        {"fr": "Fin du contrat", "en": "End of the contract"},
        {"fr": "28 février 2027", "en": "28 February 2027"},
        {"fr": "dernier jour de la période 3", "en": "last day of term 3"},
    ),
)


def notice(**changes: Any) -> papers.NoticeLetter:
    paper = papers.NoticeLetter(
        subject=subject(),
        kind="non_renewal",
        sender="principal",
        form="platform",
        day=date(2026, 11, 21),
        contract_first_day=date(2024, 3, 1),
        ends_on=date(2027, 2, 28),
        article=11,
        steps=STEPS,
        grounds="Nous ouvrirons notre propre bureau à Varsovie en 2027.",
        claim_last_day=date(2028, 2, 28),
        claim_source=cited("L134-12"),
    )
    return replace(paper, **changes)

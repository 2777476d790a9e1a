"""Rounds of a negotiation, as the demonstration tells them: who proposes which words, who answers, who comments for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from contracts.actions import comments, negotiation
from contracts.documents.articles import source
from contracts.models import Contract, Proposal
from contracts.queries.negotiation import moves

if TYPE_CHECKING:
    from .deals import Deal


@dataclass(frozen=True)
class Round:
    """What one side does so many days after the draft was opened.

    `does`: propose (words in the place of others, by language), accept, refuse (with `says`), comment (for both sides), own
    (for one's own side alone).
    """

    days: int
    side: str
    does: str
    subject: str
    says: str = ""
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)


PIGMALIS = (
    Round(
        22, "principal", "propose", "commission", "Nos clients paient à soixante jours : la commission suit l'encaissement.",
        {"fr": ("un relevé {{ statement.period }} et", "un relevé {{ statement.period }}, arrêté aux factures encaissées, et"),
         "en": ("a {{ statement.period }} statement and", "a {{ statement.period }} statement, closed on invoices paid, and")},
    ),
    Round(22, "principal", "comment", "commission", "Six pour cent nous convient si la commission suit l'encaissement."),
    Round(23, "agent", "accept", "commission"),
    Round(24, "agent", "propose", "notice", "A distributor in Texas needs three months to be replaced.",
        {"fr": ("Un préavis tardif", "Pendant le préavis, l'agent présente au mandant les clients en cours. Un préavis tardif"),
         "en": ("A late notice", "During notice, the agent introduces current customers to the principal. A late notice")}),
    Round(24, "agent", "comment", "notice", "This protects both of us: customers know whom to call."),
    Round(25, "principal", "own", "notice", "D'accord sur le principe ; demander que les visites soient aux frais de l'agent."),
    Round(26, "principal", "propose", "notice", "D'accord, si ces visites restent à la charge de l'agent.",
        {"fr": ("Un préavis tardif", "Pendant le préavis, l'agent présente à ses frais au mandant les clients en cours. Un préavis tardif"),
         "en": ("A late notice", "During notice, the agent introduces current customers to the principal at its own expense. A late notice")}),
    Round(27, "principal", "propose", "territory", "Deux clients nous achètent déjà en direct.",
        {"fr": ("leurs achats n'ouvrent droit", "leurs achats, même par un distributeur, n'ouvrent droit"),
         "en": ("their purchases earn", "their purchases, even through a distributor, earn")}),
    Round(28, "agent", "refuse", "territory", "A distributor's purchases cannot be told apart from its other orders."),
    Round(29, "agent", "own", "notice", "Acceptable up to two visits a customer: ask the Houston office."),
    Round(30, "agent", "propose", "reporting", "Our reports are filed once a week.",
        {"fr": ("et tient à jour", ", regroupés par semaine, et tient à jour"),
         "en": ("and keeps the state", ", grouped by week, and keeps the state")}),
)  # fmt: skip

MEMBRANA = (
    Round(18, "principal", "propose", "reporting", "Nos ingénieurs ne peuvent venir qu'une fois l'an.",
        {"fr": ("au moins {{ reporting.meetings }} fois par an, dont une fois chez des clients du territoire",
                "au moins {{ reporting.meetings }} fois par an, dont une fois à distance")}),
    Round(19, "agent", "propose", "reporting", "Une visite commune par an reste nécessaire.",
        {"fr": ("au moins {{ reporting.meetings }} fois par an, dont une fois chez des clients du territoire",
                "au moins {{ reporting.meetings }} fois par an, dont une fois chez des clients du territoire et une fois à distance")}),
    Round(20, "principal", "accept", "reporting"),
    Round(21, "principal", "comment", "confidentiality", "Nos formules sont déposées ; merci de confirmer qui les lit chez vous."),
    Round(22, "agent", "comment", "confidentiality", "Le responsable du portage et la juriste, personne d'autre."),
    Round(23, "agent", "propose", "terms-duration", "Le marché mexicain demande deux ans pour s'ouvrir."),
)  # fmt: skip


def act(deal: Deal, one: Round, at: datetime) -> None:
    """One of them, by the verb of a door."""
    contract, by = deal.contract, deal.side(one.side, at)
    if one.does in {"comment", "own"}:
        audience = "both" if one.does == "comment" else "own"
        comments.comment(contract, subject=one.subject, text=one.says, audience=audience, by=by, at=at)
        return
    if one.does == "propose":
        read: dict[str, Any] = {"base": moves(contract, one.subject), "reason": one.says, "by": by, "at": at}
        if one.subject == "terms-duration":
            negotiation.propose_terms(contract, step="duration", given=_two_years(contract), **read)
        else:
            negotiation.propose_article(contract, key=one.subject, texts=_worded(contract, one), **read)
        return
    proposal = Proposal.objects.select_related("contract").get(contract=contract, subject=one.subject, answer=None)
    if one.does == "accept":
        negotiation.accept(proposal, by=by, at=at)
    else:
        negotiation.refuse(proposal, reason=one.says, by=by, at=at)


def rate(deal: Deal, at: datetime) -> None:
    """The principal answers the first version with the rate that the second one holds."""
    agreement = deal.agreement
    given = {
        "rate": Decimal(agreement.rate), "event": agreement.event, "currency": agreement.currency,
        "statement_months": agreement.statement_months,
    }  # fmt: skip
    base = moves(deal.contract, "terms-commission")
    negotiation.propose_terms(deal.contract, step="commission", given=given, base=base, by=deal.principal(at), at=at)


def agree(deal: Deal, at: datetime) -> None:
    """The agent's side accepts that rate."""
    proposal = Proposal.objects.select_related("contract").get(contract=deal.contract, answer=None)
    negotiation.accept(proposal, by=deal.agent(at), at=at)


def _worded(contract: Contract, one: Round) -> dict[str, str]:
    """The article as it stands in the newest version, some words in the place of others."""
    newest, texts = contract.versions.get(number=contract.version_number), {}
    for tag, rows in newest.articles.items():
        standing = source(next(row["paragraphs"] for row in rows if row["key"] == one.subject))
        old, new = one.words[tag]
        if old not in standing:
            raise LookupError(f"{one.subject}, {tag}: “{old}” does not stand there")
        texts[tag] = standing.replace(old, new, 1)
    return texts


def _two_years(contract: Contract) -> dict[str, object]:
    return {
        "first_day": contract.first_day, "first_months": 24, "renewal_months": contract.renewal_months,
        "notice_scale": contract.notice_scale, "notice_month_end": contract.notice_month_end,
    }  # fmt: skip


ROUNDS: Mapping[str, tuple[Round, ...]] = {"pigmalis-us": PIGMALIS, "membrana-mx": MEMBRANA}

"""What stands in the way of a version: gaps in its terms, findings of the law. Exclusivity: `exclusivity`."""

from collections.abc import Mapping
from datetime import date

from contracts.law.checks import check_agreed
from contracts.law.findings import Agreed as LawAgreed
from contracts.law.findings import Finding
from contracts.law.notice import last_notice_day
from contracts.law.records import Jurisdiction

from ..models import Contract, SigningAuthority
from ..rules import agreed as rules
from ..rules.checks import Check, stopping
from ..rules.checks import checks as rules_of_checks
from ..rules.exclusivity import Reading
from ..standing import chain_of, scale_of
from ..words.codes import ANSWERED_BY
from . import amendments, powers
from .law import choice, choices_of, country_of_agent, law_of

# The findings that an amendment can bring about: the others are of terms that it leaves as they were agreed.
AMENDED = ("statement_", "blocked_", "registration_")
BINDING = ["approved", "awaiting_signature", "signed", "in_force", "notice_given"]


def gaps(contract: Contract, today: date | None = None) -> list[rules.Gap]:
    """What is missing or cannot be right in the typed terms.

    `today` is the contract's own day: an authority to sign must then hold; without it, one recorded is enough.
    """
    lines = list(contract.commission_lines.values_list("rate", flat=True))
    return amending_gaps(contract, today) + rules.gaps(
        rules.Agreed(
            nature=contract.nature,
            products=contract.product_lines.count(),
            countries=[str(c) for c in contract.territory_lines.values_list("country", flat=True)],
            segments=contract.segments,
            agent_tasks=contract.agent_tasks,
            principal_tasks=contract.principal_tasks,
            rate=contract.commission_rate,
            line_rates=lines,
            event=contract.commission_event,
            first_day=contract.first_day,
            end_day=None,
            scale=contract.notice_scale,
            forum=contract.forum,
            has_model=contract.model_version_id is not None,
            signed_for=signed_for(contract, today),
            refusable=refusable(contract),
        )
    )


def amending_gaps(contract: Contract, today: date | None) -> list[rules.Gap]:
    """What an amendment lacks besides what every contract needs: something that differs, and a day that it can take effect."""
    if contract.amends is None:
        return []
    fault = amendments.effect_fault(contract, today)
    found = [rules.Gap(fault, "effect", "effective_from")] if fault else []
    if amendments.agreed_terms(contract) == amendments.agreed_terms(contract.amends):
        found.append(rules.Gap("nothing_changed", "products", "products"))
    return found


def signed_for(contract: Contract, today: date | None) -> set[str]:
    """The sides for which a member is recorded to sign this document alone, on that day or at all; one query."""
    parties = {contract.principal_id: "principal", contract.agent_id: "agent"}
    if today is not None:
        held = powers.who_can_sign(contract, today)
    else:
        held = SigningAuthority.objects.filter(
            organisation__in=parties,
            membership__ended_at__isnull=True,
            jointly=False,
            **{powers.document_of(contract): True},
        )
    return {parties[pk] for pk in held.order_by().values_list("organisation", flat=True).distinct()}


def refusable(contract: Contract) -> bool:
    """Whether some day since the first is in time to refuse the first renewal; see `rules.agreed.Agreed`."""
    chain = chain_of(contract) if contract.first_day and contract.notice_scale else None
    if chain is None:
        return True
    return last_notice_day(contract.first_day, scale_of(contract), chain.last_day_of(1)) is not None


def findings(contract: Contract) -> tuple[Finding, ...]:
    """What the governing law, and the law where the agent acts, say of the typed terms; errors first."""
    answers = {question: choice(contract, question) for question in ("renewal_choice", "legal_review")}
    return found_in(contract, answers, law=law_of(contract), agent_country=country_of_agent(contract))


def found_in(
    contract: Contract, answers: Mapping[str, str | None], *, law: Jurisdiction, agent_country: Jurisdiction
) -> tuple[Finding, ...]:
    """The same of one contract among many, with the newest answers and the laws already read; no query."""
    agreed = LawAgreed(
        nature=contract.nature,
        term_months=contract.first_months if contract.nature == "renewable" else None,
        notice=tuple(contract.notice_scale) if contract.nature != "moral" else None,
        statement_every_months=contract.statement_months if contract.nature != "moral" else None,
        statement_by_months=1 if contract.nature != "moral" else None,
        renewal_choice=answers.get("renewal_choice"),
        legal_review_recorded=answers.get("legal_review") == "cleared",
    )
    found = check_agreed(agreed, law=law, agent_country=agent_country)
    if contract.amends_id:  # what it leaves as agreed was held against the law before the contract was signed
        return tuple(one for one in found if one.code.startswith(AMENDED))
    return found


def stops(contract: Contract) -> list[Finding]:
    """The findings that stop a version: errors, and questions that nobody has answered with a reason."""
    return stopping(findings(contract), answered(contract))


def answered(contract: Contract) -> set[str]:
    """The codes of findings whose question somebody has answered, other than by stopping the contract; one query."""
    questions = set(choices_of(contract).exclude(answer="stopped").values_list("question", flat=True))
    return {code for code, question in ANSWERED_BY.items() if question in questions}


def checks(contract: Contract, exclusivity: Reading, today: date | None = None) -> list[Check]:
    """Every check of the typed terms, with what the reader may know of exclusivity."""
    return rules_of_checks(
        nature=contract.nature,
        gaps=gaps(contract, today),
        findings=findings(contract),
        answered=answered(contract),
        exclusivity=exclusivity,
        law=law_of(contract),
        agent_country=country_of_agent(contract),
    )

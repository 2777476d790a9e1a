"""What stands in the way of a version: gaps in its terms, findings of the law, overlaps with other contracts."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from contracts.law.checks import check_agreed
from contracts.law.findings import Agreed as LawAgreed
from contracts.law.findings import Finding
from contracts.law.notice import last_notice_day
from contracts.law.records import Jurisdiction

from ..models import Contract, SigningAuthority
from ..rules import agreed as rules
from ..standing import chain_of, scale_of
from ..words.codes import ANSWERED_BY
from . import amendments
from .counted import counted
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
    """The sides for which a member is recorded to sign, on that day or at all; one query."""
    parties = {contract.principal_id: "principal", contract.agent_id: "agent"}
    held = SigningAuthority.objects.filter(organisation__in=parties, membership__ended_at__isnull=True)
    if today is not None:
        held = held.filter(Q(until_day__isnull=True) | Q(until_day__gte=today), from_day__lte=today)
    return {parties[pk] for pk in held.values_list("organisation", flat=True).distinct()}


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
    answered = set(choices_of(contract).exclude(answer="stopped").values_list("question", flat=True))
    return [
        found
        for found in findings(contract)
        if found.severity == "error" or (found.severity == "ask" and ANSWERED_BY.get(found.code) not in answered)
    ]


def overlapping(contract: Contract) -> QuerySet[Contract]:
    """Other contracts of the same principal that bind or are about to, for the same product and country.

    An amendment about to bind holds its place too; the contract that this one amends or puts in writing does not count.
    Exclusivity is principal x product x country x segment x period. The caller restricts the answer to what the
    asking side may see (`access.visible`): a check answers each side about its own rows only.
    """
    others = counted() | Contract.objects.filter(amends__isnull=False, status__in=amendments.AHEAD)
    if not contract.exclusive:
        others = others.filter(exclusive=True)
    family = [pk for pk in (contract.pk, contract.amends_id, contract.formalises_id) if pk]
    others = others.exclude(pk__in=family).exclude(amends__in=family)
    products = contract.product_lines.values("product")
    countries = contract.territory_lines.values("country")
    others = others.filter(principal=contract.principal_id, status__in=BINDING)
    others = others.filter(product_lines__product__in=products, territory_lines__country__in=countries)
    if contract.first_day:
        others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=contract.first_day))
    return others.distinct()


def overlaps(contract: Contract, others: QuerySet[Contract]) -> list[Contract]:
    """Those of `others` whose segments meet the contract's (no segment means all)."""
    mine = set(contract.segments)
    return [other for other in others if rules.overlaps(mine, set(other.segments))]

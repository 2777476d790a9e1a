"""The law as it now stands for the product: the shipped records and their corrections."""

from django.db.models import QuerySet

from contracts.law import records
from contracts.law.records import Correction, Jurisdiction

from ..models import Choice, Contract, LawCorrection


def corrections() -> tuple[Correction, ...]:
    """Every recorded correction, oldest first."""
    return tuple(map(as_rule, LawCorrection.objects.order_by("version", "id")))


def corrected(code: str) -> list[LawCorrection]:
    """The corrections of one jurisdiction with their reasons, newest first."""
    return list(LawCorrection.objects.filter(jurisdiction=code).order_by("-at", "-pk"))


def as_rule(row: LawCorrection) -> Correction:
    """The rule that a correction recorded."""
    day = row.checked_on.isoformat()
    return Correction(row.jurisdiction, row.key, row.value, row.status, row.source, day, row.version)


def law_of(contract: Contract) -> Jurisdiction:
    """The law that governs the contract."""
    return records.jurisdiction(contract.law, corrections())


def country_of_agent(contract: Contract) -> Jurisdiction:
    """The law of the country where the agent acts, whose overriding rules apply whatever was chosen."""
    return records.country(str(contract.agent.country), corrections())


def choices_of(contract: Contract) -> QuerySet[Choice]:
    """The recorded answers, oldest first; those of the contract hold for its amendments too."""
    return Choice.objects.filter(contract__in=[pk for pk in (contract.pk, contract.amends_id) if pk])


def choice(contract: Contract, question: str) -> str | None:
    """The newest recorded answer to an open question, None when nobody answered."""
    return choices_of(contract).filter(question=question).values_list("answer", flat=True).last()

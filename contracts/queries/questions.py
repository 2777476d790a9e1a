"""Questions of law that nobody has answered, in the drafts that counsel may see."""

from uuid import UUID

from django.db.models import Exists

from contracts.law import records
from contracts.law.findings import ASK, Finding
from portage.network import access
from portage.network.access import Acting

from ..models import Choice, Contract, LawCorrection
from ..words.codes import ANSWERED_BY
from .checks import found_in
from .law import corrections

NEWEST = 100  # drafts looked at: older ones wait until these are answered


def open_questions(acting: Acting) -> dict[UUID, list[Finding]]:
    """For each of the newest drafts of this person's side, what the law leaves open there; two queries, three where
    the law was corrected.

    Empty for who does not review contracts.
    """
    if not acting.may("contracts.review_contract"):
        return {}
    rows = access.visible(acting.person, Contract.objects.filter(status="draft")).select_related("agent")
    drafts = list(rows.annotate(law_corrected=Exists(LawCorrection.objects.all())).order_by("-pk")[:NEWEST])
    answers: dict[UUID, dict[str, str]] = {draft.pk: {} for draft in drafts}
    amended = {draft.amends_id: draft.pk for draft in drafts if draft.amends_id}
    recorded = Choice.objects.filter(contract__in=[*answers, *amended])
    for pk, question, answer in recorded.values_list("contract", "question", "answer"):
        answers[amended.get(pk, pk)][question] = answer
    corrected = corrections() if any(draft.law_corrected for draft in drafts) else ()
    found = {draft.pk: _unanswered(draft, answers[draft.pk], corrected) for draft in drafts}
    return {pk: asked for pk, asked in found.items() if asked}


def _unanswered(draft: Contract, answers: dict[str, str], corrected: tuple) -> list[Finding]:
    law, country = records.jurisdiction(draft.law, corrected), records.country(str(draft.agent.country), corrected)
    answered = {question for question, answer in answers.items() if answer != "stopped"}
    findings = found_in(draft, answers, law=law, agent_country=country)
    return [one for one in findings if one.severity == ASK and ANSWERED_BY.get(one.code) not in answered]

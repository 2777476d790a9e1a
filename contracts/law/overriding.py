"""Rules of the agent's country that apply whatever law was chosen, and restrictions on trade with it.

Registration, local courts and the agent's eligibility (JO, LB, IQ) bind where the agent works. An agent active in a
member state of a floor keeps its termination pay under the law of a state outside it (CJEC C-381/98, Ingmar). All are
told to a person; only a trade restriction (RU) waits for a recorded legal review.
"""

from collections.abc import Iterator

from .findings import ASK, ERROR, WARNING, Agreed, Finding
from .records import Jurisdiction
from .scales import MORAL


def overriding_findings(agreed: Agreed, law: Jurisdiction, agent_country: Jurisdiction) -> Iterator[Finding]:
    """Findings from the agent's country, and from the governing law where it has such rules too."""
    for place in {record.code: record for record in (law, agent_country)}.values():
        yield from _restrictions(agreed, place)
        yield from _local_duties(agreed, place)
    yield from _floor_rights(law, agent_country)
    if not agent_country.rules and agent_country.floor is None:
        yield Finding("agent_country_not_recorded", ASK, None, {"give": "overriding", "country": agent_country.code})
    if agreed.nature == MORAL and law.code != agent_country.code:
        form = agent_country.find("written_form")
        if form and form.value == "for_registration":
            yield Finding("moral_contract_refused", ERROR, form, {"form": "written"})


def _restrictions(agreed: Agreed, place: Jurisdiction) -> Iterator[Finding]:
    if place.value("blocked_pending_review") and not agreed.legal_review_recorded:
        yield Finding("blocked_pending_review", ERROR, place.find("blocked_pending_review"), {"give": "legal_review"})


def _local_duties(agreed: Agreed, place: Jurisdiction) -> Iterator[Finding]:
    if duty := place.value("registration"):
        yield Finding("registration_duty", WARNING, place.find("registration"), duty)
    if place.value("agent_eligibility"):
        yield Finding("agent_eligibility", ASK, place.find("agent_eligibility"), {"give": "agent_eligibility"})
    if place.value("local_courts") and agreed.forum_country != place.code:
        yield Finding("local_courts", WARNING, place.find("local_courts"), {"forum_country": place.code})


def _floor_rights(law: Jurisdiction, agent_country: Jurisdiction) -> Iterator[Finding]:
    """The agent's country stands on a floor, the governing law does not (and is not the floor itself)."""
    floor = agent_country.floor
    if floor is None or law.code == floor.code or (law.floor and law.floor.code == floor.code):
        return
    rule = floor.rules.get("overriding")
    if rule and rule.value:
        pay = floor.rules.get(rule.value["rule"])
        yield Finding("overriding_termination_pay", WARNING, rule, {"article": pay.source if pay else ""})

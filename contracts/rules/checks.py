"""The checks before approval: one list for the review, the pages, the API and the verbs.

Each check gathers what stands against it: gaps of the typed terms, findings of the law, the reading of exclusivity. It

* `passes`: nothing stands against it;
* `read`: it is allowed, but a person must read it (a warning; an answered question);
* `waits`: for the answer of a person, or for a confirmation;
* `stops`: no version can be proposed or approved as it stands.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from contracts.law.findings import ASK, ERROR, WARNING, Finding
from contracts.law.records import Jurisdiction, Rule
from contracts.law.scales import MORAL, RENEWABLE

from .agreed import Gap
from .exclusivity import PASSES, STOPS, WAITS, Reading

READ = "read"
GRAVEST = (STOPS, WAITS, READ, PASSES)

# Which check a gap or a finding belongs to; other gaps stand against `complete`, other findings against `mandatory`.
COMMISSION = {"no_rate", "nothing_earned", "no_event"}
CHECK_OF: Mapping[str, str] = {
    "statement_": "statements",
    "notice_": "notice",
    "principal_notice_": "notice",
    "renewal_clause_": "renewal",
    "non_compete_": "non_compete",
    "moral_contract_": "written_form",
    "writing_": "written_form",
    "written_form_": "written_form",
    "blocked_": "review",
}
# The rule of law that a check is held against; the others have none, or as many as findings.
RULE_OF: Mapping[str, str] = {
    "notice": "notice_months",
    "statements": "statement",
    "written_form": "written_form",
    "renewal": "renewal_clause_effect",
    "review": "blocked_pending_review",
}


@dataclass(frozen=True)
class Check:
    """One check: its state, what stands against it, and the rule of law behind it (None where it is no law's).

    `reading` is exclusivity's alone.
    """

    code: str
    state: str
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Finding, ...] = ()
    rule: Rule | None = None
    reading: Reading | None = None


def checks(
    *,
    nature: str,
    gaps: Iterable[Gap],
    findings: Iterable[Finding],
    answered: Collection[str],
    exclusivity: Reading,
    law: Jurisdiction,
    agent_country: Jurisdiction,
) -> list[Check]:
    """Every check that this contract has, in the order in which they are read. `answered`: codes of findings whose
    question a person has answered."""
    gaps, findings = list(gaps), list(findings)
    found = [
        Check("exclusivity", exclusivity.state, reading=exclusivity),
        _of_gaps("complete", [gap for gap in gaps if gap.code not in COMMISSION]),
    ]
    if nature != MORAL:
        found.append(_of_gaps("commission", [gap for gap in gaps if gap.code in COMMISSION]))
    for code in of_law(nature, law, agent_country):
        against = tuple(one for one in findings if check_of(one.code) == code)
        found.append(Check(code, state(against, answered), findings=against, rule=_rule(code, law, agent_country)))
    return [*found, *compared()]


def of_law(nature: str, law: Jurisdiction, agent_country: Jurisdiction) -> list[str]:
    """The checks of the law that concern this nature of contract, in these places."""
    written = ["notice", "statements"] if nature != MORAL else []
    renewal = ["renewal"] if nature == RENEWABLE else []
    restricted = [place for place in (law, agent_country) if place.value("blocked_pending_review")]
    return [*written, *renewal, "written_form", "non_compete", "mandatory", *(["review"] if restricted else [])]


def check_of(code: str) -> str:
    """The check that a finding stands against."""
    return next((check for prefix, check in CHECK_OF.items() if code.startswith(prefix)), "mandatory")


def state(findings: Iterable[Finding], answered: Collection[str]) -> str:
    """The gravest of what the findings make."""
    states = {_state(one, answered) for one in findings} | {PASSES}
    return next(one for one in GRAVEST if one in states)


def _state(finding: Finding, answered: Collection[str]) -> str:
    if finding.severity == ASK:
        return READ if finding.code in answered else WAITS
    return {ERROR: STOPS, WARNING: READ}[finding.severity]


def stopping(findings: Iterable[Finding], answered: Collection[str]) -> list[Finding]:
    """The findings that no version passes: errors, and questions that nobody has answered."""
    return [one for one in findings if _state(one, answered) in {STOPS, WAITS}]


def _of_gaps(code: str, gaps: list[Gap]) -> Check:
    return Check(code, STOPS if gaps else PASSES, gaps=tuple(gaps))


def _rule(code: str, law: Jurisdiction, agent_country: Jurisdiction) -> Rule | None:
    key = RULE_OF.get(code)
    if key is None:
        return None
    own = law.find(key)
    return own if own is not None or code != "review" else agent_country.find(key)


def compared() -> list[Check]:
    """The check of products that compete or complement each other. Nothing yet: the catalogue brings the comparison, and
    what no part of the product can tell is not shown as a check."""
    return []

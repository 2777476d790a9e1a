"""What a draft agrees, held against the law: every finding with its rule and what is needed.

Codes, no words: pages, letters and the API render them. The checks are a list of functions, each about one rule; none
names a country, so that a new record is checked without new code.
"""

from collections.abc import Iterator

from .findings import ASK, ERROR, WARNING, Agreed, Finding
from .overriding import overriding_findings
from .records import Jurisdiction, Rule, record_members
from .scales import MORAL, RENEWABLE, STAYS_FIXED_TERM, minimum_binds, shorter_years
from .statements import statement_findings

WRITING_NEEDED = ("for_validity", "for_registration")


def check_agreed(agreed: Agreed, *, law: Jurisdiction, agent_country: Jurisdiction) -> tuple[Finding, ...]:
    """All findings, errors first. `law` governs the contract; `agent_country` is `country(code)` of the agent."""
    found = [
        *governing_law_findings(law),
        *form_findings(agreed, law),
        *renewal_findings(agreed, law),
        *notice_findings(agreed, law),
        *statement_findings(agreed, law),
        *non_compete_findings(agreed, law),
        *overriding_findings(agreed, law, agent_country),
    ]
    order = (ERROR, WARNING, ASK)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def governing_law_findings(law: Jurisdiction) -> Iterator[Finding]:
    """A directive is a floor for member states, no law that parties can choose."""
    if members := record_members(law):
        yield Finding("governing_law_is_a_floor", ASK, law.find("members"), {"law_of_one_of": members})


def form_findings(agreed: Agreed, law: Jurisdiction) -> Iterator[Finding]:
    """A moral contract cannot exist where the law wants writing for validity or registration; elsewhere, see proof."""
    if agreed.nature != MORAL:
        return
    form = law.find("written_form")
    if form is None or form.value is None:
        yield Finding("written_form_unknown", ASK, form, {"give": "written_form"})
    elif form.value in WRITING_NEEDED:
        yield Finding("moral_contract_refused", ERROR, form, {"form": "written"})
    elif form.value == "for_proof":
        yield Finding("writing_needed_for_proof", WARNING, form, {"form": "written"})


def renewal_findings(agreed: Agreed, law: Jurisdiction) -> Iterator[Finding]:
    """What tacit renewal makes of the contract: where it does not stay fixed-term, a person records a choice once."""
    effect = law.find("renewal_clause_effect")
    value = effect.value if effect else None
    if agreed.nature != RENEWABLE or agreed.renewal_choice or value == STAYS_FIXED_TERM:
        return
    code = "renewal_clause_effect_unknown" if value is None else "renewal_clause_effect_differs"
    yield Finding(code, ASK, effect, {"give": "renewal_choice"})


def notice_findings(agreed: Agreed, law: Jurisdiction) -> Iterator[Finding]:
    """Each agreed scale against the legal minimum (FR L134-11, L134-16; EU art. 15), and the two parties' against each
    other: the principal's may not be shorter than the agent's. A scale that is not typed yet is a gap, not a finding."""
    scales = [scale for scale in (agreed.notice, agreed.principal_notice, agreed.agent_notice) if scale]
    for scale in dict.fromkeys(scales):
        yield from _shorter_than_law(agreed, law, scale)
    rule = law.find("notice_months")
    if rule is None or rule.value is None:
        bound = law.bound("notice_months")
        yield Finding("notice_minimum_unknown", ASK, rule, {"give": "notice_months", "floor": bound and bound.value})
    principal, agent = agreed.principal_notice or agreed.notice, agreed.agent_notice or agreed.notice
    if principal and agent and (years := shorter_years(principal, agent)):
        yield Finding("principal_notice_shorter_than_agents", ERROR, rule, {"months": agent, "years": years})


def _shorter_than_law(agreed: Agreed, law: Jurisdiction, scale: tuple[int, ...]) -> Iterator[Finding]:
    rule = law.find("notice_months")
    if rule and rule.value is not None:
        binding = minimum_binds(law, agreed.nature, agreed.renewal_choice)
        yield from _too_short(scale, rule, "notice_shorter_than_law", ERROR if binding else WARNING)
    elif bound := law.bound("notice_months"):
        # A floor governs contracts of indefinite duration; whether it reaches a renewable one is what we do not know.
        severity = ASK if agreed.nature == RENEWABLE else ERROR
        yield from _too_short(scale, bound, "notice_shorter_than_floor", severity)


def _too_short(scale: tuple[int, ...], rule: Rule, code: str, severity: str) -> Iterator[Finding]:
    if years := shorter_years(scale, rule.value):
        yield Finding(code, severity, rule, {"months": rule.value, "years": years})


def non_compete_findings(agreed: Agreed, law: Jurisdiction) -> Iterator[Finding]:
    """At most the law's months after the end (EU art. 20: two years; BE six months; ES one year after a short
    contract), paid where the law says so (DE s. 90a, IT art. 1751-bis)."""
    if not agreed.non_compete_months:
        return
    rule = _non_compete_rule(agreed, law)
    if rule is None or rule.unknown:
        yield Finding("non_compete_limit_unknown", ASK, rule, {"give": "non_compete_max_months"})
        rule = law.bound("non_compete_max_months")
    limit = _non_compete_limit(rule)
    if limit is not None and agreed.non_compete_months > limit:
        yield Finding("non_compete_longer_than_law", ERROR, rule, {"max_months": limit})
    if law.value("non_compete_paid") and not agreed.non_compete_paid:
        yield Finding("non_compete_must_be_paid", WARNING, law.find("non_compete_paid"), {"paid": True})


def _non_compete_rule(agreed: Agreed, law: Jurisdiction) -> Rule | None:
    """The stricter rule for short contracts where there is one and the agreed duration is that short."""
    short = law.value("non_compete_if_short")
    fixed = agreed.term_months if agreed.nature == RENEWABLE else None
    is_short = short and fixed is not None and fixed <= short["agreed_duration_at_most_months"]
    return law.find("non_compete_if_short" if is_short else "non_compete_max_months")


def _non_compete_limit(rule: Rule | None) -> int | None:
    if rule is None or rule.value is None:
        return None
    return rule.value["max_months"] if rule.key == "non_compete_if_short" else rule.value

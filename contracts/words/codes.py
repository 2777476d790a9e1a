"""The words of codes: gaps, findings of the law, kinds of next date. Rules give codes; people read these."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.law.findings import Finding

Words = str | Promise

GAPS: Mapping[str, Words] = {
    "no_product": _("Choose at least one product."),
    "no_territory": _("Choose at least one country."),
    "no_agent_task": _("Give the agent at least one task."),
    "no_principal_task": _("Give the principal at least one task."),
    "no_rate": _("Type the commission rate."),
    "nothing_earned": _(
        "A commission of 0 % everywhere leaves the agent nothing: 0 % is possible for reserved customers only."
    ),
    "no_event": _("Choose what earns the commission."),
    "no_first_day": _("Type the first day of the contract."),
    "no_notice": _("Type the length of notice."),
    "no_day_in_time": _(
        "The first term is shorter than its notice: nobody could refuse its renewal. Lengthen the term or shorten the notice."
    ),
    "no_forum": _("Type the court or the arbitration that decides disputes."),
    "no_model": _("Choose the model of articles."),
    "no_effect": _("Type the day on which the amendment takes effect."),
    "nothing_changed": _("Nothing differs from the contract: change its products, territory, tasks or commission."),
    "no_principal_signatory": _("Nobody is recorded to sign for the principal."),
    "no_agent_signatory": _("Nobody is recorded to sign for the agent."),
}

# Why an amendment cannot take effect on a day; see `rules.amending.day_fault`.
DAY_FAULTS: Mapping[str, Words] = {
    "no_effect": GAPS["no_effect"],
    "ended_term": _("An amendment cannot change a term that has ended: choose a day in the present term or later."),
    "before_last": _("An earlier amendment took effect after that day: choose its day or a later one."),
    "after_end": _("The contract ends before that day."),
    "before_signature": _(
        "That day has passed: choose a later one, or say in the amendment why it applies before it is signed."
    ),
}

GAPS = {**GAPS, **DAY_FAULTS}

FINDINGS: Mapping[str, Words] = {
    "agent_country_not_recorded": _(
        "The law of the agent's country is not recorded here: counsel must look at its mandatory rules."
    ),
    "agent_eligibility": _("The agent's country reserves the protection or the licence of agents to its nationals."),
    "blocked_pending_review": _(
        "Trade restrictions: a legal review must be recorded before this contract can be proposed."
    ),
    "governing_law_is_a_floor": _(
        "A directive is not a law that parties can choose: choose the law of a member state."
    ),
    "local_courts": _("The agent's country keeps these disputes for its own courts, whatever the contract says."),
    "moral_contract_refused": _("This law wants writing: a contract without paper cannot exist under it."),
    "non_compete_limit_unknown": _("The longest non-compete that this law allows is not known here: counsel must say."),
    "non_compete_longer_than_law": _("The non-compete after the end is longer than this law allows."),
    "non_compete_must_be_paid": _("This law wants a non-compete after the end to be paid."),
    "notice_minimum_unknown": _(
        "The legal minimum of notice is not known here for this law: the length that you type is the contract's own."
    ),
    "notice_shorter_than_law": _("The notice is shorter than this law asks."),
    "notice_shorter_than_floor": _("The notice is shorter than the European minimum."),
    "overriding_termination_pay": _(
        "The agent works in the European Union: its right to compensation at the end holds whatever law is chosen."
    ),
    "principal_notice_shorter_than_agents": _("The principal's notice may not be shorter than the agent's."),
    "registration_duty": _("The agent's country wants the contract to be registered."),
    "renewal_clause_effect_unknown": _(
        "What tacit renewal makes of the contract is not established under this law: record a choice."
    ),
    "renewal_clause_effect_differs": _(
        "Under this law chained renewals count as an indefinite contract for notice: record a choice."
    ),
    "statement_delay_to_compare": _("Compare the delay of statements with this law."),
    "statement_later_than_law": _("Statements come later than this law allows."),
    "statement_period_longer_than_law": _("Statements are rarer than this law allows."),
    "statement_period_needs_written_agreement": _("This period of statements needs a written agreement."),
    "statement_rule_unknown": _("The rule on statements is not known here for this law: counsel must say."),
    "writing_needed_for_proof": _("Under this law only writing proves the contract."),
    "written_form_unknown": _("Whether this law wants writing is not known here: counsel must say."),
}


def findings_text(finding: Finding) -> Words:
    """The sentence of a finding; its rule and article are shown beside it."""
    return FINDINGS.get(finding.code, finding.code)


UNKNOWN_LAW: Words = _("No law that parties can choose is recorded under “%(law)s”.")

# Questions that a person may answer for one contract, and the answers there are.
QUESTIONS: Mapping[str, Mapping[str, Words]] = {
    "renewal_choice": {
        "stays_fixed_term": _("The contract stays fixed-term; its own notice governs the renewals."),
        "counts_as_indefinite": _("The renewed contract counts as indefinite; the law's notice binds."),
    },
    "legal_review": {
        "cleared": _("Reviewed: the contract may be proposed."),
        "stopped": _("Reviewed: the contract may not be proposed."),
    },
    "notice_minimum": {"own": _("The length typed in the contract was checked by counsel.")},
    "statement_rule": {"own": _("The period of statements was checked by counsel.")},
    "written_form": {"checked": _("Counsel has checked that no writing is needed.")},
    "agent_country": {"checked": _("Counsel has checked the mandatory rules of the agent's country.")},
    "local_duties": {"read": _("Registration and local courts were read and accepted.")},
}

# Which question answers which finding that asks.
ANSWERED_BY = {
    "renewal_clause_effect_unknown": "renewal_choice",
    "renewal_clause_effect_differs": "renewal_choice",
    "blocked_pending_review": "legal_review",
    "notice_minimum_unknown": "notice_minimum",
    "notice_shorter_than_floor": "notice_minimum",
    "statement_rule_unknown": "statement_rule",
    "written_form_unknown": "written_form",
    "agent_country_not_recorded": "agent_country",
    "registration_duty": "local_duties",
    "local_courts": "local_duties",
    "agent_eligibility": "local_duties",
}

"""The words of the records of law: their rules, what a person gives where one is not established, texts of the records."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

Words = str | Promise

RULES: Mapping[str, Words] = {
    "written_form": _("Written form"),
    "unwritten": _("Contract without writing"),
    "registration": _("Registration"),
    "local_courts": _("Local courts"),
    "agent_eligibility": _("Who may be an agent"),
    "blocked_pending_review": _("Legal review before any proposal"),
    "notice_months": _("Minimum of notice, by year begun"),
    "notice_default_months": _("Notice where nothing is agreed"),
    "notice_ends_with_month": _("Notice ends with a calendar month"),
    "fixed_term_counts_for_notice": _("A fixed term counts in the contract's age"),
    "renewal_clause_effect": _("What tacit renewal makes of the contract"),
    "early_exit_of_fixed_term": _("Leaving before a term ends"),
    "statement": _("Commission statements"),
    "commission_due": _("When commission is due"),
    "commission_earned": _("When commission is earned"),
    "commission_extinguished": _("When commission is lost"),
    "after_termination": _("Commission on later orders"),
    "after_termination_months": _("Later orders: until how long after the end"),
    "termination_pay": _("Compensation at the end"),
    "termination_pay_lost": _("When compensation is lost"),
    "serious_default": _("Serious default"),
    "non_compete_max_months": _("Longest non-compete after the end"),
    "non_compete_if_short": _("Non-compete after a short contract"),
    "non_compete_note": _("Non-compete, remark"),
    "non_compete_paid": _("Non-compete must be paid"),
    "mandatory": _("What parties may not change"),
    "overriding": _("Rule that applies whatever law is chosen"),
    "members": _("Countries for which it is the floor"),
    "note": _("Remark"),
}

GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (
        _("Form and duties at the start"),
        ("written_form", "unwritten", "registration", "local_courts", "agent_eligibility", "blocked_pending_review"),
    ),
    (
        _("Duration and notice"),
        (
            "notice_months",
            "notice_default_months",
            "notice_ends_with_month",
            "fixed_term_counts_for_notice",
            "renewal_clause_effect",
            "early_exit_of_fixed_term",
        ),
    ),
    (
        _("Commission"),
        (
            "statement",
            "commission_due",
            "commission_earned",
            "commission_extinguished",
            "after_termination",
            "after_termination_months",
        ),
    ),
    (
        _("End of the contract"),
        (
            "termination_pay",
            "termination_pay_lost",
            "serious_default",
            "non_compete_max_months",
            "non_compete_if_short",
            "non_compete_note",
            "non_compete_paid",
        ),
    ),
    (_("How far it reaches"), ("mandatory", "overriding", "members", "note")),
)

#: Beside every law, so that what is missing is seen: no record, no rule.
EXPECTED = (
    "written_form",
    "notice_months",
    "renewal_clause_effect",
    "statement",
    "termination_pay",
    "non_compete_max_months",
)

#: The same in a word, for the head of a table.
SHORT: Mapping[str, Words] = {
    "written_form": _("Writing"),
    "notice_months": _("Notice"),
    "renewal_clause_effect": _("Tacit renewal"),
    "statement": _("Statements"),
    "termination_pay": _("Compensation"),
    "non_compete_max_months": _("Non-compete"),
}

GIVE: Mapping[str, Words] = {
    "written_form": _("Counsel says whether writing is needed, when a contract without paper is declared."),
    "notice_months": _("The length of notice is typed in the contract, and counsel records that it was checked."),
    "renewal_clause_effect": _("A choice is recorded, with its reason, for each renewable contract."),
    "statement": _("The period of statements is typed in the contract, and counsel records that it was checked."),
    "termination_pay": _("Counsel says what is owed at the end; the contract refers to the law and adds nothing."),
    "non_compete_max_months": _("Counsel says how long a non-compete may last, if the contract is to have one."),
}
GIVE_ANY = _("Counsel must say, before anything rests on it.")

#: How sure a record is: shape of core/shapes.py, then the word.
STATUSES: Mapping[str, tuple[str, Words]] = {
    "known": ("done", _("text of the law")),
    "found": ("running", _("secondary source")),
    "unknown": ("open", _("not established")),
}

WRITTEN_FORMS: Mapping[str, Words] = {
    "none": _("none is asked"),
    "on_request": _("on request of either party"),
    "for_proof": _("for proof: only writing proves the contract"),
    "for_validity": _("for validity: without writing there is no contract"),
    "for_registration": _("for registration: the contract must be written to be registered"),
}
EFFECTS: Mapping[str, Words] = {
    "stays_fixed_term": _("the contract stays fixed-term: its own notice governs the renewals"),
    "counts_as_indefinite": _("the renewed contract counts as indefinite: the law's notice binds"),
}
EFFECTS_SHORTLY: Mapping[str, Words] = {
    "stays_fixed_term": _("stays fixed-term"),
    "counts_as_indefinite": _("counts as indefinite"),
    "chained renewals count as indefinite for notice": _("counts as indefinite"),
}
PAYS_SHORTLY: Mapping[str, Words] = {
    "none": _("none by law"),
    "compensation": _("of the loss"),
    "indemnity": _("indemnity, capped"),
    "by_negotiated_contracts": _("by contracts negotiated"),
}
PAYS: Mapping[str, Words] = {
    "none": _("none by law"),
    "compensation": _("compensation of the loss"),
    "indemnity": _("indemnity for the custom brought"),
    "by_negotiated_contracts": _("remuneration for the contracts negotiated"),
}
#: What makes the agent lose its compensation.
LOSSES: Mapping[str, Words] = {
    "serious_default": _("serious default of the agent, stated in the letter"),
    "own_initiative": _("end by the agent's own initiative, unless caused by the principal, age or illness"),
    "assignment_with_consent": _("assignment of the contract with the principal's consent"),
}
#: key: when yes, when no
FLAGS: Mapping[str, tuple[Words, Words]] = {
    "notice_ends_with_month": (_("yes, unless agreed otherwise"), _("no")),
    "fixed_term_counts_for_notice": (_("yes: from the first day, renewals included"), _("no")),
    "non_compete_paid": (_("yes"), _("no")),
    "local_courts": (_("yes: its courts decide, whatever the contract says"), _("no")),
    "blocked_pending_review": (_("yes: a version is proposed only after a recorded legal review"), _("no")),
}

# The texts of the shipped records (values, remarks, sources), so that a reader has them in their own language.
TEXTS = (
    gettext_noop("Directive 86/653/EEC (floor for member states)"),
    gettext_noop("France, Code de commerce L134-1 ff., R134-1 ff."),
    gettext_noop("Germany, HGB 84-92c"),
    gettext_noop("Italy, Codice civile 1742-1753"),
    gettext_noop("Spain, Ley 12/1992"),
    gettext_noop("Poland, Civil Code 758-764"),
    gettext_noop("Hungary, Civil Code 6:288 ff."),
    gettext_noop("Czech Republic, Civil Code 2483-2520"),
    gettext_noop("Belgium, Code of Economic Law X.1-X.25"),
    gettext_noop("Netherlands, BW 7:428-445"),
    gettext_noop("United Kingdom, SI 1993/3053 (goods only)"),
    gettext_noop("Japan, Commercial Code 27-31, Companies Act 16-20"),
    gettext_noop("China, Civil Code 919 ff., 961 ff."),
    gettext_noop("Russia, Civil Code 1005-1011"),
    gettext_noop("Vietnam, Commercial Law 2005, 141-149 (representative of a trader)"),
    gettext_noop("Jordan, Law 28/2001"),
    gettext_noop("Lebanon, Legislative Decree 34/1967"),
    gettext_noop("Iraq, Law 79/2017"),
    gettext_noop("new customers or increased business that still benefit the principal, and equity"),
    gettext_noop("gross commission"),
    gettext_noop("end of the month following the period"),
    gettext_noop("end of the month following the quarter in which it was earned"),
    gettext_noop("when the principal has performed or should have; at the latest when the customer has performed, or should have had the principal done its part"),
    gettext_noop("only if the customer will not perform for reasons the principal does not answer for; commission already paid is then returned"),
    gettext_noop("orders received before the end, or concluded within a reasonable time mainly through the agent's work"),
    gettext_noop("the agent is active in a member state and the governing law is not a member state's"),
    gettext_noop("only mutual, serious default, force majeure; otherwise commissions to term plus compensation"),
    gettext_noop("must have provoked the end and be stated in the letter; one found later does not count"),
    gettext_noop("chained renewals count as indefinite for notice"),
    gettext_noop("12 months if the agreed duration was two years or less"),
    gettext_noop("indefinite"),
    gettext_noop("'agency' of arts 166-177 means acting in one's own name: not this contract"),
    gettext_noop("protection or licence presupposes a national agent"),
    gettext_noop("Treaty on European Union, member states"),
    gettext_noop("Cass. com. 13 Nov. 2003, n. 1532 FS-P; L134-11 notice governs contracts of indefinite duration (including unwritten ones and fixed terms continued without a clause)"),
    gettext_noop("L134-9, to be re-checked"),
    gettext_noop("a person must give it; floor to show: 1, 2, 3 (Dir. 86/653 art. 15)"),
    gettext_noop("X.2: unwritten means indefinite"),
    gettext_noop("7:437 (agreed minimum)"),
    gettext_noop("7:437 (when nothing is agreed)"),
    gettext_noop("if indefinite"),
    gettext_noop("by contract"),
    gettext_noop("advised"),
    gettext_noop("art. 933: at any time, with damages"),
    gettext_noop("art. 1010 if no end date"),
    gettext_noop("by contract; pay within a week of the report unless agreed, art. 1006"),
    gettext_noop("EU trade restrictions: legal review to be recorded"),
    gettext_noop("written or equivalent"),
    gettext_noop("art. 144: on notification"),
    gettext_noop("art. 144: if the principal ends it"),
    gettext_noop("no early exit at will; non-renewal allowed"),
    gettext_noop("good cause undefined"),
)  # fmt: skip

# Texts of the records that speak in codes.
REWORDED: Mapping[str, Words] = {
    "notice: pro_agent above the scale, absolute below; compensation: absolute": _(
        "notice may be longer than the scale, never shorter; of compensation nothing may be changed"
    ),
}


def label_of(key: str) -> Words:
    """The name of a rule; its key when a record has one that nobody named here."""
    return RULES.get(key, key)


def text(words: str) -> str:
    """A text of a record in the reader's language where it shipped; what somebody typed stays as typed."""
    if words in REWORDED:
        return str(REWORDED[words])
    return gettext(words) if words in TEXTS else words

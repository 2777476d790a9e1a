"""What the pages of a contract show, ready for templates: its verbs, the binding date with its rule, its terms.

Documents and people: `panel_rows`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.law.explain import Explanation, explain_indefinite_end, explain_last_notice_day
from contracts.law.notice import length_at, year_begun
from contracts.law.records import UnknownRule
from contracts.law.terms import Term as ComputedTerm
from contracts.law.terms import term
from contracts.law.wording import cite
from portage.core.words import day, mark, number

from ..assembly import AGREED, scale_source
from ..models import Contract, Document
from ..queries.covered import in_language
from ..queries.page import Page
from ..rules import verbs
from ..standing import applied_of, chain_of, scale_of
from ..words import steps
from ..words.pages import OF_AMENDMENTS, REASONS, REFUSED_LABELS, VERBS, reader_language

# Where each verb is done; those that are confirmed on their own page open it.
DOORS = {
    "edit": "contracts:steps",
    "propose": "contracts:review",
    "negotiate": "contracts:negotiation",
    "confirm": "contracts:moral",
    "clear": "contracts:checks",
    "approve": "contracts:version",
    "sign": "contracts:sign",
    "bring_scan": "contracts:bring_scan",
    "confirm_scan": "contracts:confirm_scan",
    "last_day": "contracts:last_day_to_sign",
    "refuse_sign": "contracts:refuse_to_sign",
    "acknowledge": "contracts:served",
    "annul": "contracts:annul",
    "accept_end": "contracts:accept_end",
    "notice": "contracts:notice",
    "amend": "contracts:amend",
    "ask_in_writing": "contracts:ask_in_writing",
    "extend": "contracts:extend",
    "propose_end": "contracts:propose_end",
    "default": "contracts:default",
    "reopen": "contracts:reopen",
    "withdraw": "contracts:withdraw",
}


# What waits for somebody, as opposed to what they may do any day.
WAITING = {
    "negotiate", "propose", "clear", "confirm", "approve", "sign", "bring_scan", "confirm_scan", "acknowledge", "accept_end", "annul",
}  # fmt: skip


def offers(page: Page) -> dict[str, Any]:
    """What this person may do, and what is refused now, and why: `may` and `refused` of core/_verbs.html."""
    may, refused = [], []
    named = {**VERBS, **OF_AMENDMENTS} if page.contract.amends_id else VERBS
    for said in verbs.verdicts(page.facts):
        label, says, icon = named[said.verb]
        if said.allowed:
            may.append({"verb": said.verb, "label": label, "says": says, "icon": icon, "url": door(page, said.verb)})
        else:
            refused.append({"label": REFUSED_LABELS.get(said.verb, label), "why": REASONS[said.reason]})
    return {"may": may, "refused": refused, "primary": awaits_me(page, may)}


def awaits_me(page: Page, may: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The one primary verb of the page: what waits for this person; typing the terms while something is missing."""
    first = {"edit"} if page.gaps else WAITING
    if not page.facts.points_open:
        first = first - {"negotiate"}
    return next((one for one in may if one["verb"] in first), None)


def door(page: Page, verb: str) -> str:
    """The address where a verb is done."""
    contract = page.contract
    if verb == "approve":
        return reverse(DOORS[verb], args=[contract.pk, contract.version_number])
    if verb == "acknowledge":
        waiting = next(n for n in page.notices if n.side != page.side and not hasattr(n, "receipt"))
        return reverse(DOORS[verb], args=[waiting.pk])
    return reverse(DOORS[verb], args=[contract.pk])


def binding(page: Page) -> dict[str, Any] | None:
    """The next date that binds: kind, day, what then, the rule, and the steps of its computation."""
    contract = page.contract
    if contract.next_day is None:
        return None
    shown = {"kind": contract.next_kind, "day": contract.next_day, "then": "", "rule": "", "steps": []}
    if contract.next_kind == "ends":
        return shown | _end(page)
    if contract.next_kind == "starts":
        return shown | {"then": _("Both sides are bound already; notice can be given from that day on.")}
    return shown | _renewal(page)


def _renewal(page: Page) -> dict[str, Any]:
    """Notice possible until a day, or renewal certain on another: what the next term will be, and by which rule."""
    contract, upcoming = page.contract, upcoming_term(page)
    applied = applied_of(contract, page.law, contract.renewal_choice)
    chain: Any = chain_of(contract)
    told = explain_last_notice_day(chain, applied, page.law, contract.term_number)
    certain = contract.next_kind != "notice"
    return {
        "then": next_term(upcoming, certain=certain),
        "rule": rule_of(page, told.day),
        "steps": as_lines(told.as_dict()),
    }


def next_term(upcoming: ComputedTerm | None, *, certain: bool = False) -> str:
    """What opens if nobody gives notice; `certain`: what opens whatever is served now."""
    if upcoming is None:
        return ""
    sure = _("Term %(number)s opens on %(first)s and runs to %(last)s, even if a notice is served now.")
    unless = _("Without notice, term %(number)s opens on %(first)s and runs to %(last)s.")
    return (sure if certain else unless) % {
        "number": number(upcoming.number),
        "first": day(upcoming.first_day),
        "last": day(upcoming.last_day),
    }


def rule_of(page: Page, on: Any) -> str:
    """Length, source of the scale, and when the law was checked."""
    contract = page.contract
    applied = applied_of(contract, page.law, contract.renewal_choice)
    year = year_begun(contract.first_day, max(on, contract.first_day)) if on else 1
    months = length_at(applied.scale.months, year)
    told = ngettext(
        "One month of notice, year %(year)d of the contract having begun",
        "%(count)d months of notice, year %(year)d of the contract having begun",
        months,
    )
    told %= {"count": months, "year": year}
    if applied.scale.to_month_end:
        told += _(", ending with a calendar month")
    return f"{told}. {law_of(page)}"


def law_of(page: Page) -> str:
    """Whether the contract's scale is the law's: its citation and the day it was checked; else both, told apart."""
    contract, rule = page.contract, page.law.find("notice_months")
    if rule is None or rule.value is None:
        return _("The contract's own length: no legal minimum is established here.")
    own = contract.nature != Contract.Nature.MORAL and scale_source(contract, page.law) == AGREED
    told = (
        _("The contract's own length. Legal minimum: %(source)s (checked %(day)s).")
        if own
        else _("The contract follows %(source)s (checked %(day)s).")
    )
    source = in_language(cite(page.law, "notice_months"), reader_language())
    return told % {"source": source, "day": day(date.fromisoformat(rule.checked_on))}


def _end(page: Page) -> dict[str, Any]:
    """Which notice ends it, with the steps that were told when it was given."""
    contract = page.contract
    notice = next((n for n in page.notices if n.ends_on == contract.ends_on), None)
    if notice is None:
        return {"then": _("Agreed by both sides.")}
    then = _("Notice of the %(side)s, served on %(day)s.") % {
        "side": notice.get_side_display(),
        "day": day(notice.served_on),
    }
    return {"then": then, "steps": as_lines(notice.explanation)}


def explained(page: Page) -> Mapping | None:
    """The computation of the next date that binds, as codes; None where nothing was computed."""
    contract = page.contract
    if contract.next_kind == "ends":
        notice = next((n for n in page.notices if n.ends_on == contract.ends_on), None)
        return notice.explanation if notice else None
    if contract.next_kind not in {"notice", "renews"} or not contract.term_number:
        return None
    applied = applied_of(contract, page.law, contract.renewal_choice)
    chain: Any = chain_of(contract)
    return explain_last_notice_day(chain, applied, page.law, contract.term_number).as_dict()


def as_lines(explanation: Mapping) -> list[str]:
    """Each step on one line: label: result, why."""
    return [
        mark(":").join(filter(None, (label, result))) + (f" ({why})" if why else "")
        for label, result, why in steps.rows(explanation)
    ]


def upcoming_term(page: Page) -> ComputedTerm | None:
    """The term that opens next if nobody leaves; None when the end is known or there are no terms."""
    contract = page.contract
    if (
        contract.nature != Contract.Nature.RENEWABLE
        or contract.ends_on
        or contract.status not in {"in_force", "signed"}
    ):
        return None
    chain: Any = chain_of(contract)
    return term(chain, scale_of(contract), contract.term_number + 1)


def terms(page: Page) -> list[Any]:
    """The terms with the address of the certificate that proves each renewal."""
    papers = {d.number: d for d in page.documents if d.kind == Document.Kind.CERTIFICATE}
    for row in page.terms:
        proof = papers.get(row.number)
        row.proof = _("certificate of renewal") if proof else ""
        row.proof_url = reverse("contracts:document", args=[proof.pk]) if proof else ""
    return page.terms


def any_day(page: Page) -> Explanation | None:
    """For a contract without terms in force: the end that a notice served today would bring."""
    contract = page.contract
    if contract.nature == Contract.Nature.RENEWABLE or contract.status != Contract.Status.IN_FORCE:
        return None
    try:
        applied = applied_of(contract, page.law, contract.renewal_choice)
    except UnknownRule:
        return None
    return explain_indefinite_end(contract.first_day, applied, page.law, served_on=page.today)

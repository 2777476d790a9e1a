"""Journal entries of a contract told in words: verb phrases in the reader's language, after who did it.

`told(entry, contract)` gives {at, who, what}. Entries that people need not read (a document was stored) say so shortly.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portage.core.models import Entry
from portage.core.words import day

from ..models import Contract
from .journal_changes import CHANGES
from .journal_commission import COMMISSION
from .journal_commission import DOORS as COMMISSION_DOORS
from .leaving import DUTIES
from .pages import PAPERS, SIDES, STEPS

Facts = Mapping[str, Any]


def told(entry: Entry, contract: Contract) -> dict[str, Any]:
    """When, who and what."""
    return {"at": entry.at, "who": who(entry, contract), "what": what(entry)}


def what(entry: Entry, names: Mapping[Any, str] | None = None) -> str:
    """The verb phrase, with the words that were typed. A kind that has no sentence yet is told by its code, so that
    nothing is hidden."""
    text = entry.text.content if hasattr(entry, "text") else {}
    say = SENTENCES.get(entry.kind)
    said = say(_named(entry, names or {}) | text | entry.facts) if say else entry.kind
    return f"{said} {text.get('reason', '')}".strip()


def _named(entry: Entry, names: Mapping[Any, str]) -> dict[str, str]:
    """The present names of the members that an entry is about; where the page did not ask, those written with it serve."""
    heir, member = (
        names.get(UUID(entry.facts[key])) if entry.facts.get(key) else None for key in ("successor", "membership")
    )
    if heir:
        return {"name": heir, "former": member or ""}
    return {"name": member} if member else {}


def all_told(entries: Iterable[Entry], contract: Contract, *, most: int = 0) -> list[dict[str, Any]]:
    """Every entry in words; the same person typing the same step again and again is told once."""
    rows: list[dict[str, Any]] = []
    last = None
    for entry in entries:
        key = (entry.kind, entry.actor_id, entry.facts.get("step")) if entry.kind == "contracts.terms_typed" else None
        if key is None or key != last:
            rows.append(told(entry, contract))
        last = key
        if most and len(rows) == most:
            break
    return rows


def who(entry: Entry, contract: Contract) -> str:
    """Name and organisation; Portage for what happened by itself."""
    if entry.actor is None:
        return "Portage"
    names = {
        contract.principal_id: contract.principal.name,
        contract.agent_id: contract.agent.name,
        contract.group_id: contract.group.name,
    }
    organisation = names.get(entry.on_behalf_of) if entry.on_behalf_of else None
    return f"{entry.actor}, {organisation}" if organisation else str(entry.actor)


def _day(facts: Facts, name: str) -> str:
    return day(date.fromisoformat(facts[name])) if facts.get(name) else ""


def _side(facts: Facts) -> str:
    return str(SIDES.get(facts.get("side", ""), ""))


def _duty(facts: Facts) -> str:
    return str(DUTIES.get(facts.get("duty", ""), ""))


def _reminded(facts: Facts) -> str:
    days = int(facts["days"])
    message = ngettext(
        "reminded both sides: %(days)d day before the last day for notice, %(day)s.",
        "reminded both sides: %(days)d days before the last day for notice, %(day)s.",
        days,
    )
    return message % {"days": days, "day": _day(facts, "last_notice_day")}


def _renewed(facts: Facts) -> str:
    return _("opened term %(number)s, %(first)s to %(last)s: no notice was served in time.") % {
        "number": facts["number"],
        "first": _day(facts, "first_day"),
        "last": _day(facts, "last_day"),
    }


def _point(facts: Facts) -> str:
    """Which point of the negotiation: article 7, or the terms of a step."""
    subject = facts.get("subject", "")
    if facts.get("position"):
        return _("article %(number)s") % {"number": facts["position"]}
    return _("terms, %(step)s") % {"step": STEPS.get(subject.removeprefix("terms-"), subject)}


def _proposed(facts: Facts) -> str:
    if facts.get("counter"):
        return _("answered by another proposal: %(point)s.") % {"point": _point(facts)}
    return _("proposed a change: %(point)s.") % {"point": _point(facts)}


def _accepted(facts: Facts) -> str:
    return _("accepted the proposal: %(point)s, version %(version)s.") % {**facts, "point": _point(facts)}


def _of_somebody(sentence: str, facts: Facts) -> str:
    """About a person, whose name can be erased."""
    return sentence % {"name": facts.get("name") or _("somebody")}


def _handed_over(facts: Facts) -> str:
    names = {"name": facts.get("name") or _("somebody"), "former": facts.get("former") or _("somebody")}
    return _("named %(name)s in place of %(former)s, who was the only one of their organisation.") % names


def _read(facts: Facts) -> str:
    door = facts.get("door", "")
    return _("opened it: %(door)s.") % {"door": DOORS.get(door) or (_("the API") if door[:4] == "api:" else door)}


def _paper(facts: Facts) -> str:
    return _("wrote a document: %(paper)s %(number)s.") % {
        "paper": PAPERS.get(facts.get("paper", ""), ""),
        "number": facts.get("number", ""),
    }


# Through which door a confidential contract was read; one that has no words is told by its name.
DOORS: Mapping[str, Any] = {
    "contracts:contract": gettext_lazy("its page"),
    "contracts:journal": gettext_lazy("its journal"),
    "contracts:named": gettext_lazy("the people named on it"),
    "contracts:version": gettext_lazy("a version of its text"),
    "contracts:negotiation": gettext_lazy("the negotiation"),
    "contracts:point": gettext_lazy("a point of the negotiation"),
    "contracts:propose_article": gettext_lazy("a proposal being typed"),
    "contracts:compare": gettext_lazy("two versions compared"),
    "contracts:redline": gettext_lazy("two versions compared, as a file"),
    "contracts:draft": gettext_lazy("the draft of its text"),
    "contracts:draft_pdf": gettext_lazy("the draft of its text, as a file"),
    "contracts:document": gettext_lazy("a document"),
    "contracts:check_document": gettext_lazy("the check of a document"),
    "contracts:export": gettext_lazy("a file of the portfolio"),
    "contracts:notice": gettext_lazy("the page of notice"),
    "contracts:leaving": gettext_lazy("what leaving costs"),
    "contracts:commission": gettext_lazy("its figures of commission"),
    "fieldwork:order": gettext_lazy("one of its orders"),
    "fieldwork:order_commission": gettext_lazy("the commission of one of its orders"),
    "fieldwork:export_orders": gettext_lazy("a file of orders"),
    **dict.fromkeys(
        (
            "forum:space",
            "forum:people",
            "forum:of_contract",
            "forum:start",
            "forum:start_on_contract",
            "forum:preview",
            "forum:thread",
            "forum:reply",
            "forum:read",
            "forum:history",
            "forum:choose",
            "forum:rename",
            "forum:move",
            "forum:pin",
            "forum:lock",
            "forum:answer",
            "forum:edit",
            "forum:take_back",
            "forum:react",
            "forum:flag",
            "forum:rule",
            "forum:former",
            "forum:choose_for_space",
            "forum:read_all",
        ),
        gettext_lazy("its discussion"),
    ),
    "forum:file": gettext_lazy("a photo or a document of its discussion"),
    "needs:export": gettext_lazy("a file of needs and quotes"),
    "contracts:duty": gettext_lazy("a duty"),
    "contracts:review_file": gettext_lazy("its review file"),
    "contracts:review_file_pdf": gettext_lazy("its review file, as a PDF"),
    "contracts:sign": gettext_lazy("the page to sign"),
    "contracts:signing": gettext_lazy("the signatures and their evidence"),
    "contracts:evidence": gettext_lazy("the record of evidence"),
    "contracts:refuse_to_sign": gettext_lazy("the page to refuse to sign"),
    "contracts:sign_elsewhere": gettext_lazy("the page to sign elsewhere"),
    "contracts:bring_scan": gettext_lazy("the page of the signed paper"),
    "contracts:confirm_scan": gettext_lazy("the page of the signed paper"),
    "contracts:last_day_to_sign": gettext_lazy("the last day to sign"),
    "contracts:amend": gettext_lazy("the page that starts an amendment"),
    "contracts:amendments": gettext_lazy("its amendments and past terms"),
    "contracts:extend": gettext_lazy("its extension"),
    "contracts:ask_in_writing": gettext_lazy("the request for writing"),
    "contracts:answer_succession": gettext_lazy("the offer of another party"),
    "contracts:succession_document": gettext_lazy("the document of a succession"),
    "contracts:review": gettext_lazy("the review of the draft"),
    "contracts:checks": gettext_lazy("its checks"),
    "contracts:steps": gettext_lazy("the steps of the draft"),
    "fieldwork:section": gettext_lazy("a visit report"),
    "fieldwork:report": gettext_lazy("a visit report"),
    "fieldwork:print_section": gettext_lazy("a visit report, as a PDF"),
    "fieldwork:correct_section": gettext_lazy("a visit report, to correct it"),
    "fieldwork:correct_report": gettext_lazy("a visit report, to correct it"),
    "fieldwork:section_file": gettext_lazy("a photo or a document of a visit report"),
    "fieldwork:report_file": gettext_lazy("a photo or a document of a visit report"),
    "fieldwork:export_reports": gettext_lazy("a file of visit reports"),
    "fieldwork:export_sections": gettext_lazy("a file of visit reports"),
    "fieldwork:mirror": gettext_lazy("its attention mirror"),
    "fieldwork:mirrors": gettext_lazy("the attention mirror"),
    "fieldwork:export_activity": gettext_lazy("a file of a month's activity"),
    "needs:matter": gettext_lazy("a need, a quote or a complaint"),
    "needs:answer": gettext_lazy("a need, a quote or a complaint"),
    **dict.fromkeys(
        ("needs:write", "needs:attach", "needs:withdraw", "needs:close", "needs:order_quote", "needs:translate"),
        gettext_lazy("a need, a quote or a complaint"),
    ),
    **dict.fromkeys(
        ("needs:ask", "needs:quote", "needs:complain"), gettext_lazy("the page to ask a need, to quote or to complain")
    ),
    "needs:write_price": gettext_lazy("the page to write a price"),
    **dict.fromkeys(("needs:send_sample", "needs:receive_sample", "needs:tell_trial"), gettext_lazy("a sample")),
    "needs:print_quote": gettext_lazy("a quote, as a PDF"),
    "needs:file": gettext_lazy("a photo or a document of a need"),
    "needs:sample": gettext_lazy("a sample"),
    "contracts:step": gettext_lazy("a step of the draft"),
    **COMMISSION_DOORS,
}

SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "contracts.drafted": lambda f: _("started the draft."),
    "contracts.terms_typed": lambda f: _("typed the terms: %(step)s.") % {"step": STEPS.get(f.get("step", ""), "")},
    "contracts.version_proposed": lambda f: _("proposed version %(version)s.") % f,
    "contracts.version_approved": lambda f: (
        _("approved version %(version)s for the %(side)s.") % {**f, "side": _side(f)}
    ),
    "contracts.approved": lambda f: _("completed the approvals: version %(version)s is approved by both sides.") % f,
    "contracts.reopened": lambda f: _("reopened the text: approvals of version %(version)s count no more.") % f,
    "contracts.point_proposed": _proposed,
    "contracts.point_accepted": _accepted,
    "contracts.point_refused": lambda f: _("refused the proposal: %(point)s.") % {"point": _point(f)},
    "contracts.point_withdrawn": lambda f: _("withdrew the proposal: %(point)s.") % {"point": _point(f)},
    "contracts.commented": lambda f: _("commented for both sides: %(point)s.") % {"point": _point(f)},
    "contracts.comment_corrected": lambda f: _("corrected a comment for both sides: %(point)s.") % {"point": _point(f)},
    "contracts.withdrawn": lambda f: _("withdrew the contract."),
    "contracts.choice_recorded": lambda f: _("answered a question that the law leaves open."),
    "contracts.document_made": lambda f: _("wrote the document to sign, version %(version)s.") % f,
    "contracts.paper_made": _paper,
    "contracts.signed": lambda f: _("signed for the %(side)s.") % {"side": _side(f)},
    "contracts.signature_in_file": lambda f: _("put the signature for the %(side)s in the file.") % {"side": _side(f)},
    "contracts.timestamped": lambda f: _("put a third party's timestamp in the file."),
    "contracts.last_day_to_sign": lambda f: _("set the last day to sign: %(day)s.") % {"day": _day(f, "last_day")},
    "contracts.signing_refused": lambda f: (
        _("refused to sign version %(version)s for the %(side)s: nobody is bound.") % {**f, "side": _side(f)}
    ),
    "contracts.signing_expired": lambda f: (
        _("closed version %(version)s, whose last day to sign had passed: nobody is bound.") % f
    ),
    "contracts.signing_authority": lambda f: (
        _("closed version %(version)s: the signatory of the %(side)s had no authority; nobody is bound.")
        % {**f, "side": _side(f)}
    ),
    "contracts.scan_brought": lambda f: (
        _("brought the scan of the signed paper for the %(side)s.") % {"side": _side(f)}
    ),
    "contracts.scan_confirmed": lambda f: (
        _("compared and confirmed the signed paper for the %(side)s.") % {"side": _side(f)}
    ),
    "contracts.evidence_erased": lambda f: _("erased personal text from the record of evidence."),
    "contracts.concluded": lambda f: (
        _("recorded that both sides are bound; first day %(day)s.") % {"day": _day(f, "first_day")}
    ),
    "contracts.came_into_force": lambda f: (
        _("recorded that the contract is in force since %(day)s.") % {"day": _day(f, "first_day")}
    ),
    "contracts.renewed": _renewed,
    "contracts.reminded": _reminded,
    "contracts.notice_given": lambda f: (
        _("gave notice for the %(side)s, served on %(served)s: the contract ends on %(end)s.")
        % {"side": _side(f), "served": _day(f, "served_on"), "end": _day(f, "ends_on")}
    ),
    "contracts.notice_acknowledged": lambda f: (
        _("confirmed that the notice was received on %(day)s.") % {"day": _day(f, "received_on")}
    ),
    "contracts.renewal_annulled": lambda f: (
        _("annulled a renewal: the letter had been presented in time; the contract ends on %(day)s.")
        % {"day": _day(f, "ends_on")}
    ),
    "contracts.end_proposed": lambda f: (
        _("proposed to end the contract by agreement on %(day)s.") % {"day": _day(f, "last_day")}
    ),
    "contracts.end_agreed": lambda f: (
        _("agreed to the end: the contract ends on %(day)s.") % {"day": _day(f, "last_day")}
    ),
    "contracts.ended": lambda f: _("recorded the end of the contract on %(day)s.") % {"day": _day(f, "last_day")},
    "contracts.ended_for_default": lambda f: (
        _("ended the contract for serious default on %(day)s.") % {"day": _day(f, "last_day")}
    ),
    "contracts.commission_told": lambda f: _("told the commission of %(year)s, for their own side.") % f,
    "contracts.commission_shared": lambda f: _("told the commission of %(year)s to both sides.") % f,
    "contracts.renewal_decided": lambda f: (
        _("decided to let the contract renew after term %(term)s.") % f
        if f.get("decision") == "renew"
        else _("opened again the decision on the renewal after term %(term)s.") % f
    ),
    "contracts.end_answered": lambda f: _("answered what the law leaves open about the end."),
    "contracts.duty_dated": lambda f: (
        _("gave a day to a duty: %(duty)s, by %(day)s.") % {"duty": _duty(f), "day": _day(f, "day")}
    ),
    "contracts.duty_done": lambda f: (
        _("recorded a duty as done: %(duty)s, on %(day)s, %(number)s.")
        % {"duty": _duty(f), "day": _day(f, "day"), "number": f["number"]}
        if f.get("number")
        else _("recorded a duty as done: %(duty)s, on %(day)s.") % {"duty": _duty(f), "day": _day(f, "day")}
    ),
    "contracts.person_named": lambda f: _of_somebody(_("named %(name)s, who may see the contract."), f),
    "contracts.name_taken_off": lambda f: _of_somebody(_("took %(name)s off: they see the contract no more."), f),
    **CHANGES,
    **COMMISSION,
    "network.handed_over": _handed_over,
    "network.read": _read,
    "contracts.moral_confirmed": lambda f: _("confirmed the moral contract for the %(side)s.") % {"side": _side(f)},
}

"""Who may do what with a contract now: one pure function, used by the page and by the API alike.

`verdicts(facts)` answers for every verb that has a meaning in the present state: allowed, or refused with a code.
What is not answered is not shown. The verbs themselves check again: this tells beforehand what they would say.

| refusal | meaning |
|---|---|
| `role` | the role does not give it |
| `not_a_party` | sees the contract, but acts for neither side |
| `approved_first_reopen` | a version is approved: reopen first |
| `signed_never_changes` | signed text never changes |
| `only_before_signature` | too late to withdraw |
| `signature_begun` | a party has signed: no way back to draft |
| `not_an_approver`, `already_approved` | of this version, in this role |
| `points_open` | a proposal has no answer yet |
| `document_in_the_making` | the document is not ready to be signed |
| `not_a_signatory`, `already_signed` | |
| `too_late_to_sign` | the last day to sign has passed |
| `own_scan` | this side brought the scan: the other side compares it |
| `not_begun` | signed, but its first day has not come |
| `notice_already_given` | by this side |
| `own_proposal` | the other side accepts |
| `already_confirmed` | of a moral contract, by this side |
| `already_cleared` | exclusivity, by this side |
| `overlap` | a contract that one may see is in the way |
| `exclusivity_waits` | the last approval, or confirmation, before exclusivity is confirmed |
| `amendment_open`, `writing_asked` | one is under way |
| `contract_ended` | the contract that this amends has ended: only to be withdrawn |
"""

from collections.abc import Callable
from dataclasses import dataclass

from .approvers import required

UNSIGNED = {"draft", "negotiating", "approved", "awaiting_signature"}
RUNNING = {"in_force", "notice_given"}
BINDING = RUNNING | {"signed"}


@dataclass(frozen=True)
class Facts:
    """What decides. `side` is principal, agent, or empty for a third party that merely sees the contract.

    Sets of sides: who has `signed`, given notice (`noticed`), `confirmed`. `approved`: roles of this side that approved
    the present version. `receivable`: a notice of the other side waits for its receipt. `annullable`: the side whose
    letter was typed after the renewal it refused. `proposed_by`: the side whose proposal to end is on the table. `way`: signed
    advanced (electronically) or on paper; `scan_by`: the side that brought the scan on the table; `too_late`: the last day
    to sign has passed. `exclusivity`: what this side reads of it (`exclusivity.Reading.code`; empty: it is not asked now).
    `last`: once this person approves, everybody has. `points_open`: a proposal on an article or on terms has no answer.
    `amends`: it is an amendment; `amended_over`: of a contract that binds no more.
    """

    status: str
    nature: str
    side: str
    role: str
    permissions: frozenset[str]
    approved: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()
    signatory: bool = False
    way: str = "advanced"
    scan_by: str = ""
    too_late: bool = False
    noticed: frozenset[str] = frozenset()
    receivable: bool = False
    annullable: str = ""
    proposed_by: str = ""
    confirmed: frozenset[str] = frozenset()
    exclusivity: str = ""
    last: bool = False
    amends: bool = False
    amended_over: bool = False
    amendment_open: bool = False
    writing_asked: bool = False
    points_open: bool = False


@dataclass(frozen=True)
class Verdict:
    """One verb: allowed when `reason` is empty."""

    verb: str
    reason: str = ""

    @property
    def allowed(self) -> bool:
        return not self.reason


def verdicts(facts: Facts) -> list[Verdict]:
    """Every verb that means something now, in the order of a contract's life."""
    said = ((verb, answer(facts)) for verb, answer in ANSWERS.items() if verb in OF_AMENDMENTS or not facts.amends)
    return [Verdict(verb, _first(facts, verb, reason)) for verb, reason in said if reason is not None]


def verdict(facts: Facts, verb: str) -> Verdict:
    """The answer for one verb; one that means nothing now is refused as `not_now`."""
    return next((one for one in verdicts(facts) if one.verb == verb), Verdict(verb, "not_now"))


def _first(facts: Facts, verb: str, reason: str) -> str:
    """Which side one is on comes first, then where the contract stands, then the role."""
    if not facts.side:
        return "not_a_party"
    if facts.amended_over and verb != "withdraw":
        return "contract_ended"
    return reason or ("" if PERMISSION[verb] in facts.permissions else "role")


# What is done with an amendment, which is negotiated, checked and signed as a contract is; everything else is done with the
# contract that it amends.
OF_AMENDMENTS = {
    "edit", "propose", "negotiate", "clear", "approve", "sign", "bring_scan", "confirm_scan", "last_day", "refuse_sign",
    "reopen", "withdraw",
}  # fmt: skip
PERMISSION = {
    "edit": "contracts.negotiate_contract",
    "propose": "contracts.negotiate_contract",
    "negotiate": "contracts.negotiate_contract",
    "confirm": "contracts.confirm_moral_contract",
    "clear": "contracts.negotiate_contract",
    "approve": "contracts.approve_contract",
    "reopen": "contracts.negotiate_contract",
    "sign": "contracts.sign_contract",
    "bring_scan": "contracts.sign_contract",
    "confirm_scan": "contracts.sign_contract",
    "last_day": "contracts.negotiate_contract",
    "refuse_sign": "contracts.sign_contract",
    "amend": "contracts.negotiate_contract",
    "ask_in_writing": "contracts.negotiate_contract",
    "extend": "contracts.draft_contract",
    "annul": "contracts.give_notice",
    "acknowledge": "contracts.acknowledge_notice",
    "notice": "contracts.give_notice",
    "accept_end": "contracts.end_contract",
    "propose_end": "contracts.end_contract",
    "default": "contracts.end_contract",
    "withdraw": "contracts.withdraw_contract",
}


def _edit(f: Facts) -> str | None:
    if f.status == "draft":
        return "already_confirmed" if f.confirmed else ""
    if f.status == "negotiating":
        return None
    if f.status in UNSIGNED:
        return "approved_first_reopen"
    return "signed_never_changes" if f.status in BINDING and f.nature != "moral" else None


def _propose(f: Facts) -> str | None:
    return "" if f.status == "draft" and f.nature != "moral" else None


def _negotiate(f: Facts) -> str | None:
    return "" if f.status == "negotiating" else None


def _confirm(f: Facts) -> str | None:
    if f.nature != "moral" or f.status != "draft":
        return None
    if f.side in f.confirmed:
        return "already_confirmed"
    return _unconfirmed(f) if f.confirmed else ""


def _unconfirmed(f: Facts) -> str:
    """Why what makes the contract bind must wait for exclusivity."""
    return {"confirmed": "", "": "", "seen": "overlap"}.get(f.exclusivity, "exclusivity_waits")


def _clear(f: Facts) -> str | None:
    if not f.exclusivity or f.exclusivity == "confirmed":
        return None
    return {"seen": "overlap", "other": "already_cleared"}.get(f.exclusivity, "")


def _approve(f: Facts) -> str | None:
    if f.status != "negotiating" or not f.side:
        return None if f.status != "negotiating" else ""
    approvers = frozenset().union(*required(f.side, {"legal_counsel"}))
    if f.role not in approvers:
        return "not_an_approver"
    if f.role in f.approved:
        return "already_approved"
    if f.points_open:
        return "points_open"
    return _unconfirmed(f) if f.last or f.exclusivity == "seen" else ""


def _reopen(f: Facts) -> str | None:
    if f.status not in {"approved", "awaiting_signature"}:
        return None
    return "signature_begun" if f.signed else ""


def _sign(f: Facts) -> str | None:
    if f.status == "approved":
        return "document_in_the_making"
    if f.status != "awaiting_signature" or f.way == "paper":
        return None
    return _may_sign(f)


def _may_sign(f: Facts) -> str:
    if f.side in f.signed:
        return "already_signed"
    if not f.signatory:
        return "not_a_signatory"
    return "too_late_to_sign" if f.too_late else ""


def _bring_scan(f: Facts) -> str | None:
    if f.status != "awaiting_signature" or f.way != "paper":
        return None
    return "too_late_to_sign" if f.too_late else ""


def _confirm_scan(f: Facts) -> str | None:
    if f.status != "awaiting_signature" or not f.scan_by:
        return None
    return "own_scan" if f.scan_by == f.side else ""


def _last_day(f: Facts) -> str | None:
    return "" if f.status == "awaiting_signature" else None


def _refuse_sign(f: Facts) -> str | None:
    return _may_sign(f) if f.status == "awaiting_signature" else None


def _annul(f: Facts) -> str | None:
    return "" if f.annullable else None


def _acknowledge(f: Facts) -> str | None:
    return "" if f.receivable else None


def _notice(f: Facts) -> str | None:
    if f.status == "signed":
        return "not_begun"
    if f.status not in RUNNING:
        return None
    return "notice_already_given" if f.side in f.noticed else ""


def _accept_end(f: Facts) -> str | None:
    if f.status not in RUNNING or not f.proposed_by:
        return None
    return "own_proposal" if f.proposed_by == f.side else ""


def _running(f: Facts) -> str | None:
    """Ends by agreement or for serious default: while it runs."""
    return "not_begun" if f.status == "signed" else "" if f.status in RUNNING else None


def _amend(f: Facts) -> str | None:
    if f.status not in BINDING or f.nature == "moral":
        return None
    return "amendment_open" if f.amendment_open else ""


def _ask_in_writing(f: Facts) -> str | None:
    if f.nature != "moral" or f.status not in RUNNING:
        return None
    return "writing_asked" if f.writing_asked else ""


def _extend(f: Facts) -> str | None:
    """Only the carrier group extends a contract to its subsidiaries: the principal is not shown that it could."""
    return "" if f.side == "agent" and f.status in RUNNING and f.nature != "moral" else None


def _withdraw(f: Facts) -> str | None:
    if f.status in UNSIGNED:
        return ""
    return "only_before_signature" if f.status in BINDING else None


ANSWERS: dict[str, Callable[[Facts], str | None]] = {
    "edit": _edit,
    "propose": _propose,
    "negotiate": _negotiate,
    "confirm": _confirm,
    "clear": _clear,
    "approve": _approve,
    "sign": _sign,
    "confirm_scan": _confirm_scan,
    "bring_scan": _bring_scan,
    "acknowledge": _acknowledge,
    "annul": _annul,
    "accept_end": _accept_end,
    "notice": _notice,
    "amend": _amend,
    "ask_in_writing": _ask_in_writing,
    "extend": _extend,
    "propose_end": _running,
    "default": _running,
    "last_day": _last_day,
    "refuse_sign": _refuse_sign,
    "reopen": _reopen,
    "withdraw": _withdraw,
}

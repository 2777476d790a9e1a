"""The words of the pages of one contract: its verbs, why one is refused now, its steps, sides and papers."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SIDES: Mapping[str, Words] = {"principal": _("principal"), "agent": _("agent")}

STEPS: Mapping[str, Words] = {
    "products": _("Products"),
    "territory": _("Territory"),
    "tasks": _("Tasks"),
    "commission": _("Commission"),
    "duration": _("Duration and notice"),
    "law": _("Law and language"),
    "effect": pgettext_lazy("amendment", "Day of effect"),
    "review": _("Review"),
}

# A moral contract has no paper: it is declared, then confirmed, where another is drafted, then signed.
MORAL_STATES: Mapping[str, Words] = {
    "draft": pgettext_lazy("moral contract", "Declared"),
    "signed": pgettext_lazy("moral contract", "Confirmed"),
}

SEVERITIES: Mapping[str, Words] = {"error": _("Refused"), "warning": _("To be read"), "ask": _("To be answered")}

# Rules of a law that a person looks at before choosing it, and how sure their record is.
RULES: Mapping[str, Words] = {
    "notice_months": _("Minimum of notice"),
    "renewal_clause_effect": _("Effect of tacit renewal"),
    "statement": _("Commission statements"),
    "termination_pay": _("Compensation at the end"),
    "written_form": _("Written form"),
    "non_compete_max_months": _("Longest non-compete"),
}
STATUSES: Mapping[str, Words] = {
    "found": _("read in a secondary source"),
    "known": _("from the text of the law"),
    "unknown": _("not established: counsel must say"),
}

PAPERS: Mapping[str, Words] = {
    "contract": _("agent contract"),
    "certificate": _("certificate of renewal"),
    "notice": _("letter of notice"),
    "annulment": _("annulment of a renewal"),
    "proof": _("proof"),
    "evidence": _("evidence certificate"),
    "scan": _("scan of the signed paper"),
    "consolidated": _("consolidated text"),
}

NATURES: Mapping[str, tuple[Words, Words]] = {
    "renewable": (
        _("Renewable"),
        _("Written, for a fixed term that renews itself unless a party gives notice in time. The usual choice."),
    ),
    "indefinite": (
        _("Indefinite"),
        _("Written, without terms. Either party may end it at any time by giving the notice that the law asks."),
    ),
    "moral": (
        _("Moral"),
        _(
            "No paper: parties, products, territory and first day, declared by one side and confirmed by both. No terms; notice follows the law by age."
        ),
    ),
}

# verb: label, what it does, icon
VERBS: Mapping[str, tuple[Words, Words, str]] = {
    "edit": (_("Type the terms"), _("Step by step, in any order; each step is kept by itself."), "pencil"),
    "propose": (_("Review and propose"), _("Shows what is missing, then shows the version to the other side."), "send"),
    "negotiate": (
        _("Negotiate the text and the terms"),
        _("Propose, answer and comment, article by article; nothing changes without both sides."),
        "message",
    ),
    "confirm": (
        _("Confirm the moral contract"),
        _("Shows what was declared first. It binds once both sides have confirmed."),
        "check",
    ),
    "clear": (
        _("Confirm exclusivity"),
        _("Nothing of your side's stands in the way. The other side is told once everything is confirmed."),
        "shield-check",
    ),
    "approve": (
        _("Read and approve the version"),
        _("Approval is of this exact version; a later change asks for it again."),
        "file-check",
    ),
    "sign": (_("Sign the document"), _("You read it, confirm who you are, then sign."), "signature"),
    "confirm_scan": (
        _("Compare the signed paper"),
        _("The other side brought the scan. The contract binds once you confirm it."),
        "file-check",
    ),
    "bring_scan": (
        _("Bring the signed paper"),
        _("The scan, and the day of each signature; the other side compares it."),
        "file-text",
    ),
    "last_day": (_("Change the last day to sign"), _("Those who still must sign are told."), "calendar-event"),
    "refuse_sign": (
        _("Refuse to sign"),
        _("With a reason that both sides read. Nobody is bound; the text is open again."),
        "ban",
    ),
    "acknowledge": (
        _("Confirm that the notice was received"),
        _("A record only: the notice counts from its service."),
        "receipt",
    ),
    "annul": (_("Annul the renewal"), _("A letter presented in time was typed after the renewal."), "history"),
    "accept_end": (_("Answer the proposal to end"), _("Shows the day and what follows before you accept."), "check"),
    "notice": (_("Prepare a notice"), _("Shows its effect first. Commits to nothing until you confirm."), "send"),
    "amend": (
        _("Amend the contract"),
        _("Products, territory, commission or tasks, from a day on. Starts from what is agreed."),
        "pencil",
    ),
    "ask_in_writing": (
        _("Ask for a written contract"),
        _("Drafts what was confirmed, under its own first day. Both sides see the draft at once."),
        "file-check",
    ),
    "extend": (
        _("Extend to other subsidiaries"),
        _("Drafts the same terms for the subsidiaries that you choose, in one step."),
        "send",
    ),
    "propose_end": (
        _("Propose to end by agreement"),
        _("Nothing changes until the other side accepts."),
        "calendar-event",
    ),
    "default": (
        _("End for serious default"),
        _("At once; the facts must be stated now, none can be added later."),
        "gavel",
    ),
    "reopen": (
        _("Reopen the text"),
        _("Back to negotiation: a next version asks for every approval again."),
        "lock-open",
    ),
    "withdraw": (_("Withdraw the contract"), _("It stays readable to those who saw it; nobody is bound."), "ban"),
}
# What is called otherwise when it is done with an amendment.
OF_AMENDMENTS: Mapping[str, tuple[Words, Words, str]] = {
    "withdraw": (
        _("Withdraw the amendment"),
        _("The contract goes on as it stands. The amendment stays readable to those who saw it."),
        "ban",
    ),
}

# What a refused verb is called where it cannot be done.
REFUSED_LABELS: Mapping[str, Words] = {
    "edit": _("Change the text"),
    "approve": _("Approve the version"),
    "notice": _("Give notice"),
}

REASONS: Mapping[str, Words] = {
    "role": _("Your role does not give it."),
    "not_a_party": _("Only the parties to the contract may do this."),
    "approved_first_reopen": _("A version is approved. Reopen the text first."),
    "signed_never_changes": _("A signed document never changes."),
    "only_before_signature": _("Only before signature; both sides are bound."),
    "signature_begun": _("A party has already signed. Withdraw the contract and start a new draft."),
    "not_an_approver": _("Your role does not approve for this side."),
    "already_approved": _("Your approval of this version is recorded."),
    "points_open": _("A proposal has no answer yet: every point is settled before a version is approved."),
    "document_in_the_making": _("The document is being made. It takes a few seconds."),
    "not_a_signatory": _("You are not recorded as a signatory of the party."),
    "already_signed": _("Your side has signed. The other side's signature is awaited."),
    "too_late_to_sign": _("The last day to sign has passed."),
    "own_scan": _("Your side brought this scan: the other side compares it."),
    "not_begun": _("The contract is not in force yet."),
    "notice_already_given": _("Your side has already given notice."),
    "own_proposal": _("Your side proposed it: the other side answers."),
    "already_confirmed": _("Your side has already confirmed."),
    "already_cleared": _("Your side has confirmed. The other confirmation has not arrived yet."),
    "overlap": _("A contract that you may see already covers the same: see the checks."),
    "exclusivity_waits": _("It waits for the confirmation of exclusivity: see the checks."),
    "amendment_open": _("Another amendment is under way: one at a time."),
    "writing_asked": _("A written contract is drafted already."),
    "contract_ended": _("The contract that this amends has ended: withdraw the amendment."),
    "not_now": _("This cannot be done any more: see where the contract stands."),
}

FOREIGN_SIGNATORY: Words = _("A signatory belongs to the organisation, or to its group.")

EVENTS: Mapping[str, Words] = {
    "accepted": _("Earned when the principal accepts the order"),
    "invoiced": _("Earned when the invoice is issued"),
    "paid": _("Earned when the customer has paid"),
}
PERIODS: Mapping[int, Words] = {1: pgettext_lazy("statements", "Monthly"), 3: pgettext_lazy("statements", "Quarterly")}
FORMS: Mapping[str, Words] = {"letter": _("registered letter"), "platform": _("on the platform, with receipt")}
ACTS: Mapping[str, Words] = {
    "approved": pgettext_lazy("a person", "Approved"),
    "signed": pgettext_lazy("a person", "Signed"),
    "confirmed": pgettext_lazy("a person", "Confirmed"),
}


def reader_language() -> str:
    """The language that the reader reads, among those that texts are kept in: fr or en."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def state_words(contract: Any) -> str:
    """The word of its state where it is not the usual one: of a moral contract; else empty."""
    return str(MORAL_STATES.get(contract.status, "")) if contract.nature == "moral" else ""

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
    "approve": (
        _("Read and approve the version"),
        _("Approval is of this exact version; a later change asks for it again."),
        "file-check",
    ),
    "sign": (_("Sign the document"), _("You read it, confirm who you are, then sign."), "signature"),
    "acknowledge": (
        _("Confirm that the notice was received"),
        _("A record only: the notice counts from its service."),
        "receipt",
    ),
    "annul": (_("Annul the renewal"), _("A letter presented in time was typed after the renewal."), "history"),
    "accept_end": (_("Answer the proposal to end"), _("Shows the day and what follows before you accept."), "check"),
    "notice": (_("Prepare a notice"), _("Shows its effect first. Commits to nothing until you confirm."), "send"),
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
    "not_begun": _("The contract is not in force yet."),
    "notice_already_given": _("Your side has already given notice."),
    "own_proposal": _("Your side proposed it: the other side answers."),
    "already_confirmed": _("Your side has already confirmed."),
    "not_now": _("This cannot be done any more: see where the contract stands."),
}

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

# What follows the end by law: label, words, when the law gives a day and when it gives none.
CONSEQUENCES: Mapping[str, tuple[Words, Words]] = {
    "claim_termination_pay": (_("The agent's claim for compensation"), _("ask before this day, or the right is lost")),
    "non_compete_at_most": (_("Non-compete"), _("at most until this day, and only if the contract has one")),
    "commission_on_later_orders": (
        _("Commission on later orders"),
        _("orders received before the end, or concluded soon after it mainly through the agent's work"),
    ),
    "commission_on_orders_until": (
        _("Orders that still earn commission"),
        _("concluded until this day through the agent's work"),
    ),
}


def reader_language() -> str:
    """The language that the reader reads, among those that texts are kept in: fr or en."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def state_words(contract: Any) -> str:
    """The word of its state where it is not the usual one: of a moral contract; else empty."""
    return str(MORAL_STATES.get(contract.status, "")) if contract.nature == "moral" else ""

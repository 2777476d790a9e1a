"""The words of a negotiation: its states, why something is refused, what became of a proposal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

REFUSALS: Mapping[str, Words] = {
    "not_negotiating": _("No version is on the table now: nothing can be proposed, answered or said."),
    "fixed_article": _(
        "The model fixes this article: it may be commented, not changed. Counsel who keep the model can publish another version of it for new drafts."
    ),
    "moved": _(
        "Somebody proposed or answered on this point while you were typing. Your words are kept: compare, then decide."
    ),
    "nothing_changed": _("This changes nothing: it says what already stands."),
    "same_as_theirs": _("This is what the other side proposes: accept it instead."),
    "answered": _("This proposal has its answer already: see what became of it."),
    "own_point": _("Your side proposed it: the other side answers. You may withdraw it."),
    "not_own_point": _("The other side proposed it: accept it, refuse it, or propose something else."),
    "no_reason": _("Say why: the other side reads it."),
    "other_languages": _("The languages of the contract changed since this was proposed: propose it again in each."),
    "article_negotiated": _(
        "These terms would bring other words into articles that the two sides have agreed on, or are answering: %(articles)s. Settle those articles first."
    ),
    "rate_of_no_product": _("A rate is given for a product that the contract does not cover."),
    "unknown_subject": _("This contract has no such article or terms."),
    "unknown_audience": _("Say who reads it: both sides, or yours alone."),
    "not_own_comment": _("Only who wrote a comment corrects it."),
    "corrected": _("It was corrected already: correct the newer words."),
    "no_comment": _("Write something first."),
    "too_long": _("At most %(most)s characters."),
}

STATES: Mapping[str, Words] = {
    "agreed": pgettext_lazy("an article", "agreed"),
    "mine": _("yours to answer"),
    "theirs": _("waits for the other side"),
    "open": pgettext_lazy("an article", "open"),
}

ANSWERS: Mapping[str, Words] = {
    "accepted": pgettext_lazy("a proposal", "Accepted"),
    "refused": pgettext_lazy("a proposal", "Refused"),
    "countered": pgettext_lazy("a proposal", "Answered by another proposal"),
    "withdrawn": pgettext_lazy("a proposal", "Withdrawn"),
}

AUDIENCES: Mapping[str, Words] = {"own": _("my side only"), "both": _("both sides")}

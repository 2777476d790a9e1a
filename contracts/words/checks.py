"""The words of the checks before approval. One reading of exclusivity has one sentence, whatever lies behind it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

CHECKS: Mapping[str, Words] = {
    "exclusivity": _("Exclusivity"),
    "complete": _("Terms"),
    "commission": _("Commission"),
    "notice": _("Notice"),
    "statements": _("Commission statements"),
    "renewal": _("Tacit renewal"),
    "written_form": _("Written form"),
    "non_compete": _("Non-compete"),
    "mandatory": _("Mandatory rules where the agent works"),
    "review": _("Legal review"),
}

# state: shape (`core.drawings.states`), word
STATES: Mapping[str, tuple[str, Words]] = {
    "passes": ("done", pgettext_lazy("a check", "Passes")),
    "read": ("near", pgettext_lazy("a check", "To be read")),
    "waits": ("waiting", pgettext_lazy("a check", "Waits")),
    "stops": ("refused", pgettext_lazy("a check", "Stops")),
}

EXCLUSIVITY: Mapping[str, Words] = {
    "held": _("These products, countries and segments are held for this contract."),
    "confirmed": _("Both sides have confirmed that nothing of theirs stands in the way."),
    "yours": _("Your side has not confirmed yet that nothing of its own stands in the way."),
    "other": _("Your side has confirmed. The confirmation of %(other)s has not arrived yet."),
    "both": _("Both sides confirm it; both are told once everything is confirmed."),
    "later": _("Each side confirms it once a version is proposed."),
}

PASSES: Mapping[str, Words] = {
    "complete": _("Nothing is missing."),
    "commission": _("Rate and event are agreed; each reserved customer has its rate."),
    "notice": _("At least as long as the law asks."),
    "statements": _("As often and as soon as the law asks."),
    "renewal": _("The contract stays fixed-term."),
    "written_form": _("Nothing more is asked than what this contract has."),
    "non_compete": _("Within what the law allows."),
    "mandatory": _("No such rule is recorded against it."),
    "review": _("The review is recorded."),
}

"""Verbs of a section and of a report: their words, and why one is refused now."""

from django.utils.translation import gettext_lazy as _

from .refusals import REFUSALS

LABELS = {
    "acknowledge": _("Acknowledge"),
    "answer": _("Answer the other party"),
    "correct": _("Correct"),
}
REASONS = {
    "role": _("Your role does not allow this."),
    "not_the_principal": REFUSALS["not_the_principal"],
    "already_acknowledged": REFUSALS["already_acknowledged"],
    "not_a_party": REFUSALS["not_a_party"],
    "not_yours_to_correct": REFUSALS["not_yours_to_correct"],
}

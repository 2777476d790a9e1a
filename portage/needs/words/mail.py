"""What mail between a need and an order says: (subject, text) by occasion. It names no customer and no price."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
SUBJECTS: Mapping[str, tuple[Words, Words]] = {
    "need_opened": (
        _("A need awaits your answer: contract %(reference)s"),
        _("Your agent asks what a customer needs under contract %(reference)s. Answer yes or no, or ask back."),
    ),
    "need_answered": (
        _("An answer on a need: contract %(reference)s"),
        _("The other party has answered a need under contract %(reference)s."),
    ),
    "complaint_opened": (
        _("A complaint awaits your decision: contract %(reference)s"),
        _("Your agent has forwarded a customer's complaint under contract %(reference)s. Accept or refuse it, or ask."),
    ),
    "complaint_answered": (
        _("An answer on a complaint: contract %(reference)s"),
        _("The other party has answered a complaint under contract %(reference)s."),
    ),
    "quote_opened": (
        _("A quote awaits your agreement: contract %(reference)s"),
        _("Your agent asks whether you agree to a quote outside of your price instructions of contract %(reference)s."),
    ),
    "quote_given": (
        _("A quote was given: contract %(reference)s"),
        _("Your agent has given a customer a quote inside your price instructions of contract %(reference)s."),
    ),
    "quote_answered": (
        _("An answer on a quote: contract %(reference)s"),
        _("The other party has answered on a quote under contract %(reference)s."),
    ),
    "sample_sent": (
        _("A sample is on its way: contract %(reference)s"),
        _("The SME has sent a sample under contract %(reference)s. Say when you received it, and what its trial shows."),
    ),
    "sample_tried": (
        _("A sample was tried: contract %(reference)s"),
        _("Your agent tells what came of the trial of your sample under contract %(reference)s."),
    ),
    "price_written": (
        _("New price instructions: contract %(reference)s"),
        _("The SME has written price instructions under contract %(reference)s. Your next quotes stay inside them."),
    ),
}  # fmt: skip

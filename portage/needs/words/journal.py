"""Events between a need and an order in words; who did it stands before."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portage.core.models import Entry
from portage.core.words import country, language

Facts = Mapping[str, Any]


def says(entry: Entry, names: Mapping[UUID, str]) -> str:
    """The verb phrase. A kind that has no sentence yet is told by its code, so that nothing is hidden."""
    say = SENTENCES.get(entry.kind)
    return say(entry.facts) if say else entry.kind


def _accepted(facts: Facts) -> str:
    told = {
        "replace": _("accepted the complaint: the goods are replaced."),
        "credit": _("accepted the complaint: a credit note is issued."),
        "repair": _("accepted the complaint: the goods are repaired."),
    }
    return told.get(facts.get("remedy", ""), _("accepted the complaint."))


def _tried(facts: Facts) -> str:
    told = {
        "good": _("told of a trial of the sample: good."),
        "bad": _("told of a trial of the sample: not good."),
        "open": _("told of a trial of the sample: inconclusive."),
    }
    return told.get(facts.get("result", ""), _("told of a trial of the sample."))


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "needs.need_opened": lambda f: _("asked what the customer needs."),
    "needs.need_question": lambda f: _("asked back on the need."),
    "needs.need_yes": lambda f: _("answered the need: yes."),
    "needs.need_no": lambda f: _("answered the need: no, and said why."),
    "needs.need_written_on": lambda f: _("wrote to the other party on the need."),
    "needs.need_withdrawn": lambda f: _("withdrew the need."),
    "needs.complaint_opened": lambda f: _("forwarded the customer's complaint."),
    "needs.complaint_question": lambda f: _("asked back on the complaint."),
    "needs.complaint_accepted": _accepted,
    "needs.complaint_refused": lambda f: _("refused the complaint, and said why."),
    "needs.complaint_written_on": lambda f: _("wrote to the other party on the complaint."),
    "needs.complaint_withdrawn": lambda f: _("withdrew the complaint."),
    "needs.complaint_closed": lambda f: _("closed the complaint, and said what came of it."),
    "needs.quote_given": lambda f: _("gave the customer the quote, inside the price instructions."),
    "needs.quote_asked": lambda f: _("asked the SME to agree to the quote."),
    "needs.quote_question": lambda f: _("asked back on the quote."),
    "needs.quote_agreed": lambda f: _("agreed to exactly this quote."),
    "needs.quote_declined": lambda f: _("did not agree to the quote, and said why."),
    "needs.quote_written_on": lambda f: _("wrote to the other party on the quote."),
    "needs.quote_withdrawn": lambda f: _("withdrew the quote."),
    "needs.quote_ordered": lambda f: _("recorded the order of what was quoted."),
    "needs.translated": lambda f: _("put words in another language: %(language)s.") % {"language": language(f.get("language", ""))},
    "needs.file_attached": lambda f: _("added a photo or a document."),
    "needs.price_written": lambda f: _("wrote price instructions for %(country)s.") % {"country": country(f.get("country", ""))},
    "needs.sample_sent": lambda f: _("sent the sample."),
    "needs.sample_received": lambda f: _("received the sample."),
    "needs.sample_tried": _tried,
}  # fmt: skip

"""The words of needs, quotes and complaints: their verbs, why one is refused now, what a state means."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portage.core.words import away, day

from ..models import Matter
from .refusals import REFUSALS

Words = str | Promise

KINDS: Mapping[str, Words] = {
    "need": pgettext_lazy("matter", "Need"),
    "quote": pgettext_lazy("matter", "Quote"),
    "complaint": pgettext_lazy("matter", "Complaint"),
}
# verb: label, icon, what it does, address
VERBS: Mapping[str, tuple[Words, str, Words, str]] = {
    "answer": (_("Answer"), "check", _("Yes, no with the reason, or a question back."), "needs:answer"),
    "send_sample": (_("Send a sample"), "packages", _("With its lot number, for this need."), "needs:send_sample"),
    "order": (_("Record the order"), "receipt", _("With the lines and prices of this quote, in one step."), "needs:order_quote"),
    "write": (_("Write to the other party"), "message-plus", _("Both parties read it."), "needs:write"),
    "attach": (_("Add photos"), "camera", _("Photos and documents that the SME opens."), "needs:attach"),
    "withdraw": (_("Withdraw it"), "trash", _("It needs no answer any more."), "needs:withdraw"),
    "close": (_("Close the complaint"), "circle-check", _("With what came of it at the customer's."), "needs:close"),
}  # fmt: skip
ANSWERING: Mapping[str, tuple[Words, Words]] = {
    "need": (_("Answer"), _("Yes, no with the reason, or a question back.")),
    "quote": (_("Agree, or not"), _("To exactly this quote: your agent offers it in your name.")),
    "complaint": (_("Decide"), _("Replace, credit, repair, or refuse with the reason.")),
}
# What the principal may answer, as it chooses.
ANSWERS: Mapping[str, Mapping[str, Words]] = {
    "need": {
        "yes": _("Yes, we can"),
        "no": _("No, and why"),
        "question": _("I ask back: the day to answer stays"),
    },
    "quote": {
        "agreed": _("I agree to exactly this quote"),
        "declined": _("I do not agree, and why"),
        "question": _("I ask back: the day to answer stays"),
    },
    "complaint": {
        "accepted": _("Accepted: what is done stands below"),
        "refused": _("Refused, and why"),
        "question": _("I ask back: the day to answer stays"),
    },
}  # fmt: skip
OF_THE_OTHER = frozenset({"principal_answers", "agent_does"})
REASONS: Mapping[str, Words] = {
    "not_a_party": _("Only the two parties of the contract, and the agent's group, may do this."),
    "principal_answers": _("The SME answers, and sends samples."),
    "agent_does": _("The subsidiary that asked does this."),
    "role": _("Your role does not allow this."),
    **{code: REFUSALS[code] for code in ("answered", "unanswered", "not_agreed", "out_of_time", "contract_over")},
}
VIEWS: Mapping[str, Words] = {
    "": pgettext_lazy("matters", "All"),
    "waiting": _("Waiting for an answer"),
    "late": pgettext_lazy("matters", "Late"),
    "needs": _("Needs"),
    "quotes": _("Quotes"),
    "complaints": _("Complaints"),
}
STATES = {
    "waiting": "waiting", "yes": "done", "no": "refused", "given": "running", "agreed": "done", "declined": "refused",
    "ordered": "done", "accepted": "done", "refused": "refused", "closed": "ended", "withdrawn": "withdrawn",
}  # fmt: skip
WORDS: Mapping[str, Words] = {
    "waiting": _("Waiting for an answer"),
    "late": pgettext_lazy("matter", "Late"),
    "yes": pgettext_lazy("matter", "Answered: yes"),
    "no": pgettext_lazy("matter", "Answered: no"),
    "given": pgettext_lazy("matter", "Given to the customer"),
    "agreed": pgettext_lazy("matter", "The SME agrees"),
    "declined": pgettext_lazy("matter", "The SME does not agree"),
    "ordered": pgettext_lazy("matter", "Ordered"),
    "accepted": pgettext_lazy("matter", "Accepted"),
    "refused": pgettext_lazy("matter", "Refused"),
    "closed": pgettext_lazy("matter", "Closed"),
    "withdrawn": pgettext_lazy("matter", "Withdrawn"),
}
# What one did, in a thread: it stands after the name.
DID: Mapping[str, Words] = {
    "opened": _("asked"),
    "words": _("wrote"),
    "question": _("asked back"),
    "yes": _("answered yes"),
    "no": _("answered no"),
    "agreed": _("agreed to the quote"),
    "declined": _("did not agree to the quote"),
    "accepted": _("accepted the complaint"),
    "refused": _("refused the complaint"),
    "withdrawn": _("withdrew it"),
    "closed": _("closed the complaint"),
}


def is_late(matter: Matter, today: date) -> bool:
    """It waits, and its last day has passed."""
    return matter.status == Matter.Status.WAITING and matter.answer_by is not None and matter.answer_by < today


def state_of(matter: Matter, today: date) -> tuple[str, str]:
    """(shape, word)."""
    code = "late" if is_late(matter, today) else matter.status
    return STATES.get(code, code), str(WORDS[code])


def clock_of(matter: Matter, today: date) -> str:
    """To be answered by Thursday 18 April 2024, in 2 days; nothing for what has its answer."""
    if matter.status != Matter.Status.WAITING or matter.answer_by is None:
        return ""
    named = {"day": day(matter.answer_by, "weekday"), "left": away(matter.answer_by, today)}
    return gettext("To be answered by %(day)s, %(left)s") % named


def title(matter: Matter) -> str:
    """Quote for Kosmetyka Wisła; Need, when it names nobody."""
    kind = str(KINDS[matter.kind])
    named = {"kind": kind, "customer": matter.customer_name}
    if not matter.customer_name:
        return kind
    if matter.kind == "complaint":
        return gettext("Complaint of %(customer)s") % named
    return (gettext("Quote for %(customer)s") if matter.kind == "quote" else gettext("Need of %(customer)s")) % named

"""The words of leaving: the four ways, how the compensation stands, what follows an end, duties and their days."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

WAYS: Mapping[str, Words] = {
    "stay": _("Stay"),
    "amend": _("Amend"),
    "leave_today": _("Leave today"),
    "leave_at_term": _("Leave at term"),
}

WHY_NOT: Mapping[str, Words] = {
    "no_first_day": _("The first day is not typed yet."),
    "no_notice": _("The length of notice is not typed yet."),
    "not_begun": _("The contract is not in force yet: until it is signed, it can be withdrawn and nothing is owed."),
    "ending": _("Its end is already known."),
    "over": _("It is over."),
    "notice_not_established": _("The notice that this law asks is not known here: counsel must say."),
}

# How the pay stands: in a word, then what it means.
STANDS: Mapping[str, tuple[Words, Words]] = {
    "due": (pgettext_lazy("compensation", "Owed"), _("under the conditions below")),
    "not_due": (pgettext_lazy("compensation", "Not owed"), _("as a person answered, with the reason")),
    "open": (
        _("A person must say whether it is owed"),
        _("the law's record does not say whether this way of ending gives it"),
    ),
    "lost": (pgettext_lazy("compensation", "Lost"), _("a serious default of the agent, stated in the letter")),
    "lost_unless": (
        pgettext_lazy("compensation", "Lost"),
        _("the agent's own initiative; not lost when the principal caused it, nor for age or illness"),
    ),
    "agreed": (
        _("To be settled in the agreement"),
        _("no rule loses it when both sides agree to end: write what is paid, or that nothing is"),
    ),
    "negotiated": (_("By contracts negotiated"), _("the law pays the contracts that the agent negotiated")),
    "nothing": (_("None by law"), _("only what the contract itself promises")),
    "unknown": (_("Not established"), _("counsel must say what this law gives")),
}

ASKS: Mapping[str, Words] = {
    "amount": _("Say what is owed"),
    "due": _("Say whether it is owed"),
}
ANSWERS: Mapping[str, Words] = {
    "due": _("It is owed when the contract ends so."),
    "not_due": _("It is not owed when the contract ends so."),
}

# Said beside a figure that no law bounds, and where the law owes it though nobody gave notice to end.
NO_CEILING = _("The agent's whole loss; what courts usually give is no ceiling and no promise.")
ON_NON_RENEWAL = _("Owed also when the contract is not renewed.")
LOST_BY = _("Lost by: %(losses)s.")

# What follows the end: label; what it means with a day, and without.
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
    "return_documents": (
        _("Return of documents"),
        _("the agent returns documents and samples, and uses the trademarks no more"),
    ),
}
PAID_NON_COMPETE = _("it must be paid")
SHORT_CONTRACT = _("shorter because the agreed duration was short")
ASKED = _("not established: counsel must say")
BY_CONTRACT = _("the contract")

DUTIES: Mapping[str, Words] = {
    "register": _("Register the contract"),
    "register_change": _("Register the change"),
    "register_end": _("Tell the register that it has ended"),
    "claim_termination_pay": _("Claim compensation"),
    "commission_on_orders_until": _("Last day of orders that still earn commission"),
    "non_compete_at_most": _("Any non-compete ends"),
    "return_documents": _("Return documents and samples"),
}
DUTIES_SAY: Mapping[str, Words] = {
    "register": _("Counted from the day on which both sides were bound."),
    "register_change": _("Counted from the day on which the change was signed."),
    "register_end": _(
        "The record speaks of changes; whether an end is one, counsel says. Counted from the contract's last day."
    ),
    "claim_termination_pay": _("After this day the right to compensation is lost."),
    "commission_on_orders_until": _("Orders concluded until this day through the agent's work earn commission."),
    "non_compete_at_most": _("At the latest, and only if the contract has one."),
    "return_documents": _("The contract asks it at its end."),
}

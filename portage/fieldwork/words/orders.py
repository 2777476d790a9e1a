"""The words of orders: their verbs, why one is refused now, what a state means, why no commission is due yet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portage.core.words import away, day, money

from ..models import Order

Words = str | Promise

# verb: label, icon, what it does, address
VERBS: Mapping[str, tuple[Words, str, Words, str]] = {
    "accept": (_("Accept this order"), "check", _("It binds you; your agent and commission learn of it."), "fieldwork:accept_order"),
    "refuse": (_("Refuse it"), "x", _("With a reason, which your agent reads."), "fieldwork:refuse_order"),
    "withdraw": (_("Withdraw it"), "trash", _("The customer changed its mind, or it was recorded wrong."), "fieldwork:withdraw_order"),
    "deliver": (_("Declare a delivery"), "packages", _("The order, or a part of it."), "fieldwork:deliver_order"),
    "invoice": (_("Declare an invoice"), "receipt", _("What commission is computed on."), "fieldwork:declare_invoice"),
    "payment": (_("Declare a payment"), "circle-check", _("What the customer paid, and when."), "fieldwork:declare_payment"),
    "credit": (_("Declare a credit note"), "file-import", _("With its cause: that alone decides about commission."), "fieldwork:declare_credit"),
    "lost": (_("Declare a lost debt"), "alert-triangle", _("What is left will never be paid."), "fieldwork:declare_lost"),
    "ask": (_("Write to the other party"), "message-plus", _("A question, an answer; both parties read it."), "fieldwork:remark_on_order"),
    "dispute": (_("Dispute something"), "gavel", _("Nothing that was declared changes; both parties read why."), "fieldwork:dispute_order"),
}  # fmt: skip
OF_THE_OTHER = frozenset({"principal_answers", "agent_withdraws", "principal_declares"})
REASONS: Mapping[str, Words] = {
    "not_a_party": _("Only the two parties of the contract, and the agent's group, may do this."),
    "principal_answers": _("The SME answers orders."),
    "agent_withdraws": _("The agent that recorded it may take it back."),
    "principal_declares": _("The SME declares deliveries, invoices and payments."),
    "role": _("Your role does not allow this."),
    "answered": _("This order has its answer already."),
    "not_accepted": _("Only an accepted order is delivered and invoiced."),
    "delivered": _("This order is delivered in full already."),
    "not_invoiced": _("No invoice is declared yet."),
    "nothing_owed": _("Nothing is left to pay."),
}
VIEWS: Mapping[str, Words] = {
    "": _("All orders"),
    "waiting": _("Waiting for an answer"),
    "late": _("Late"),
    "not_invoiced": _("Accepted, not invoiced"),
    "not_paid": _("Invoiced, not paid"),
}
STATES = {"waiting": "waiting", "accepted": "done", "refused": "refused", "withdrawn": "withdrawn"}
WORDS: Mapping[str, Words] = {
    "waiting": _("Waiting for an answer"),
    "late": _("Late"),
    "accepted": pgettext_lazy("order", "Accepted"),
    "refused": pgettext_lazy("order", "Refused"),
    "withdrawn": pgettext_lazy("order", "Withdrawn"),
}
# What a credit note does to commission (Dir. 86/653 art. 11).
CAUSES: Mapping[str, Words] = {
    "customer": _(
        "The customer does not perform, for a reason that the SME does not answer for: the commission on it is lost, and taken back when it was paid."
    ),
    "principal": _("Any other reason: the agent keeps its commission; only what the customer owes is less."),
}
# Why a base earns nothing, or nothing yet: codes of `portage.commission.rules.account`.
NOTHING_DUE: Mapping[str, Words] = {
    "not_accepted": _("The order is not accepted."),
    "split_waits": _("A split of it waits for agreement."),
    "not_invoiced": _("It is not invoiced yet."),
    "not_paid": _("The customer has not paid yet."),
    "rate_missing": _("The rate of exchange of that day is not recorded."),
    "reserved": _("The customer is reserved to the SME."),
    "direct": _("The order is direct, and the territory is not exclusive."),
    "after_end": _("The order came too late after the contract's end."),
    "zero_rate": _("The contract's rate for it is zero."),
    "below_unit": _("The amount is below the smallest coin."),
    "credited": _("A credit note took it back."),
    "credit_kept": _("A credit note changes nothing: the commission stays."),
    "lost": _("The debt is lost."),
    "loss_kept": _("A loss changes nothing under this law: the commission stays."),
}


def state_of(order: Order, today: date) -> tuple[str, str]:
    """(shape, word)."""
    code = "late" if is_late(order, today) else order.status
    return STATES.get(code, code), str(WORDS[code])


def is_late(order: Order, today: date) -> bool:
    """It waits, and its last day has passed."""
    return order.status == Order.Status.WAITING and order.answer_by is not None and order.answer_by < today


def clock_of(order: Order, today: date) -> str:
    """To be answered by Thursday 18 April 2024, in 2 days; nothing for an order that has its answer."""
    if order.status != Order.Status.WAITING or order.answer_by is None:
        return ""
    named = {"day": day(order.answer_by, "weekday"), "left": away(order.answer_by, today)}
    return gettext("To be answered by %(day)s, %(left)s") % named


def course_of(order: Order, figures: Any) -> str:
    """What became of an accepted order, in a few words."""
    if order.status != Order.Status.ACCEPTED:
        return ""
    if not figures.invoices:
        return gettext("Not invoiced yet")
    if figures.is_paid:
        return gettext("Invoiced and paid")
    return gettext("%(amount)s left to pay") % {"amount": money(figures.left, order.currency)}

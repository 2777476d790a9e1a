"""Codes of statements in words: states, rules, why nothing is due, verbs and why one is refused now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SECTIONS: Mapping[str, Words] = {
    "earned": _("Earned in the period"),
    "adjustment": _("Adjustment"),
    "nothing": _("Nothing due, and why"),
}

# state: the code of its shape (core.drawings.shapes), the word
STATES: Mapping[str, tuple[str, Words]] = {
    "issued": ("waiting", _("Issued")),
    "disputed": ("near", _("In dispute")),
    "accepted": ("done", _("Accepted")),
}
MONEY: Mapping[str, tuple[str, Words]] = {
    "nothing": ("none", _("Nothing to pay")),
    "open": ("waiting", _("To be paid")),
    "late": ("late", _("Payment is late")),
    "part": ("running", _("Paid in part")),
    "paid": ("done", _("Paid")),
}
ANSWERS: Mapping[str, Words] = {
    "upheld": _("Upheld"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn by the agent"),
}

RULES: Mapping[str, Words] = {
    "rate": _("rate of the contract"),
    "general": _("annex C, all products"),
    "product": _("annex C, this product"),
    "reserved": _("annex B, reserved customer"),
    "direct": _("without the agent"),
    "after_end": _("after the end"),
}

# Short words of the column "Paid on" where no payment is the reason.
UNPAID: Mapping[str, Words] = {"not_paid": _("not yet"), "not_invoiced": _("not invoiced"), "lost": _("unpaid")}

WHY: Mapping[str, Words] = {
    "split_waits": _("A split of this order waits for agreement: nothing more of it is due until then."),
    "not_invoiced": _("Not earned yet: this part of the order is not invoiced."),
    "not_paid": _("Not earned yet: commission is earned when the customer pays."),
    "rate_missing": _(
        "No rate of %(currency)s is recorded for %(day)s, nor for the week before: the principal records one."
    ),
    "reserved": _("Reserved customer, kept by %(principal)s: rate 0 %%."),
    "direct": _("The agent took no part in this order, and the contract gives it no exclusivity."),
    "after_end": _(
        "The order was received after the end of the contract. If it is mainly the agent's work, the agent disputes this line."
    ),
    "zero_rate": _("The contract gives 0 %% on this part of the year's sales."),
    "below_unit": _("Less than the smallest unit of the currency."),
    "credited": _(
        "Credit note before anything was earned: the customer does not perform, for a reason the principal does not answer for."
    ),
    "credit_kept": _("Credit note for a reason the principal answers for: the commission stays."),
    "lost": _("Right extinguished: the debt was lost on %(day)s, for which the principal does not answer%(source)s."),
    "loss_kept": _("The debt was lost on %(day)s: no rule of the governing law takes commission back, it stays."),
    "reversed": _("Reversed: the terms were changed for an earlier day."),
}
NOT_PAID_UNTIL = _(
    "Not earned yet. The customer has until %(day)s to pay; commission is earned on payment, or on that day at the latest%(source)s."
)

KINDS: Mapping[str, Words] = {
    "credited": _("credit note on %(invoice)s"),
    "lost": _("debt lost on %(day)s"),
    "reversed": _("reverses line %(line)s of %(statement)s: the terms were changed for an earlier day"),
    "corrected": _("dispute upheld, statement %(statement)s"),
    "again": _("facts told since an earlier statement"),
}
LATE = _("earned on %(day)s, told after the statement of that period")

VAT: Mapping[str, Words] = {
    "domestic": _("VAT: charged by the agent on its invoice, at the rate of the country of both parties."),
    "reverse_charge": _(
        "VAT: not charged by the agent; due by the principal in its own country, reverse charge, articles 44 and 196 of directive 2006/112/EC."
    ),
    "from_outside": _(
        "VAT: not charged by the agent, established outside the Union; the principal accounts for it in its own country, articles 44 and 196 of directive 2006/112/EC."
    ),
    "to_outside": _(
        "VAT: not charged by the agent; the place of supply is the principal's country, outside the Union, article 44 of directive 2006/112/EC."
    ),
    "elsewhere": _("VAT or its like: as the laws of the two countries say; not established here."),
}

REASONS: Mapping[str, Words] = {
    "role": _("Your role does not allow this."),
    "not_the_principal": _("The principal does this."),
    "not_the_agent": _("The agent does this."),
    "already_accepted": _("This statement is already accepted."),
    "nothing_left": _("Nothing is left to pay."),
    "period_runs": _("The period is not over: until then there is a preview."),
    "nothing_told": _("No order was told under this contract: there is nothing to account for."),
}
VERBS: Mapping[str, Words] = {
    "accept": _("Accept this statement"),
    "dispute": _("Dispute a line"),
    "pay": _("Record a payment"),
    "issue": _("Issue the statement"),
    "rates": _("Rates of exchange"),
}

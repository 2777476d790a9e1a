"""Events of commission in words. The floor above writes them into a contract's journal; it is read here."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portage.core.words import day, percent

Facts = Mapping[str, Any]

ANSWERED = {
    "upheld": gettext_lazy("upheld the dispute of line %(line)s, statement %(statement)s."),
    "refused": gettext_lazy("refused the dispute of line %(line)s, statement %(statement)s."),
    "withdrawn": gettext_lazy("withdrew the dispute of line %(line)s, statement %(statement)s."),
}


def _on(facts: Facts, name: str) -> dict[str, Any]:
    return {**facts, "day": day(date.fromisoformat(facts[name]))}


def _rates(facts: Facts) -> str:
    count = int(facts.get("count", 0))
    return ngettext("recorded one rate of exchange.", "recorded %(count)s rates of exchange.", count) % {"count": count}


def _accepted(facts: Facts) -> str:
    if facts.get("disputed"):
        return _("accepted the lines of statement %(statement)s that are not in dispute.") % facts
    return _("accepted statement %(statement)s.") % facts


COMMISSION: Mapping[str, Callable[[Facts], str]] = {
    "commission.order_told": lambda f: _("recorded the accepted order %(order)s.") % f,
    "commission.invoice_told": lambda f: _("recorded invoice %(invoice)s of order %(order)s.") % f,
    "commission.payment_told": lambda f: _("recorded a payment of invoice %(invoice)s on %(day)s.") % _on(f, "paid_on"),
    "commission.credit_told": lambda f: _("recorded credit note %(credit)s on invoice %(invoice)s.") % f,
    "commission.debt_lost": lambda f: _("recorded that invoice %(invoice)s is lost since %(day)s.") % _on(f, "day"),
    "commission.rates_told": _rates,
    "commission.statements_asked": lambda f: _("asked for the statements of the periods that are over."),
    "commission.statement_issued": lambda f: (
        _("issued commission statement %(statement)s, up to %(day)s.") % _on(f, "last_day")
    ),
    "commission.paper_made": lambda f: _("wrote a document: commission statement %(statement)s.") % f,
    "commission.statement_accepted": _accepted,
    "commission.line_disputed": lambda f: _("disputed line %(line)s of statement %(statement)s:") % f,
    "commission.dispute_answered": lambda f: str(ANSWERED[f["answer"]]) % f,
    "commission.payment_recorded": lambda f: (
        _("recorded a payment of statement %(statement)s on %(day)s.") % _on(f, "paid_on")
    ),
    "commission.invoice_made": lambda f: _("made commission invoice %(invoice)s for statement %(statement)s.") % f,
    "commission.invoice_self_billed": lambda f: (
        _("wrote commission invoice %(invoice)s in the agent's name, for statement %(statement)s.") % f
    ),
    "commission.invoice_own": lambda f: (
        _("recorded the agent's own invoice %(invoice)s for statement %(statement)s.") % f
    ),
    "commission.invoice_credited": lambda f: _("took back invoice %(invoice)s by credit note %(credit)s.") % f,
    "commission.invoice_contested": lambda f: _("contested invoice %(invoice)s:") % f,
    "commission.invoice_paper_made": lambda f: _("wrote a document: commission invoice %(invoice)s.") % f,
    "commission.mandate_given": lambda f: (
        _("let the principal write the agent's commission invoices from %(day)s on.") % _on(f, "from_day")
    ),
    "commission.mandate_ended": lambda f: (
        _("ended the mandate to write commission invoices, from %(day)s on.") % _on(f, "from_day")
    ),
    "commission.part_proposed": lambda f: (
        _("proposed that this contract has %(part)s of order %(order)s.") % {**f, "part": percent(Decimal(f["percent"]) / 100)}
    ),
    "commission.part_agreed": lambda f: _("agreed with its part of order %(order)s.") % f,
    "commission.part_declined": lambda f: _("declined its part of order %(order)s:") % f,
    "commission.part_withdrawn": lambda f: _("withdrew what was proposed of order %(order)s.") % f,
    "commission.split_holds": lambda f: _("recorded that the part of order %(order)s is agreed.") % f,
}  # fmt: skip
# Through which door a confidential contract's commission was read.
DOORS: Mapping[str, Any] = {
    "commission:statement": gettext_lazy("a commission statement"),
    "commission:accept": gettext_lazy("a commission statement"),
    "commission:dispute": gettext_lazy("a commission statement"),
    "commission:answer": gettext_lazy("a dispute of commission"),
    "commission:pay": gettext_lazy("the payment of a commission statement"),
    "commission:paper": gettext_lazy("a commission statement, as a file"),
    "commission:sheet": gettext_lazy("a commission statement, as a file"),
    "commission:invoice": gettext_lazy("a commission invoice"),
    "commission:make_invoice": gettext_lazy("a commission statement"),
    "commission:bring_invoice": gettext_lazy("a commission statement"),
    "commission:credit_invoice": gettext_lazy("a commission invoice"),
    "commission:contest_invoice": gettext_lazy("a commission invoice"),
    "commission:invoice_paper": gettext_lazy("a commission invoice, as a file"),
    "commission:invoice_xml": gettext_lazy("a commission invoice, as a file"),
    "commission:mandate": gettext_lazy("the mandate to write its commission invoices"),
    "commission:end_mandate": gettext_lazy("the mandate to write its commission invoices"),
    "commission:preview": gettext_lazy("the commission of the running period"),
    "commission:split": gettext_lazy("the split of an order"),
    "commission:withdraw_split": gettext_lazy("the split of an order"),
    "commission:share": gettext_lazy("its part of an order"),
    "commission:rates": gettext_lazy("its rates of exchange"),
}

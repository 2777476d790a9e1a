"""Commission invoices in words: kinds, tax, what is missing, and why a verb is refused now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

KINDS: Mapping[str, Words] = {
    "380": _("Commission invoice"),
    "381": _("Commission credit note"),
    "389": _("Commission invoice, self-billed"),
    "261": _("Commission credit note, self-billed"),
}
ORIGINS: Mapping[str, Words] = {
    "made": _("made here by the agent"),
    "self_billed": _("written by the principal under a mandate"),
    "own": _("the agent's own, made elsewhere"),
}
# Why no tax is charged, by treatment (rules.vat). The first words are those that art. 226 (11a) of the directive wants.
TAX: Mapping[str, Words] = {
    "reverse_charge": _("Reverse charge: articles 44 and 196 of directive 2006/112/EC."),
    "from_outside": _(
        "Reverse charge: the agent is established outside the Union; the principal accounts for the tax in its own country, articles 44 and 196 of directive 2006/112/EC."
    ),
    "to_outside": _(
        "Not subject to VAT: the place of supply is the principal's country, outside the Union, article 44 of directive 2006/112/EC."
    ),
    "elsewhere": _("Not subject to the VAT of the Union; taxes as the laws of the two countries say."),
}
SELF_BILLING: Words = _("Self-billing: written by %(principal)s in the name and on behalf of %(agent)s")
CANCELS: Words = _("Takes back %(number)s whole.")
LATE_PAYMENT: Words = _(
    "Paid late, it bears interest at the rate of directive 2011/7/EU and EUR 40 for the costs of recovery; no discount for early payment."
)
MISSING: Mapping[tuple[str, str], Words] = {
    ("agent", "street"): _("the agent's street"),
    ("agent", "city"): _("the agent's city"),
    ("agent", "vat"): _("the agent's VAT number"),
    ("agent", "registration"): _("the agent's number of registration in its country"),
    ("principal", "street"): _("the principal's street"),
    ("principal", "city"): _("the principal's city"),
    ("principal", "vat"): _("the principal's VAT number"),
}
# What is wrong with a file that was brought, by the code of the examiner; a rule of the standard is told by its number.
FAULTS: Mapping[str, Words] = {
    "too_large": _("This file is too large for an invoice."),
    "not_pdf": _("This file is no PDF that can be opened."),
    "no_invoice": _("This PDF carries no invoice: no file factur-x.xml is attached to it."),
    "not_xml": _("The invoice in this file cannot be read: it is no XML."),
    "document_type": _("The invoice in this file declares a document type or entities: such files are not read."),
    "profile": _(
        "This profile is not read: BASIC WL, BASIC, EN 16931 and EXTENDED of Factur-X are. Its name: “%(says)s”."
    ),
    "TAXABLE": _("The taxable amounts of this invoice do not add up to its total without tax."),
    "not_checked": _("This file could not be checked."),
    "XSD": _("The invoice in this file does not have the form that its profile wants: %(says)s"),
}
RULE: Words = _("The invoice breaks rule %(rule)s of the standard: %(says)s")
REASONS: Mapping[str, Words] = {
    "role": _("Your role does not allow this."),
    "not_accepted": _("The statement is accepted first: an invoice asks for what both agree on."),
    "nothing_to_invoice": _("This statement adds up to nothing: there is nothing to invoice."),
    "already_invoiced": _("This statement is invoiced already."),
    "no_mandate": _("The agent has given no mandate that holds today: it writes its invoices itself."),
    "no_invoice_before": _(
        "This statement is below zero: a credit note names the invoice before it, and no statement before this one is invoiced here."
    ),
    "too_fine": _(
        "This currency has smaller units than a Factur-X invoice can say: the agent records its own invoice instead."
    ),
    "no_invoice": _("This statement has no invoice yet."),
    "not_signatory": _("Only who is recorded as a signatory of the agent for contracts gives this mandate."),
    "already_mandated": _("A mandate holds already."),
    "contested": _("This invoice is contested already."),
    "contest_over": _("The days to contest this invoice are over."),
    "credited": _("This invoice is taken back by a credit note."),
    "not_self_billed": _("Only an invoice that the principal wrote is contested."),
}

"""From a statement's rows to what its invoice says, in the language that is active or the contract's. Reads only."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from contracts.law import records
from contracts.models import Contract
from contracts.paperwork import language_of
from contracts.queries.law import corrections
from portage.core import words
from portage.core.money import rounded
from portage.core.refusals import Invalid, Refused

from .models import CommissionInvoice, Statement
from .queries import invoices as queries
from .rules import billing
from .rules.billing import Bill, Tax
from .words.billing import LATE_PAYMENT, MISSING, SELF_BILLING, TAX


class Given:
    """What the maker of a domestic invoice says of its tax."""

    def __init__(self, rate: Decimal | None, reason: str) -> None:
        self.rate, self.reason = rate, reason.strip()


def bill_of(
    contract: Contract, statement: Statement, number: str, today: date, given: Given, *, self_billed: bool
) -> Bill:
    """What the invoice of a statement says, in the contract's language. Refused while a record lacks what an invoice needs."""
    seller, buyer = queries.party(contract.agent), queries.party(contract.principal)
    credit = statement.total < 0
    check_complete(billing.missing(seller, buyer, tax_given(statement.vat, given).category))
    with translation.override(language_of(contract)):
        tax = tax_given(statement.vat, given)
        named = [
            (name_of(group, statement.currency), rounded(group.amount, statement.currency))
            for group in queries.groups(statement)
        ]
        notes = tuple(notes_of(contract, self_billed=self_billed, credit=credit))
    lines = billing.bill_lines(named, credit=credit)
    net, charged, gross = billing.totals(lines, tax, statement.currency)
    preceding = queries.before(statement) if credit else None
    return Bill(
        number=number, kind=billing.KINDS[credit, self_billed], day=today, due_on=max(today, statement.due_on),
        currency=statement.currency, seller=seller, buyer=buyer, lines=lines, tax=tax, net=net, vat=charged, gross=gross,
        first_day=statement.first_day, last_day=statement.last_day, contract=contract.reference,
        statement=statement.reference, notes=notes,
        preceding=(preceding.number, preceding.day) if preceding else None,
    )  # fmt: skip


def tax_given(treatment: str, given: Given) -> Tax:
    """The tax of a treatment; a domestic one needs the rate, and a rate of zero its reason."""
    domestic = treatment == "domestic"
    if domestic and given.rate is None:
        raise Invalid("no_rate", _("Give the rate of VAT: both parties are in one country."), field="rate")
    rate = given.rate if domestic and given.rate is not None else Decimal(0)
    if not rate.is_finite() or not 0 <= rate <= billing.MOST_RATE or rate != rate.quantize(Decimal("0.01")):
        raise Invalid("rate_out_of_bounds", _("A rate of VAT lies between 0 % and 30 %."), field="rate")
    if domestic and not rate and not given.reason:
        raise Invalid("no_reason", _("Say why no VAT is charged: the article of the law."), field="reason")
    return billing.tax_of(
        treatment, rate=rate, reason=given.reason, words={key: str(said) for key, said in TAX.items()}
    )


def name_of(group: billing.Group, currency: str) -> str:
    """Commission, lavender extract, 6 % of EUR 15,600.00."""
    facts = {
        "product": group.product, "rate": words.percent(group.rate), "base": words.money(group.base, currency)
    }  # fmt: skip
    if group.section != "earned":
        return str(_("Adjustment of commission: %(product)s, %(rate)s") % facts)
    return str(_("Commission: %(product)s, %(rate)s of %(base)s") % facts)


def notes_of(contract: Contract, *, self_billed: bool, credit: bool) -> list[str]:
    """The mentions that the law wants, in the language that is active."""
    said = []
    if self_billed:
        said.append(str(SELF_BILLING) % {"principal": contract.principal.name, "agent": contract.agent.name})
    union = records.record_members(records.jurisdiction("EU", corrections()))
    if not credit and str(contract.agent.country) in union:
        said.append(str(LATE_PAYMENT))
    return said


def check_complete(missing: list[tuple[str, str]]) -> None:
    if missing:
        named = ", ".join(str(MISSING[one]) for one in missing)
        said = _("An invoice needs what is not recorded: %(missing)s. Complete the organisation's page first.")
        raise Refused("record_incomplete", said % {"missing": named})


def next_place(contract: Contract, today: date, *, self_billed: bool) -> dict[str, Any]:
    """The place that comes next in the series of a contract and a year, under the contract's lock: no gap, no double.

    One series a contract, and one for what the principal writes: a number says nothing of what an agent earns elsewhere
    (directive 2006/112/EC art. 226 (2): a sequential number based on one or more series).
    """
    series = f"{contract.reference}-SB" if self_billed else contract.reference
    taken = CommissionInvoice.objects.filter(issuer=contract.agent_id, series=series, year=today.year)
    last = taken.order_by("-serial").values_list("serial", flat=True).first() or 0
    number = billing.number_of(series, today.year, last + 1)
    return {"series": series, "year": today.year, "serial": last + 1, "number": number}

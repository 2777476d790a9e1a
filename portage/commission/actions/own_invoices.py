"""The agent's own invoice, made by its accounting program: its file is checked against the standard and the statement."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum.util import clean

from contracts.actions.locking import lock, side_of
from contracts.actions.signing.uploads import inspected
from contracts.models import Contract
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.money import rounded
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.words import money

from ..documents.examining import NotExamined, Verdict, examine_pdf
from ..documents.facturx import Said
from ..models import CommissionInvoice, InvoicePaper, Statement
from ..queries import invoices as queries
from ..rules import billing, invoicing
from ..words.billing import FAULTS, REASONS, RULE
from . import mailing_invoices
from .checks import check_sum

PDF, XML = "application/pdf", "application/xml"
SHOWN = 3  # faults that a refusal names


def bring_invoice(statement: Statement, *, pdf: bytes, by: By, at: datetime) -> CommissionInvoice:
    """The agent brings its own Factur-X file for a statement: it is read in a process of its own, checked by the schema and the
    rules of its profile, and its totals are held against the statement's, to the cent. Refused with what is wrong."""
    pages = inspected(pdf, field="file").pages
    try:
        verdict = examine_pdf(pdf)
    except NotExamined as error:
        raise Invalid("not_checked", FAULTS["not_checked"], field="file") from error
    if not verdict.ok:
        raise Invalid(code_of(verdict.faults[0][0]), in_words(verdict), field="file")
    return _bring(statement, verdict, (pdf, pages), by, at)


@transaction.atomic
def record_own_invoice(
    statement: Statement, *, number: str, day: date, vat: Decimal, by: By, at: datetime
) -> CommissionInvoice:
    """The agent records the number and the day of its own invoice, without a file; its amount without tax is the statement's."""
    contract = _of_agent(statement, by)
    currency = statement.currency
    if vat:
        check_sum(vat, currency, field="vat")
    if vat and statement.vat != "domestic":
        raise Invalid("tax_charged", NO_TAX, field="vat")
    net = rounded(abs(statement.total), currency)
    told: dict[str, Any] = {"number": number.strip(), "day": day, "currency": currency, "net": net, "vat": vat}
    kind = billing.KINDS[statement.total < 0, False]
    return _record(contract, statement, told | {"kind": kind, "category": ""}, by, at)


NO_TAX = _("This invoice charges VAT; the treatment of this contract is that the agent charges none.")


@transaction.atomic
def _bring(
    statement: Statement, verdict: Verdict, brought: tuple[bytes, int], by: By, at: datetime
) -> CommissionInvoice:
    contract = _of_agent(statement, by)
    said = verdict.said
    check_against(statement, contract, said)
    told: dict[str, Any] = {
        "number": said.number, "day": said.day, "currency": said.currency, "net": said.net, "vat": said.vat,
        "kind": said.kind, "category": min(said.categories, default=""),
    }  # fmt: skip
    file = files.store(verdict.xml, scope=contract, name=f"{said.number}.xml", media_type=XML, at=at)
    row = _record(contract, statement, told | {"xml": file}, by, at)
    pdf, pages = brought
    kept = files.store(pdf, scope=contract, name=f"{said.number}.pdf", media_type=PDF, at=at)
    InvoicePaper.objects.create(invoice=row, file=kept, sha256=kept.blob_id, pages=pages, made_at=at)
    return row


def check_against(statement: Statement, contract: Contract, said: Said) -> None:
    """The invoice is of this agent to this principal, of this kind, in this currency, and of this total."""
    credit = statement.total < 0
    if (said.kind in billing.CREDITS) != credit:
        words = {True: _("This statement is below zero: a credit note is asked for."), False: _("This is a credit note; the statement asks for an invoice.")}  # fmt: skip
        raise Invalid("other_kind", words[credit], field="file")
    if said.currency != statement.currency:
        words_of = _("This invoice is in %(said)s; the statement is in %(currency)s.")
        raise Invalid("other_currency", words_of % {"said": said.currency[:3], "currency": statement.currency}, field="file")  # fmt: skip
    net = rounded(abs(statement.total), statement.currency)
    if said.net != net:
        told = {"said": money(said.net or Decimal(0), statement.currency), "net": money(net, statement.currency)}
        words_of = _("Its total without tax is %(said)s; the statement's is %(net)s. They are equal to the cent.")
        raise Invalid("other_total", words_of % told, field="file")
    if said.charges and statement.vat != "domestic":
        raise Invalid("tax_charged", NO_TAX, field="file")
    _check_party(
        said.seller, said.seller_vat, contract.agent, _("The seller of this invoice is not the agent: %(said)s.")
    )
    _check_party(said.buyer, said.buyer_vat, contract.principal, _("Its buyer is not the principal: %(said)s."))


def _check_party(name: str, number: str, party: Any, words: Any) -> None:
    """By the VAT number where both tell one, else by the name, small letters and spaces apart."""
    if number and party.vat:
        same = clean(number, " .-").upper() == clean(party.vat, " .-").upper()
    else:
        same = " ".join(name.casefold().split()) == " ".join(party.name.casefold().split())
    if not same:
        raise Invalid("other_party", words % {"said": f"{name} {number}".strip()[:160]}, field="file")


def _record(contract: Contract, statement: Statement, told: dict[str, Any], by: By, at: datetime) -> CommissionInvoice:
    """The row of an invoice that was numbered elsewhere."""
    number, day = told["number"], told["day"]
    if not number or len(number) > 40:
        raise Invalid("no_number", _("Give its number, at most 40 characters."), field="number")
    if day is None or not statement.last_day < day <= clock.latest_day(at):
        raise Invalid("invoiced_when", _("It is dated between the end of the period and today."), field="day")
    if why := invoicing.refusal("bring", queries.facts_of(statement, day)):
        raise Refused(why, REASONS[why])
    if CommissionInvoice.objects.filter(issuer=contract.agent_id, number=number).exists():
        raise Refused("number_taken", _("The agent has already an invoice of that number here."), field="number")
    row = CommissionInvoice.objects.create(
        contract=contract, statement=statement, turn=statement.commission_invoices.count() + 1, issuer=contract.agent,
        origin=CommissionInvoice.Origin.OWN, series="", year=day.year, serial=None, number=number, kind=told["kind"], day=day,
        due_on=max(day, statement.due_on), currency=told["currency"], net=told["net"], vat=told["vat"],
        gross=told["net"] + told["vat"], category=told["category"], rate=0, xml=told.get("xml"), membership=by.membership,
        at=at,
    )  # fmt: skip
    facts: dict[str, Any] = {"invoice": row.number, "statement": statement.reference}
    journal.record("commission.invoice_own", contract, by=by, at=at, **facts)
    mailing_invoices.invoice_made(row, side="agent", by=by, at=at)
    return row


def _of_agent(statement: Statement, by: By) -> Contract:
    contract = lock(statement.contract_id)
    if side_of(contract, by) != "agent":
        raise Forbidden("not_the_agent", _("The agent invoices its commission."))
    return contract


def code_of(rule: str) -> str:
    """The refusal's code: the examiner's own, or that a rule of the standard is broken."""
    return rule if rule in FAULTS and rule.islower() else "not_valid"


def in_words(verdict: Verdict) -> str:
    """What is wrong, the first three faults."""
    said = [str(FAULTS.get(rule, RULE)) % {"rule": rule, "says": says} for rule, says in verdict.faults[:SHOWN]]
    return " ".join(said)

"""Statements are invoiced: by the agent here, by the principal under a mandate, or elsewhere and told here."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from contracts.paperwork import language_of
from portage.core import clock, files, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused

from ..documents import facturx
from ..documents.examining import NotExamined, Verdict, examine_xml
from ..invoicing import Given, bill_of, next_place
from ..jobs import write_invoice
from ..models import CommissionInvoice, Mandate, Statement
from ..queries import invoices as queries
from ..rules import billing, invoicing
from ..rules.billing import Bill
from ..words.billing import CANCELS, REASONS, RULE
from . import mailing_invoices

XML = "application/xml"
MADE, SELF_BILLED, OWN = (
    CommissionInvoice.Origin.MADE,
    CommissionInvoice.Origin.SELF_BILLED,
    CommissionInvoice.Origin.OWN,
)


@transaction.atomic
def make_invoice(
    statement: Statement, *, by: By, at: datetime, rate: Decimal | None = None, reason: str = ""
) -> CommissionInvoice:
    """The agent invoices an accepted statement: its own lines added up by product and rate, its total to the cent.

    `rate` of the tax, in per cent, where both parties are in one country; at zero, `reason` says why. The number follows the last
    one of its series without a gap. What the standard's schema or a rule of it refuses is not kept.
    """
    contract = _contract_of(statement, by, "agent")
    return _invoice(contract, statement, None, Given(rate, reason), by, at)


@transaction.atomic
def self_bill(
    statement: Statement, *, by: By, at: datetime, rate: Decimal | None = None, reason: str = ""
) -> CommissionInvoice:
    """The principal writes the invoice in the agent's name, under a mandate that holds today; the agent may contest it."""
    contract = _contract_of(statement, by, "principal")
    mandate = queries.mandate_on(contract, _today(contract, at))
    if mandate is None:
        raise Refused("no_mandate", REASONS["no_mandate"])
    return _invoice(contract, statement, mandate, Given(rate, reason), by, at)


@transaction.atomic
def credit_invoice(invoice: CommissionInvoice, *, by: By, at: datetime) -> CommissionInvoice:
    """Whoever wrote an invoice here takes it back whole by a credit note; its statement can then be invoiced anew."""
    side = "principal" if invoice.origin == SELF_BILLED else "agent"
    contract = _contract_of(invoice.statement, by, side)
    invoice = queries.invoices().get(pk=invoice.pk)
    if invoice.origin == OWN:
        raise Refused("made_elsewhere", _("This invoice was made elsewhere: its credit note is, too."))
    if invoice.credits is not None or hasattr(invoice, "credited_by"):
        raise Refused("credited", REASONS["credited"])
    today = _today(contract, at)
    bill = billing.bill_from(invoice.told)
    place = next_place(contract, today, self_billed=invoice.mandate is not None)
    with translation.override(language_of(contract)):
        note = str(CANCELS) % {"number": invoice.number}
    credit = bill.kind not in billing.CREDITS
    taken = replace(
        bill, number=place["number"], kind=billing.KINDS[credit, invoice.mandate is not None], day=today, due_on=today,
        preceding=(invoice.number, invoice.day), notes=(*bill.notes, note),
    )  # fmt: skip
    row = _keep(contract, invoice.statement, taken, place, by, at, mandate=invoice.mandate, credits=invoice)
    journal.record("commission.invoice_credited", contract, by=by, at=at, invoice=invoice.number, credit=row.number)
    mailing_invoices.invoice_made(row, side=side, by=by, at=at)
    return row


def _invoice(
    contract: Contract, statement: Statement, mandate: Mandate | None, given: Given, by: By, at: datetime
) -> CommissionInvoice:
    today = _today(contract, at)
    verb = "make" if mandate is None else "self_bill"
    if why := invoicing.refusal(verb, queries.facts_of(statement, today)):
        raise Refused(why, REASONS[why])
    place = next_place(contract, today, self_billed=mandate is not None)
    bill = bill_of(contract, statement, place["number"], today, given, self_billed=mandate is not None)
    row = _keep(contract, statement, bill, place, by, at, mandate=mandate)
    facts: dict[str, Any] = {"invoice": row.number, "statement": statement.reference}
    journal.record(f"commission.invoice_{row.origin}", contract, by=by, at=at, **facts)
    mailing_invoices.invoice_made(row, side="agent" if mandate is None else "principal", by=by, at=at)
    return row


def _keep(
    contract: Contract,
    statement: Statement,
    bill: Bill,
    place: dict[str, Any],
    by: By,
    at: datetime,
    *,
    mandate: Mandate | None,
    credits: CommissionInvoice | None = None,
) -> CommissionInvoice:
    """The row and its XML, once the schema and the rules of the standard let it pass; the PDF is a job."""
    xml = facturx.write(bill)
    if not (verdict := examined(xml)).ok:
        rule, says = verdict.faults[0]
        raise Refused("not_valid", RULE % {"rule": rule, "says": says})
    file = files.store(xml, scope=contract, name=f"{bill.number}.xml", media_type=XML, at=at)
    row = CommissionInvoice.objects.create(
        contract=contract, statement=statement, turn=statement.commission_invoices.count() + 1,
        issuer=contract.agent, origin=SELF_BILLED if mandate else MADE, kind=bill.kind, day=bill.day, due_on=bill.due_on,
        currency=bill.currency, net=bill.net, vat=bill.vat, gross=bill.gross, category=bill.tax.category,
        rate=bill.tax.rate, told=bill.as_dict(), xml=file, mandate=mandate, credits=credits, membership=by.membership, at=at,
        **place,
    )  # fmt: skip
    write_invoice.enqueue(str(row.pk))
    return row


def examined(xml: bytes) -> Verdict:
    try:
        return examine_xml(xml)
    except NotExamined as error:
        raise Refused("not_examined", _("The checks of invoices do not answer now: try again in a moment.")) from error


def _contract_of(statement: Statement, by: By, side: str) -> Contract:
    """The locked contract, for somebody who acts for that side."""
    contract = lock(statement.contract_id)
    if side_of(contract, by) != side:
        said = {
            "agent": _("The agent invoices its commission."),
            "principal": _("The principal writes these invoices, under the agent's mandate."),
        }
        raise Forbidden(f"not_the_{side}", said[side])
    return contract


def _today(contract: Contract, at: datetime) -> date:
    """The day of an invoice is the agent's."""
    return clock.day_in(contract.agent.time_zone, at)

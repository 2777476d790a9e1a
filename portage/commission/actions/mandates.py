"""The agent lets the principal write its commission invoices, ends that, and contests one of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..models import CommissionInvoice, Contest, Mandate, MandateEnd
from ..queries import invoices as queries
from ..rules import invoicing
from ..words.billing import REASONS
from . import mailing_invoices

LIVING = {"in_force", "notice_given", "ended"}
LEAST_DAYS, MOST_DAYS = 1, 90


@transaction.atomic
def give_mandate(
    contract: Contract, *, from_day: date, contest_days: int, by: By, at: datetime, until_day: date | None = None
) -> Mandate:
    """The agent's signatory lets the principal write its commission invoices under a contract, from a day on: the agreement
    comes before the invoices (directive 2006/112/EC art. 224). One mandate at a time."""
    contract = lock(contract)
    if side_of(contract, by) != "agent":
        raise Forbidden("not_the_agent", _("The agent gives this mandate."))
    today = clock.day_in(contract.agent.time_zone, at)
    if by.membership is None or not queries.may_mandate(by.membership, contract, today):
        raise Forbidden("not_signatory", REASONS["not_signatory"])
    if contract.status not in LIVING:
        raise Refused("not_begun", _("Commission is earned once the contract is in force."))
    if from_day < today:
        raise Invalid("in_past", _("A mandate begins today or later: it comes before the invoices."), field="from_day")
    if until_day is not None and until_day < from_day:
        raise Invalid("dates_reversed", _("The last day comes before the first."), field="until_day")
    if not LEAST_DAYS <= contest_days <= MOST_DAYS:
        raise Invalid("contest_days", _("Between 1 and 90 days."), field="contest_days")
    _check_alone(contract, from_day)
    row = Mandate.objects.create(
        contract=contract, turn=contract.billing_mandates.count() + 1, from_day=from_day, until_day=until_day,
        contest_days=contest_days, membership=by.membership, at=at,
    )  # fmt: skip
    journal.record("commission.mandate_given", contract, by=by, at=at, from_day=from_day, days=contest_days)
    mailing_invoices.mandate_given(row, by=by, at=at)
    return row


def _check_alone(contract: Contract, from_day: date) -> None:
    """No mandate holds on that day or begins after it."""
    for other in contract.billing_mandates.select_related("end"):
        end = getattr(other, "end", None)
        begins = other.from_day > from_day and (end is None or end.from_day > other.from_day)
        if begins or queries.mandate_holds(other, from_day):
            raise Refused("already_mandated", REASONS["already_mandated"], field="from_day")


@transaction.atomic
def end_mandate(mandate: Mandate, *, from_day: date, by: By, at: datetime, reason: str = "") -> MandateEnd:
    """Either party ends a mandate, from today or a later day on. What was invoiced under it stays."""
    contract = lock(mandate.contract_id)
    side = side_of(contract, by)
    if MandateEnd.objects.filter(mandate=mandate).exists():
        raise Refused("already_ended", _("This mandate is ended already."))
    if from_day < clock.day_in(contract.agent.time_zone, at):
        raise Invalid("in_past", _("It ends today or later: what was invoiced under it stays."), field="from_day")
    row = MandateEnd.objects.create(
        mandate=mandate, from_day=from_day, reason=reason.strip(), membership=by.membership, at=at
    )
    text = {"reason": reason.strip()}
    journal.record("commission.mandate_ended", contract, by=by, at=at, text=text, from_day=from_day)
    mailing_invoices.mandate_ended(row, side=side, by=by, at=at)
    return row


@transaction.atomic
def contest_invoice(invoice: CommissionInvoice, *, reason: str, by: By, at: datetime) -> Contest:
    """The agent contests an invoice that the principal wrote in its name, within the days of the mandate: why. The invoice
    stands until the principal takes it back by a credit note."""
    contract = lock(invoice.contract_id)
    if side_of(contract, by) != "agent":
        raise Forbidden("not_the_agent", _("The agent contests what is written in its name."))
    invoice = queries.invoices().get(pk=invoice.pk)
    if why := why_not_contested(invoice, clock.day_in(contract.agent.time_zone, at)):
        raise Refused(why, REASONS[why])
    if not reason.strip():
        raise Invalid("no_reason", _("Say why: the principal answers your words."), field="reason")
    row = Contest.objects.create(invoice=invoice, reason=reason.strip(), membership=by.membership, at=at)
    text = {"reason": reason.strip()}
    journal.record("commission.invoice_contested", contract, by=by, at=at, text=text, invoice=invoice.number)
    mailing_invoices.invoice_contested(row, by=by, at=at)
    return row


def why_not_contested(invoice: CommissionInvoice, today: date) -> str:
    """Why an invoice is not contested on a day; "" where it is."""
    if invoice.mandate is None:
        return "not_self_billed"
    if hasattr(invoice, "contest"):
        return "contested"
    if hasattr(invoice, "credited_by"):
        return "credited"
    over = today > invoicing.contestable_until(invoice.day, invoice.mandate.contest_days)
    return "contest_over" if over else ""

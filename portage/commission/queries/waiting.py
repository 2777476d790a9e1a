"""Statements that wait for a word of one person's side."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portage.network import access
from portage.network.access import Acting

from ..models import CommissionInvoice
from .invoices import STANDS, holding
from .statements import statements

TO_INVOICE = Q(is_accepted=True, invoiced=False) & ~Q(total=0)
SMALLEST = Decimal("0.0005")  # less than any unit: one database adds decimals as floating point
A_MONTH = timedelta(days=31)
SOON = timedelta(days=14)  # a payment is told so long before its day


def followed(today: date) -> QuerySet[Any]:
    """Statements, with whether an invoice of theirs stands, and whether the principal writes it, under a mandate of that day."""
    standing = CommissionInvoice.objects.filter(STANDS, statement=OuterRef("pk"))
    mandates = holding(today).filter(contract=OuterRef("contract"))
    return statements().annotate(invoiced=Exists(standing), mandated=Exists(mandates))


def for_agent(acting: Acting, *, accepts: bool, invoices: bool, today: date, most: int) -> list[Any]:
    """Of the contracts of this agent: statements to accept or dispute, unless a dispute awaits the principal, and accepted ones
    to be invoiced by the agent; what is payable first comes first. One query."""
    rows = followed(today).filter(contract__agent=acting.organisation)
    nothing = Q(pk__isnull=True)
    young = ~Q(total=0) | Q(
        issued_on__gte=today - A_MONTH
    )  # of which nothing is due: told for a month, then only listed
    to_read = Q(young, is_accepted=False, open_disputes=0) if accepts else nothing
    to_invoice = Q(TO_INVOICE, mandated=False) if invoices else nothing
    return list(access.visible(acting.person, rows.filter(to_read | to_invoice)).order_by("due_on", "pk")[:most])


def for_principal(acting: Acting, *, answers: bool, pays: bool, bills: bool, today: date, most: int) -> list[Any]:
    """Of the contracts of this principal: statements with a dispute to answer, accepted ones that it invoices under a mandate,
    and those to be paid within a fortnight, or late. One query."""
    nothing = Q(pk__isnull=True)
    disputed = Q(open_disputes__gt=0) if answers else nothing
    payable = Q(is_accepted=True, total__gte=F("paid") + SMALLEST, due_on__lte=today + SOON) if pays else nothing
    to_bill = Q(TO_INVOICE, mandated=True) if bills else nothing
    rows = followed(today).filter(disputed | payable | to_bill, contract__principal=acting.organisation)
    return list(access.visible(acting.person, rows).order_by("due_on", "pk")[:most])

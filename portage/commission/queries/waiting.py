"""Statements that wait for a word of one person's side."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from portage.network import access
from portage.network.access import Acting

from ..models import CommissionInvoice
from .statements import statements

SOON = timedelta(days=14)  # a payment is told so long before its day


def for_agent(acting: Acting, *, accepts: bool, invoices: bool, most: int) -> list[Any]:
    """Of the contracts of this agent: statements to accept or dispute, and accepted ones of which no invoice stands; what is
    payable first comes first. One query."""
    standing = CommissionInvoice.objects.filter(
        statement=OuterRef("pk"), credits__isnull=True, credited_by__isnull=True
    )
    rows = statements().annotate(invoiced=Exists(standing)).filter(contract__agent=acting.organisation)
    nothing = Q(pk__isnull=True)
    to_read = Q(is_accepted=False) if accepts else nothing
    to_invoice = Q(is_accepted=True, invoiced=False) & ~Q(total=0) if invoices else nothing
    return list(access.visible(acting.person, rows.filter(to_read | to_invoice)).order_by("due_on", "pk")[:most])


def for_principal(acting: Acting, *, answers: bool, pays: bool, today: date, most: int) -> list[Any]:
    """Of the contracts of this principal: statements with a dispute to answer, and accepted ones that are to be paid within a
    fortnight, or late. One query."""
    nothing = Q(pk__isnull=True)
    disputed = Q(open_disputes__gt=0) if answers else nothing
    payable = Q(is_accepted=True, total__gt=F("paid"), due_on__lte=today + SOON) if pays else nothing
    rows = statements().filter(disputed | payable, contract__principal=acting.organisation)
    return list(access.visible(acting.person, rows).order_by("due_on", "pk")[:most])

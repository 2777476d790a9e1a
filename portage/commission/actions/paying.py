"""What is due is paid: recorded by the principal, read by both."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..models import Settlement, Statement
from .checks import check_sum, exact_sum


@transaction.atomic
def record_payment(
    statement: Statement, *, amount: Decimal, paid_on: date, by: By, at: datetime, note: str = ""
) -> Settlement:
    """The principal records what it paid of a statement on a day; of a statement below zero, what the agent paid back.

    Refused above what is left of the total, and before the period that it pays.
    """
    contract = lock(statement.contract_id)
    if side_of(contract, by) != "principal":
        raise Forbidden("not_the_principal", _("The principal records what it paid."))
    check_sum(amount, statement.currency, field="amount")
    if not statement.first_day <= paid_on <= clock.latest_day(at):
        raise Invalid("paid_when", _("It was paid between the first day of the period and today."), field="paid_on")
    if amount > left_to_settle(statement):
        raise Refused("above_total", _("More than what is left of this statement."), field="amount")
    row = Settlement.objects.create(
        statement=statement, amount=amount, paid_on=paid_on, note=note.strip(), membership=by.membership, at=at
    )
    journal.record(
        "commission.payment_recorded", contract, by=by, at=at, statement=statement.reference, paid_on=paid_on
    )  # fmt: skip
    return row


def left_to_settle(statement: Statement) -> Decimal:
    """What is still to be paid, whichever way."""
    return abs(statement.total) - exact_sum(statement.settlements.all(), "amount")

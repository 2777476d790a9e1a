"""A statement accepted and invoiced under a mandate, as the tests of every address and every verb need one."""

from datetime import datetime

from portage.commission.actions import answering, billing, mandates
from portage.commission.models import CommissionInvoice, Mandate, Statement
from portage.core import clock
from portage.network.models import Organisation
from tests.cast import Cast, by

PL, FR = "PL5260001246", "FR40303265045"


def numbered(cast: Cast) -> None:
    """Both parties have their VAT numbers."""
    Organisation.objects.filter(pk=cast.poland.pk).update(vat=PL)
    Organisation.objects.filter(pk=cast.sme.pk).update(vat=FR)


def invoiced(cast: Cast, statement: Statement, *, at: datetime) -> tuple[CommissionInvoice, Mandate]:
    """Accepted by the agent, which lets the principal write the invoice; the invoice that it writes."""
    numbered(cast)
    contract, agent = statement.contract, by(cast.subsidiary_manager)
    answering.accept_statement(statement, by=agent, at=at)
    today = clock.day_in(cast.poland.time_zone, at)
    mandate = mandates.give_mandate(contract, from_day=today, contest_days=10, by=agent, at=at)
    return billing.self_bill(statement, by=by(cast.director), at=at), mandate

"""Statements of the quarters that are over, accepted and invoiced: by the agent, one under a mandate, one taken back by a credit note."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from contracts.models import Contract
from portage.commission.actions import answering, billing, issuing, mandates, paying
from portage.commission.models import CommissionInvoice, Mandate, Statement
from portage.commission.queries.account import next_period
from portage.commission.queries.terms import AsTheyStood
from portage.core.money import rounded
from portage.core.refusals import Refused

from .afterwards import drop_old_mail
from .orders import TOGETHER, sold
from .shapes import Agreement
from .together import issuing_together
from .told import DIRECTORS, Told

HOUR = time(9, 0, tzinfo=UTC)
AGENTS = ("subsidiary_manager", "portage_manager")
MOST_CONTRACTS = 4
CONTEST_DAYS = 10
WAITS = timedelta(days=100)  # the newest statement of the first contract


@transaction.atomic
def record_invoices(told: Told, agreements: dict[str, Agreement], *, now: datetime) -> None:
    """Under the contracts with most orders: the first has one invoice taken back and written anew, and one to be made; the
    second a mandate. Their e-mails of the past stay unsent."""
    found = [(contract, agreement) for contract, agreement, _customers in sold(told, agreements)]
    found = [(row, agreement) for row, agreement in found if row.orders.exists() and agreement.key != TOGETHER]
    found.sort(key=lambda one: (-one[0].orders.count(), one[0].reference))
    for place, (contract, agreement) in enumerate(found[:MOST_CONTRACTS]):
        Quarters(told, contract, agreement, place, now).tell()
    drop_old_mail(before=now.replace(hour=0, minute=0, second=0, microsecond=0))


@dataclass
class Quarters:
    """The periods of one contract, told one after the other."""

    told: Told
    contract: Contract
    agreement: Agreement
    place: int
    now: datetime

    def tell(self) -> None:
        """Until the last one that has been over for a fortnight: the newest one waits for its statement."""
        while period := next_period(self.contract, AsTheyStood(self.contract)):
            if period.last_day + timedelta(days=14) > self.now.date():
                return
            self.period(period.last_day)

    def period(self, last_day: date) -> None:
        on = last_day + timedelta(days=9)
        newest = last_day + timedelta(days=14 + 92) > self.now.date()
        with issuing_together(self.principal(on)) if newest and not self.place else nullcontext():
            made = issuing.issue_statement(self.contract, last_day=last_day, **self.principal(on))
        for statement in made:
            if statement.total:
                self.after(statement, on)

    def after(self, statement: Statement, on: date) -> None:
        """Accepted three days later, invoiced, paid a fortnight later but for the last one."""
        answering.accept_statement(statement, **self.agent(on + timedelta(days=3)))
        if self.place == 3 or (not self.place and on + WAITS > self.now.date()):
            return  # accepted, and waits for its invoice
        first = not CommissionInvoice.objects.filter(contract=self.contract).exists()
        row = self.invoiced(statement, on + timedelta(days=4))
        if row is None or self.place:
            return
        if first:
            billing.credit_invoice(row, **self.agent(on + timedelta(days=5)))
            self.invoiced(statement, on + timedelta(days=5))
        if statement.total > 0 and (paid_on := on + timedelta(days=18)) < self.now.date():
            paid = rounded(statement.total, statement.currency)
            paying.record_payment(
                statement, amount=paid, paid_on=paid_on, note=f"VIR {statement.reference}", **self.principal(paid_on)
            )
        return

    def invoiced(self, statement: Statement, on: date) -> CommissionInvoice | None:
        """By the agent; under the second contract by the principal, whom the agent's signatory lets do so."""
        try:
            if self.place != 1:
                return billing.make_invoice(statement, **self.agent(on))
            if not Mandate.objects.filter(contract=self.contract).exists():
                mandates.give_mandate(self.contract, from_day=on, contest_days=CONTEST_DAYS, **self.agent(on))
            return billing.self_bill(statement, **self.principal(on))
        except Refused:  # its record lacks what an invoice needs: the statement's page says so
            return None

    def principal(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.principal, DIRECTORS, day)

    def agent(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.agent, AGENTS, day)

    def who(self, org: str, roles: tuple[str, ...], day: date) -> dict[str, Any]:
        """Who acts for that organisation, at nine in the morning of that day."""
        at = min(datetime.combine(day, HOUR), self.now)
        return {"by": self.told.by(org, roles, at), "at": at}

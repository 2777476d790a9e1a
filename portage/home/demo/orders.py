"""A year of orders under the contracts that bind now: recorded, answered, invoiced, paid, credited, disputed, each by its verb on its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from contracts.models import Contract
from portage.commission.models import Invoice
from portage.core.journal import By
from portage.core.models import Message
from portage.core.money import rounded
from portage.fieldwork.actions import on_orders
from portage.fieldwork.actions import orders as verbs
from portage.fieldwork.models import Order
from portage.fieldwork.rules.orders import Item, Terms
from portage.network.models import Customer

from .buyers import BUYERS
from .days import working
from .shapes import Agreement
from .splits import DELIVERED_IN, SHARED, share_orders
from .told import DIRECTORS, Told

TENTH = Decimal("0.1")
SELLERS = ("sales_engineer", "subsidiary_manager")
WHOLE = "isoreva-br"  # tells every course; the others some
MOST_CONTRACTS = 6
TOGETHER = "isoreva-jp"  # of the same SME: its statements are left to be issued together
HOUR = time(10, 0, tzinfo=UTC)
RUNNING = (Contract.Status.IN_FORCE, Contract.Status.NOTICE_GIVEN)
QUESTION, ANSWER = "Quel emballage : fûts de 50 kg ou conteneurs ?", "Des fûts de 50 kg, s'il vous plaît."
DISPUTED = "La remise de 3 % convenue au téléphone manque sur cette facture."


@dataclass(frozen=True)
class Story:
    """An order received so many days ago, and how far it came."""

    days: int
    course: str


STORIES = (
    Story(338, "paid"), Story(301, "paid"), Story(264, "credited"), Story(232, "direct"), Story(199, "paid"),
    Story(171, "refused"), Story(142, "partly"), Story(118, "disputed"), Story(83, "lost"), Story(61, "unpaid"),
    Story(37, "invoiced"), Story(24, "withdrawn"), Story(16, "delivered"), Story(12, "late"), Story(6, "accepted"),
    Story(3, "asked"), Story(1, "waiting"),
)  # fmt: skip


@transaction.atomic
def record_orders(told: Told, agreements: dict[str, Agreement], *, now: datetime) -> None:
    """All courses under one contract, every fourth one under each of the others. Their e-mails of the past stay unsent."""
    found = sorted(sold(told, agreements), key=lambda one: one[1].key != WHOLE)
    others = [one for one in found[MOST_CONTRACTS:] if one[1].key == TOGETHER]
    for number, (contract, agreement, customers) in enumerate(found[:MOST_CONTRACTS] + others):
        for turn, story in enumerate(STORIES):
            if number == 0 or (number + turn) % 4 == 0:
                One(told, contract, agreement, customers[turn % len(customers)], number + turn, now).tell(story)
    share_orders(told, now=now)
    before = now.replace(hour=0, minute=0, second=0, microsecond=0)
    past = Message.objects.filter(status=Message.Status.WAITING, created_at__lt=before)
    past.update(status=Message.Status.DROPPED)


def sold(told: Told, agreements: dict[str, Agreement]) -> Iterator[tuple[Contract, Agreement, list[Customer]]]:
    """The contracts that bind now, whose agent has customers."""
    owners = {buyer.owner for buyer in BUYERS}
    for key, contract in told.contracts.items():
        agreement = agreements.get(key)
        if agreement is None or agreement.agent not in owners or contract.confidential or contract.amends_id:
            continue
        contract.refresh_from_db()
        if contract.status in RUNNING and contract.nature != Contract.Nature.MORAL:
            yield contract, agreement, list(told.orgs[agreement.agent].customers.order_by("name"))


@dataclass
class One:
    """One order of one customer, told day after day; what lies ahead is left out."""

    told: Told
    contract: Contract
    agreement: Agreement
    customer: Customer
    number: int
    now: datetime
    course: str = ""

    def tell(self, story: Story) -> None:
        """Record the order and what followed."""
        self.course = story.course
        day = working(self.now.date() - timedelta(days=story.days))
        if self.contract.first_day is None or day < self.contract.first_day:
            return None
        order = self.direct(day) if story.course == "direct" else self.record(day)
        if story.course in {"waiting", "late", "asked"}:
            return self.ask(order, day) if story.course == "asked" else None
        if story.course in {"refused", "withdrawn"}:
            return self.end(order, day, story.course)
        if story.course != "direct":
            verbs.accept_order(order, on=day + timedelta(days=2), **self.principal(day + timedelta(days=2)))
        return None if story.course == "accepted" else self.after(order, day, story.course)

    def record(self, day: date) -> Order:
        return verbs.record_order(
            self.contract,
            key=uuid4(),
            customer=self.customer,
            terms=self.terms(day),
            items=self.items(),
            **self.agent(day),
        )

    def direct(self, day: date) -> Order:
        return verbs.record_direct_order(
            self.contract, key=uuid4(), customer_name=f"{self.customer.name} Export", city=self.customer.city,
            terms=self.terms(day), items=self.items(), **self.principal(day),
        )  # fmt: skip

    def terms(self, day: date) -> Terms:
        city = self.told.orgs[self.agreement.principal].city or "Lyon"
        wanted = day + timedelta(days=45)
        elsewhere = DELIVERED_IN if self.agreement.key == WHOLE and self.course in SHARED else ""
        file = f"PO-{day:%y%m}-{self.number:02}"
        return Terms(day, self.contract.currency, wanted, "FCA", city, file, delivery_country=elsewhere)

    def items(self) -> list[Item]:
        """One or two products of the contract."""
        lines = self.contract.product_lines.order_by("pk").values_list("product", flat=True)[: 1 + self.number % 2]
        return [
            Item(product, Decimal(200 + 75 * self.number), "kg", Decimal("11.40") + place + Decimal(self.number) / 4)
            for place, product in enumerate(lines)
        ]

    def ask(self, order: Order, day: date) -> None:
        on_orders.remark_on_order(order, text=QUESTION, **self.principal(day))

    def end(self, order: Order, day: date, course: str) -> None:
        if course == "refused":
            why = "Pas de stock avant le trimestre prochain : nous proposons une livraison partielle."
            verbs.refuse_order(order, reason=why, **self.principal(day + timedelta(days=3)))
        else:
            why = "Le client a changé d'avis avant la réponse."
            verbs.withdraw_order(order, reason=why, **self.agent(day + timedelta(days=1)))

    def after(self, order: Order, day: date, course: str) -> None:
        """Delivered, invoiced, paid, or not."""
        if course == "disputed":
            on_orders.remark_on_order(order, text=QUESTION, **self.principal(day + timedelta(days=2)))
            on_orders.remark_on_order(order, text=ANSWER, **self.agent(day + timedelta(days=3)))
        on = day + timedelta(days=10)
        on_orders.deliver(order, on=on, says=f"CMR {on:%m%d}", **self.principal(on))
        if course == "delivered":
            return
        invoice = self.invoice(order, day + timedelta(days=12))
        if course in {"paid", "direct", "partly", "credited"}:
            self.pay(order, invoice, day + timedelta(days=52), "0.6" if course == "partly" else "1")
        if course == "disputed":
            told = self.agent(day + timedelta(days=20))
            on_orders.dispute_order(order, about=invoice.number, text=DISPUTED, **told)
        if course == "lost":
            proof = "Jugement d'ouverture de liquidation judiciaire"
            lost = day + timedelta(days=70)
            on_orders.declare_lost(
                order, invoice=invoice, source=uuid4(), day=lost, proof=proof, **self.principal(lost)
            )

    def invoice(self, order: Order, day: date) -> Invoice:
        items = order.items.select_related("product")
        return on_orders.declare_invoice(
            order, source=uuid4(), number=f"F{day:%y%m}-{self.number:03}", day=day, due_on=day + timedelta(days=45),
            lines={item.product: item.net for item in items}, **self.principal(day),
        )  # fmt: skip

    def pay(self, order: Order, invoice: Invoice, day: date, share: str) -> None:
        """The share that the customer paid; a credit note takes a tenth before, for goods that came damaged."""
        amount = invoice.total
        if share == "1" and self.is_damaged:
            lines = {
                line.product: rounded(line.base * TENTH, order.currency)
                for line in invoice.lines.select_related("product")
            }
            note = on_orders.declare_credit(
                order, invoice=invoice, source=uuid4(), number=f"A{day:%y%m}-{self.number:03}", day=day, lines=lines,
                cause="principal", reason="Un fût endommagé au transport", **self.principal(day),
            )  # fmt: skip
            amount -= note.total
        paid = rounded(amount * Decimal(share), order.currency)
        told = self.principal(day)
        on_orders.declare_payment(order, invoice=invoice, source=uuid4(), amount=paid, paid_on=day, **told)

    @property
    def is_damaged(self) -> bool:
        return self.number % 3 == 2

    def principal(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.principal, DIRECTORS, day)

    def agent(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.agent, SELLERS, day)

    def who(self, org: str, roles: tuple[str, ...], day: date) -> dict[str, Any]:
        """Who acts for that organisation, at ten in the morning of that day."""
        at = min(datetime.combine(day, HOUR), self.now)
        by: By = self.told.by(org, roles, at)
        return {"by": by, "at": at}

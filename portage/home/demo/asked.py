"""A year between needs and orders under the contracts that bind now: prices, needs, samples, quotes, complaints, each by its verb."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.models import Message
from portage.fieldwork.actions.orders import accept_order
from portage.fieldwork.rules.orders import Item
from portage.needs.actions.answering import answer, close_complaint, translate, withdraw, write
from portage.needs.actions.opening import ask_need, forward_complaint
from portage.needs.actions.pricing import write_price
from portage.needs.actions.quoting import give_quote, order_quote
from portage.needs.actions.sampling import receive_sample, send_sample, tell_trial
from portage.needs.models import Matter
from portage.needs.rules.asked import Fault, Parcel, Prices, Wish
from portage.needs.rules.quoting import Offer
from portage.network.models import Customer

from .asked_told import COMPLAINTS, NEEDS, QUOTES, Ask, Complain, Offered
from .days import working
from .orders import MOST_CONTRACTS, SELLERS, WHOLE, sold
from .shapes import Agreement
from .told import DIRECTORS, Told

HOUR = time(9, 30, tzinfo=UTC)
FLOOR, LIST, REVISED = Decimal("11.20"), Decimal("13.40"), Decimal("11.80")
DELIVERED = "FCA"


@transaction.atomic
def record_asked(told: Told, agreements: dict[str, Agreement], *, now: datetime) -> None:
    """All stories under one contract, every fourth one under each of the others. Their e-mails of the past stay unsent."""
    found = sorted(sold(told, agreements), key=lambda one: one[1].key != WHOLE)
    for number, (contract, agreement, customers) in enumerate(found[:MOST_CONTRACTS]):
        year = Year(told, contract, agreement, customers, number, now)
        year.price()
        stories: tuple[Ask | Offered | Complain, ...] = (*NEEDS, *QUOTES, *COMPLAINTS)
        for turn, story in enumerate(stories):
            if number == 0 or (number + turn) % 4 == 0:
                year.tell(story, turn)
    before = now.replace(hour=0, minute=0, second=0, microsecond=0)
    Message.objects.filter(status=Message.Status.WAITING, created_at__lt=before).update(status=Message.Status.DROPPED)


@dataclass
class Year:
    """The year of one contract; what lies before it is left out."""

    told: Told
    contract: Contract
    agreement: Agreement
    customers: list[Customer]
    number: int
    now: datetime

    def tell(self, story: Ask | Offered | Complain, turn: int) -> None:
        """What was asked, and what followed."""
        day, customer = self.day(story.days), self.customers[turn % len(self.customers)]
        if self.contract.first_day is None or day < self.contract.first_day:
            return
        if isinstance(story, Ask):
            self.need(story, day, customer, turn)
        elif isinstance(story, Offered):
            self.quote(story, day, customer)
        else:
            self.complaint(story, day, customer)

    def price(self) -> None:
        """Written when the year began, or the contract; raised four months ago; one that is to come."""
        first = max(self.day(330), self.contract.first_day or self.day(330))
        raised = max(self.day(120), first)
        for place, product in enumerate(self.products()):
            for country in self.countries():
                self.write(product, country, first, FLOOR + place, LIST + place)
                self.write(product, country, raised, REVISED + place, LIST + 1 + place, payment_days=60)
        coming = self.now.date() + timedelta(days=40)
        self.write(self.products()[0], self.countries()[0], coming, REVISED + 1, LIST + 2, on=self.day(5), minimum=Decimal(100), note="Hausse de la matière première.")  # fmt: skip

    def write(self, product: Product, country: str, first: date, floor: Decimal, usual: Decimal, *, on: date | None = None, **more: Any) -> None:  # fmt: skip
        prices = Prices(product.pk, country, self.contract.currency, "kg", floor, usual, first, **more)
        write_price(self.contract, key=uuid4(), prices=prices, **self.principal(on or first))

    def need(self, story: Ask, day: date, customer: Customer, turn: int) -> None:
        product = self.products()[turn % len(self.products())]
        wish = Wish(product.pk, story.quantity, "kg" if story.quantity else "", None, "", None, bool(story.trial))
        asked = ask_need(
            self.contract, key=uuid4(), text=story.text, language="en", wish=wish, customer=customer if story.named else None,
            **self.agent(day),
        )  # fmt: skip
        if story.french:
            translate(asked.thread.get(), language="fr", text=story.french, **self.principal(day))
        self.answered(asked, story.course, story.reply, day, story.after)
        if story.trial:
            self.sample(asked, product, story, day + timedelta(days=story.after))

    def answered(self, matter: Matter, course: str, reply: str, day: date, after: int) -> None:
        """Yes or no, a question, taken back, or nothing yet."""
        on = day + timedelta(days=after)
        if course == "withdrawn":
            withdraw(matter, text=reply, language="en", **self.agent(on))
        elif course == "asked":
            answer(matter, answer="question", text=reply, language="fr", **self.principal(on))
        elif course in {"yes", "no", "agreed", "declined"}:
            answer(matter, answer=course, text=reply, language="fr", **self.principal(on))

    def sample(self, need: Matter, product: Product, story: Ask, day: date) -> None:
        """Sent the day after the answer, received a week later, tried when there was a result."""
        lot = f"L{day:%y%m}-{self.number:02}"
        parcel = Parcel(
            product.pk, lot, Decimal(2), "kg", self.past(day + timedelta(days=1)), f"DHL {day:%m%d}77{self.number:02}"
        )
        sent = send_sample(self.contract, key=uuid4(), parcel=parcel, need=need, **self.principal(parcel.sent_on))
        if story.trial == "sent":
            return
        there = self.past(parcel.sent_on + timedelta(days=7))
        receive_sample(sent, on=there, **self.agent(there))
        if story.trial != "received":
            tried = self.past(there + timedelta(days=10))
            told = {"result": story.trial, "text": story.tried, "language": "en", **self.agent(tried)}
            tell_trial(sent, key=uuid4(), on=tried, **told)

    def quote(self, story: Offered, day: date, customer: Customer) -> None:
        product, place = self.products()[0], self.told.orgs[self.agreement.principal].city or "Lyon"
        price = (LIST if story.price == "list" else FLOOR if story.price == "floor" else FLOOR - 2) + Decimal("0.6")
        offer = Offer(
            self.countries()[0], self.contract.currency, day + timedelta(days=story.holds), 45, DELIVERED, place,
            "Delivery within six weeks of the order.",
        )  # fmt: skip
        asks: dict[str, Any] = {"ask": True, "text": story.text, "language": "en"} if story.text else {}
        quote = give_quote(
            self.contract, key=uuid4(), customer=customer, offer=offer, items=[Item(product.pk, Decimal(story.quantity), "kg", price)],
            **asks, **self.agent(day),
        )  # fmt: skip
        self.answered(quote, story.course, story.reply, day, 3)
        if story.course == "ordered":
            on = day + timedelta(days=6)
            order = order_quote(quote, file=f"PO-{on:%y%m}-Q{self.number}", **self.agent(on))
            accept_order(order, on=on + timedelta(days=1), **self.principal(on + timedelta(days=1)))

    def complaint(self, story: Complain, day: date, customer: Customer) -> None:
        product = self.products()[0]
        order = self.contract.orders_taken.filter(customer=customer, status="accepted", received_on__lt=day).last()
        fault = Fault(day, order.pk if order else None, product.pk, f"L{day:%y%m}-11")
        matter = forward_complaint(
            self.contract,
            key=uuid4(),
            text=story.text,
            language="en",
            fault=fault,
            customer=customer,
            **self.agent(day),
        )
        on = day + timedelta(days=4)
        if story.question:
            answer(
                matter, answer="question", text=story.question, language="fr", **self.principal(day + timedelta(days=1))
            )
            write(matter, text="Photos follow tonight.", language="en", **self.agent(day + timedelta(days=2)))
        if story.remedy or story.refused:
            kind = "accepted" if story.remedy else "refused"
            answer(matter, answer=kind, remedy=story.remedy, text=story.refused, language="fr", **self.principal(on))
        if story.closed:
            close_complaint(matter, text=story.closed, language="en", **self.agent(on + timedelta(days=20)))

    def products(self) -> list[Product]:
        lines = self.contract.product_lines.select_related("product").order_by("pk")
        return [line.product for line in lines[:2]]

    def countries(self) -> list[str]:
        """Of the territory; the one of the agent's customers first."""
        codes = [str(code) for code in self.contract.territory_lines.order_by("pk").values_list("country", flat=True)]
        theirs = str(self.customers[0].country)
        return sorted(codes, key=lambda code: code != theirs)[:3]

    def day(self, days: int) -> date:
        return working(self.now.date() - timedelta(days=days))

    def past(self, day: date) -> date:
        return min(day, self.now.date())

    def principal(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.principal, DIRECTORS, day)

    def agent(self, day: date) -> dict[str, Any]:
        return self.who(self.agreement.agent, SELLERS, day)

    def who(self, org: str, roles: tuple[str, ...], day: date) -> dict[str, Any]:
        """Who acts for that organisation, in the morning of that day."""
        at = min(datetime.combine(day, HOUR), self.now)
        return {"by": self.told.by(org, roles, at), "at": at}

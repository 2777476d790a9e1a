"""Sales as tests tell them: one contract in force, everything by the director of the SME unless told otherwise."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from contracts.models import Contract
from portage.commission.actions import answering, issuing, telling
from portage.commission.models import CreditNote, Dispute, Invoice, LostDebt, Order, Payment, Statement
from tests.cast import Cast, by, in_force

BEGUN = datetime(2024, 3, 1, 9, tzinfo=UTC)


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def running(cast: Cast, **over) -> Contract:
    """In force since 1 March 2024, six per cent, earned when the customer pays, quarterly, French law."""
    return in_force(cast, [BEGUN], **over)


class Sales:
    """Tells facts of one contract; each has a source of its own unless one is given."""

    def __init__(self, cast: Cast, contract: Contract) -> None:
        self.cast, self.contract = cast, contract
        self.numbers = 0

    def lines(self, given) -> dict:
        """A sum is of the first product; several are of the first ones."""
        sums = given if isinstance(given, list) else [given]
        return {product: Decimal(net) for product, net in zip(self.cast.products, sums, strict=False)}

    def number(self, letter: str) -> str:
        self.numbers += 1
        return f"{letter}-{self.numbers}"

    def order(self, net, day: str, *, source: UUID | None = None, **over) -> Order:
        told = {
            "source": source or uuid4(), "reference": self.number("O"), "customer": "Kosmetyka Wisła", "city": "Płock",
            "currency": "EUR", "lines": self.lines(net), "received_on": date.fromisoformat(day),
            "accepted_on": date.fromisoformat(day), "by": by(self.cast.director), "at": noon("2026-11-30"),
        }  # fmt: skip
        return telling.tell_order(self.contract, **told | over)

    def invoice(self, order: Order, base, day: str, due: str, **over) -> Invoice:
        told = {
            "source": uuid4(), "number": self.number("F"), "day": date.fromisoformat(day),
            "due_on": date.fromisoformat(due), "currency": order.currency, "lines": self.lines(base),
            "by": by(self.cast.director), "at": noon("2026-11-30"),
        }  # fmt: skip
        return telling.tell_invoice(order, **told | over)

    def payment(self, invoice: Invoice, amount, day: str, **over) -> Payment:
        told = {"source": uuid4(), "amount": Decimal(amount), "paid_on": date.fromisoformat(day)}
        return telling.tell_payment(invoice, **told | {"by": by(self.cast.director), "at": noon("2026-11-30")} | over)

    def credit(self, invoice: Invoice, net, day: str, cause: str = "customer", **over) -> CreditNote:
        told = {
            "source": uuid4(), "number": self.number("AV"), "day": date.fromisoformat(day), "lines": self.lines(net),
            "cause": cause, "by": by(self.cast.director), "at": noon("2026-11-30"),
        }  # fmt: skip
        return telling.tell_credit(invoice, **told | over)

    def lost(self, invoice: Invoice, day: str, **over) -> LostDebt:
        told = {"source": uuid4(), "day": date.fromisoformat(day), "proof": "notice of the court of Lublin"}
        return telling.tell_lost(invoice, **told | {"by": by(self.cast.director), "at": noon("2026-11-30")} | over)

    def sold(self, net, ordered: str, invoiced: str, due: str, paid: str = "", **over) -> Invoice:
        """Ordered, invoiced whole, and paid whole where a day is given."""
        invoice = self.invoice(self.order(net, ordered, **over), net, invoiced, due)
        if paid:
            self.payment(invoice, invoice.total, paid)
        return invoice

    def issue(self, last_day: str, *, at: datetime | None = None) -> Statement:
        """The one statement of a period."""
        (made,) = issuing.issue_statement(
            self.contract, last_day=date.fromisoformat(last_day), by=by(self.cast.director), at=at or noon("2026-11-30")
        )
        return made


def stated_and_disputed(cast: Cast, contract: Contract, *, at: datetime) -> tuple[Statement, Dispute]:
    """A statement of the second quarter of 2024 with one earned line, which the agent disputes."""
    sales = Sales(cast, contract)
    sales.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
    statement = sales.issue("2024-06-30", at=at)
    expects = {"reason": "a composition, not an extract", "rate": Decimal("0.08")}
    dispute = answering.dispute_line(statement.lines.get(number=1), **expects, by=by(cast.subsidiary_manager), at=at)
    return statement, dispute


def told_of(statement: Statement) -> list[tuple]:
    """(section, base, rate, amount, why) of each line."""
    rows = statement.lines.order_by("number")
    return [(row.section, row.base, row.rate, row.amount, row.why) for row in rows]

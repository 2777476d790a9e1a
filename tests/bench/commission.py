"""A statement of 10 000 accruals, computed and frozen.

A year's orders of one contract under tiers of yearly sales, each invoiced and paid; half of them in another currency.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse

from tests.measure import Row

ACCRUALS, SECONDS = 10_000, 5
FIRST, AT = date(2024, 4, 1), datetime(2024, 7, 3, 9, tzinfo=UTC)


def rows() -> Iterator[Row]:
    from portage.commission.actions.issuing import issue_statement
    from portage.core.journal import PORTAGE

    contract = load()
    reverse("commission:statements")  # the addresses are read once by a process, not by its first statement
    started = time.perf_counter()
    (made,) = issue_statement(contract, last_day=date(2024, 6, 30), by=PORTAGE, at=AT)
    spent = time.perf_counter() - started
    lines = made.lines.count()
    if lines < ACCRUALS or made.total != sum(made.lines.values_list("amount", flat=True)):
        raise RuntimeError(f"{lines} lines, or a total that is not their sum")
    yield {"name": f"commission: a statement of {lines} lines", "value": round(spent, 2), "unit": "s", "goal": SECONDS}


def load():
    """The contract with its facts, in bulk; three tiers, so that some sums are cut at a bound."""
    from portage.commission.models import ExchangeRate, Invoice, InvoiceLine, Order, OrderLine, Payment
    from tests.commission.proof import World
    from tests.commission.stories import Story

    rates = {("PLN", FIRST + timedelta(days=day)): 2331 + day for day in range(91)}
    general = [(500_000, 6000), (2_000_000, 5000), (None, 4000)]
    world = World()
    contract = world.contract(Story("EUR", "paid", True, True, 6000, general, [], [], None, rates))
    product, known = world.products[0], {"digest": "0" * 64, "at": AT}
    orders, invoices, lines, billed, paid = [], [], [], [], []
    for number in range(ACCRUALS):
        day = FIRST + timedelta(days=number % 90)
        currency, net = "PLN" if number % 2 else "EUR", Decimal(number % 997 + 1) + Decimal("0.37")
        order = Order(
            contract=contract, source=uuid4(), reference=f"O-{number}", customer=f"Customer {number % 300}", city="Lublin",
            currency=currency, received_on=day, accepted_on=day, **known,
        )  # fmt: skip
        invoice = Invoice(
            order=order,
            source=uuid4(),
            number=f"F-{number}",
            day=day,
            due_on=day + timedelta(days=60),
            total=net,
            **known,
        )
        orders.append(order)
        invoices.append(invoice)
        lines.append(OrderLine(order=order, product=product, net=net))
        billed.append(InvoiceLine(invoice=invoice, product=product, base=net))
        paid.append(Payment(invoice=invoice, source=uuid4(), amount=net, paid_on=day, **known))
    for model, made in (
        (Order, orders),
        (OrderLine, lines),
        (Invoice, invoices),
        (InvoiceLine, billed),
        (Payment, paid),
    ):
        model.objects.bulk_create(made, batch_size=1000)
    assert ExchangeRate.objects.filter(contract=contract).count() == len(rates)
    return contract

"""A quarter's statements for 10 000 contracts, asked for at once and issued by one worker, one after the other.

Each contract has an order that is invoiced and paid in the quarter. The papers are other jobs, made afterwards: one of them
is timed, so that a reader can tell how long all of them take.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from tests.measure import Row

CONTRACTS, SECONDS, PAPERS = 10_000, 600, 20
FIRST, LAST = date(2024, 4, 1), date(2024, 6, 30)
AT = datetime(2024, 7, 3, 9, tzinfo=UTC)


def rows() -> Iterator[Row]:
    from django.test import Client
    from django.urls import reverse

    from portage.commission.actions.together import issue_some, issue_together
    from portage.commission.models import BatchOutcome, Statement
    from portage.commission.pages.together import over
    from portage.network import access
    from tests.cast import by, make_cast

    cast = make_cast()
    load(cast)
    person = cast.director.person
    access.act(person, cast.director)
    started = time.perf_counter()
    found = over(person, cast.sme.pk, AT)
    batch = issue_together([(row["contract"], row["last_day"]) for row in found], by=by(cast.director), at=AT)
    yield told("finding and asking for all", time.perf_counter() - started, "s")
    client = Client()
    client.force_login(person)
    started = time.perf_counter()
    for first in range(0, CONTRACTS, 50):
        issue_some(batch.pk, first, first + 50, at=AT)
    spent = time.perf_counter() - started
    if (issued := BatchOutcome.objects.filter(refusal="").count()) != CONTRACTS or Statement.objects.count() != issued:
        raise RuntimeError(f"{issued} statements of {CONTRACTS}")
    yield told("the statements of all, by one worker", spent, "s", SECONDS)
    started = time.perf_counter()
    page = client.get(reverse("commission:batch_progress", args=[batch.pk]))
    if page.status_code != 200:
        raise RuntimeError(f"the progress answers {page.status_code}")
    yield told("the progress of all, asked for by the page", (time.perf_counter() - started) * 1000, "ms")
    yield told("the paper of one", paper_seconds(), "s")


def told(what: str, value: float, unit: str, goal: float | None = None) -> Row:
    return {"name": f"quarter: {CONTRACTS} contracts: {what}", "value": round(value, 2), "unit": unit, "goal": goal}


def paper_seconds() -> float:
    """The mean of some."""
    from portage.commission.actions.paperwork import make_paper
    from portage.commission.models import Statement

    some = list(Statement.objects.values_list("pk", flat=True)[: PAPERS + 1])
    make_paper(str(some[0]), at=AT)
    started = time.perf_counter()
    for pk in some[1:]:
        make_paper(str(pk), at=AT)
    return (time.perf_counter() - started) / PAPERS


def load(cast: Any) -> None:
    """The contracts of one SME with their facts, in bulk."""
    from contracts.models import Contract, ProductLine
    from portage.commission.models import Invoice, InvoiceLine, Order, OrderLine, Payment
    from portage.network import access

    product, known = cast.products[0], {"digest": "0" * 64, "at": AT}
    contracts = [
        Contract(
            reference=f"PC-Q{number}", principal=cast.sme, agent=cast.poland, group=cast.group, nature="moral",
            status="in_force", created_at=AT, first_day=date(2024, 1, 1), law="FR", exclusive=False,
            commission_rate=Decimal("0.06"), commission_event="paid", currency="EUR", statement_months=3,
        )
        for number in range(CONTRACTS)
    ]  # fmt: skip
    orders = [
        Order(
            contract=contract, source=uuid4(), reference=f"O-{number}", customer="Kosmetyka", city="Lublin",
            currency="EUR", received_on=FIRST, accepted_on=FIRST, **known,
        )
        for number, contract in enumerate(contracts)
    ]  # fmt: skip
    net = Decimal("1560.00")
    invoices = [
        Invoice(order=order, source=uuid4(), number=f"F-{n}", day=FIRST, due_on=LAST, total=net, **known)
        for n, order in enumerate(orders)
    ]
    made: tuple[tuple[Any, list[Any]], ...] = (
        (Contract, contracts),
        (ProductLine, [ProductLine(contract=contract, product=product) for contract in contracts]),
        (Order, orders),
        (OrderLine, [OrderLine(order=order, product=product, net=net) for order in orders]),
        (Invoice, invoices),
        (InvoiceLine, [InvoiceLine(invoice=one, product=product, base=net) for one in invoices]),
        (Payment, [Payment(invoice=one, source=uuid4(), amount=net, paid_on=LAST, **known) for one in invoices]),
    )
    for model, rows_of in made:
        model.objects.bulk_create(rows_of, batch_size=1000)
    circles = [access.circle(cast.sme), access.circle(cast.poland)]
    access.bulk_share((contract, circle) for contract in contracts for circle in circles)

"""What the tests of orders begin with: an order of one customer, recorded by the sales engineer."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from contracts.models import Contract
from portage.fieldwork.actions.on_orders import declare_invoice
from portage.fieldwork.actions.orders import accept_order, record_order
from portage.fieldwork.models import Order
from portage.fieldwork.rules.orders import Item, Terms
from portage.network.models import Customer, Membership
from tests.cast import Cast, by

RECEIVED = date(2024, 4, 11)  # a Thursday
DAY = datetime(2024, 4, 12, 9, 0, tzinfo=UTC)
LATER = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)


def item(cast: Cast, **over) -> Item:
    facts = {"product": cast.products[0].pk, "quantity": Decimal("400"), "unit": "kg", "price": Decimal("14.205")}
    return Item(**facts | over)


def terms(**over) -> Terms:
    facts = {"received_on": RECEIVED, "currency": "EUR", "incoterm": "FCA", "place": "Lyon", "file": "KW-2024-118"}
    return Terms(**facts | over)


def recorded(
    cast: Cast, contract: Contract, customer: Customer, *, who: Membership | None = None, key: UUID | None = None,
    items: list[Item] | None = None, at: datetime = DAY, **over,
) -> Order:  # fmt: skip
    lines = [item(cast)] if items is None else items
    return record_order(
        contract, key=key or uuid4(), customer=customer, terms=terms(**over), items=lines,
        by=by(who or cast.sales_engineer), at=at,
    )  # fmt: skip


def accepted(cast: Cast, contract: Contract, customer: Customer, **over) -> Order:
    order = recorded(cast, contract, customer, **over)
    accept_order(order, by=by(cast.director), at=DAY)
    order.refresh_from_db()
    return order


def invoiced(
    cast: Cast, order: Order, net: Decimal = Decimal("5682"), *, number: str = "F-1", source: UUID | None = None
):
    return declare_invoice(
        order, source=source or uuid4(), number=number, day=date(2024, 5, 2), due_on=date(2024, 6, 1),
        lines={cast.products[0]: net}, by=by(cast.director), at=LATER,
    )  # fmt: skip

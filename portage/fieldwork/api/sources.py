"""How programs name what they tell of: their own identifiers, our references, numbers and codes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portage.catalogue.models import Product
from portage.core.refusals import Invalid

from ..models import Order
from ..queries.orders import products_of
from ..words.refusals import REFUSALS


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def source_of(principal: Any, kind: str, text: str) -> UUID:
    """The identifier under which commission keeps what a program calls `text`: the same for the same principal and kind."""
    return uuid_of(text) or uuid5(NAMESPACE_URL, f"portage:{principal}:{kind}:{text.strip()}")


def invoice_of(invoices: Sequence[Any], named: str) -> Any:
    """The invoice of an order by its identifier or its number."""
    found = [one for one in invoices if str(one.pk) == named.lower() or one.number == named.strip()]
    if not found:
        raise Invalid("foreign_invoice", REFUSALS["foreign_invoice"], field="invoice")
    return found[0]


def amounts_of(order: Order, lines: Iterable[dict[str, Any]]) -> dict[Product, Decimal]:
    """The net amount of each product, named by its identifier or its owner's code; one that stands twice is summed."""
    known: dict[str, Product] = {}
    for product in products_of(order.contract):
        known[str(product.pk)] = product
        known.setdefault(product.code, product)
    found: dict[Product, Decimal] = {}
    for number, line in enumerate(lines):
        meant = known.get(line["product"].lower()) or known.get(line["product"])
        if meant is None or not line["product"]:
            raise Invalid("foreign_product", REFUSALS["foreign_product"], field=f"lines.{number}.product")
        found[meant] = found.get(meant, Decimal(0)) + line["net"]
    return found

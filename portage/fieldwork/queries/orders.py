"""Orders: what a door starts from before `access` narrows it to what a person may see."""

from django.db.models import QuerySet

from ..models import Order

# What waits longest comes first, then the newest.
ORDERS = {
    "received_on": ("-received_on", "-pk"),
    "answer_by": ("answer_by", "pk"),
    "customer": ("customer_name", "-received_on", "-pk"),
    "total": ("-total", "-pk"),
}


def orders() -> QuerySet[Order]:
    """Orders with what a line of the list says of them."""
    return Order.objects.select_related(
        "contract__principal", "contract__agent", "membership__person", "membership__organisation"
    ).order_by("-received_on", "-pk")

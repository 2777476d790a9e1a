"""Price instructions: those that count on a day, and all that were ever written."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Instruction
from ..rules.quoting import Priced

ORDERS = {
    "at": ("-at", "-pk"),
    "country": ("country", "product__family", "-at", "-pk"),
    "valid_until": ("valid_until", "-pk"),
}


def instructions() -> QuerySet[Instruction]:
    """Instructions with what a line of the list says of them."""
    return Instruction.objects.select_related(
        "contract__principal", "contract__agent", "product", "membership__person"
    ).order_by("-at", "-pk")


def counting(found: QuerySet[Instruction], today: date) -> QuerySet[Instruction]:
    """Those that count today: begun, not ended, and no later one has begun for the same product and country."""
    later = Instruction.objects.filter(
        contract=OuterRef("contract"), product=OuterRef("product"), country=OuterRef("country"),
        number__gt=OuterRef("number"), valid_from__lte=today,
    )  # fmt: skip
    open_now = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    return found.filter(open_now, ~Exists(later), valid_from__lte=today)


def in_view(found: QuerySet[Instruction], view: str, today: date) -> QuerySet[Instruction]:
    """Those that count today, those that are still to come, or all."""
    if view == "to_come":
        return found.filter(valid_from__gt=today)
    return found if view == "all" else counting(found, today)


def priced(found: Iterable[Instruction]) -> list[Priced]:
    """Instructions as the rule reads them."""
    return [
        Priced(
            number=one.number, product=one.product_id, country=str(one.country), currency=one.currency, unit=one.unit,
            floor=one.floor, valid_from=one.valid_from, valid_until=one.valid_until, minimum=one.minimum,
            payment_days=one.payment_days, incoterm=one.incoterm,
        )
        for one in found
    ]  # fmt: skip

"""The principal writes at which prices its agent may offer: a later instruction replaces, none is changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.fieldwork.models import Incoterm

from ..models import Instruction
from ..rules.asked import Prices
from ..words.refusals import REFUSALS
from . import telling
from .checking import check_all, check_product, is_amount, line, open_contract, optional_words

MOST_DAYS = 365  # to pay


@transaction.atomic
def write_price(contract: Contract, *, key: UUID, prices: Prices, by: By, at: datetime) -> Instruction:
    """The principal writes the prices of one product in one country of the territory: from their first day on they replace what
    it wrote before for the same product and country. The same `key` again is the same instruction."""
    contract = open_contract(contract, by, "principal")
    if known := Instruction.objects.filter(membership=by.membership, key=key).first():
        if _told(known) != _cleaned(prices):
            raise Refused("asked_otherwise", REFUSALS["asked_otherwise"])
        return known
    check_product(prices.product, contract)
    check_all(_wrong(contract, prices, at))
    try:
        with transaction.atomic():
            made = Instruction.objects.create(
                contract=contract, number=contract.instructions.count() + 1, key=key, membership=by.membership, at=at,
                **_cleaned(prices),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("asked_otherwise", REFUSALS["asked_otherwise"]) from None
    journal.record("needs.price_written", made, by=by, at=at, country=prices.country)
    telling.priced(made, contract, at=at)
    return made


def _cleaned(prices: Prices) -> dict[str, Any]:
    told = {**vars(prices), "unit": line(prices.unit, "unit", 20), "note": optional_words(prices.note, "note", 2000)}
    return {"product_id": told.pop("product"), **told}


def _told(known: Instruction) -> dict[str, Any]:
    """What a kept instruction says, as `_cleaned` tells it."""
    names = [name for name in Prices.__dataclass_fields__ if name != "product"]
    return {
        "product_id": known.product_id,
        **{name: getattr(known, name) for name in names},
        "country": str(known.country),
    }


def _wrong(contract: Contract, prices: Prices, at: datetime) -> list[tuple[str, str, bool]]:
    countries = {str(code) for code in contract.territory_lines.values_list("country", flat=True)}
    amounts = is_amount(prices.floor) and is_amount(prices.list_price)
    until = prices.valid_until
    return [
        ("country", "not_in_territory", prices.country not in countries),
        ("currency", "no_currency", not prices.currency),
        ("unit", "no_unit", not prices.unit.strip()),
        ("floor", "not_an_amount", not amounts),
        ("floor", "floor_above_list", amounts and prices.floor > prices.list_price),
        ("minimum", "not_an_amount", prices.minimum is not None and not is_amount(prices.minimum)),
        ("valid_until", "ends_before", until is not None and until < prices.valid_from),
        ("valid_until", "ended_already", until is not None and until < clock.day_in(contract.time_zone, at)),
        ("payment_days", "payment_days", prices.payment_days is not None and not 0 <= prices.payment_days <= MOST_DAYS),
        ("incoterm", "unknown_incoterm", bool(prices.incoterm) and prices.incoterm not in Incoterm.values),
    ]

"""Contracts in force and in numbers, for the tests of the pages that list."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle

from contracts.models import Contract, ProductLine, TerritoryLine
from portage.core import references as made_up
from portage.network import access
from tests.cast import AT, in_force
from tests.contracts.door import noon


def running(cast, day: str = "2026-11-21", **over) -> Contract:
    """A contract in force since 2024-03-01, its daily run done up to `day`."""
    return in_force(cast, [noon("2024-03-01"), noon(day)], **over)


def copies(cast, count: int, *, next_day: Sequence[str | None] = ("2026-11-30",), **over) -> list[Contract]:
    """Rows for lists, without history: in force with these last days for notice in turn; None: drafts."""
    made = [_row(cast, day, **over) for day, _n in zip(cycle(next_day), range(count), strict=False)]
    Contract.objects.bulk_create(made)
    ProductLine.objects.bulk_create(
        ProductLine(contract=row, product=product) for row in made for product in cast.products
    )
    TerritoryLine.objects.bulk_create(
        TerritoryLine(contract=row, country=code) for row in made for code in ("PL", "CZ")
    )
    circles = [access.circle(party) for party in (made[0].principal, made[0].agent, made[0].group)]
    access.bulk_share((row, circle) for row in made for circle in circles)
    return made


def _row(cast, day: str | None, **over) -> Contract:
    dates = {}
    if day:
        last = date.fromisoformat(day)
        dates = {
            "status": "in_force",
            "term_number": 3,
            "last_notice_day": last,
            "next_day": last,
            "next_kind": "notice",
            "term_last_day": last + timedelta(days=90),
        }
    facts = {
        "principal": cast.sme,
        "agent": cast.poland,
        "group": cast.group,
        "created_at": AT,
        "first_day": date(2024, 3, 1),
        "reference": made_up.make("PC"),
    }
    return Contract(**{**facts, **dates, **over})


def references(response) -> list[str]:
    """The references of the lines of a page, in their order."""
    return [row.reference for row in response.context["page"].rows]

"""What the access layer costs a list page: the portfolio with it, and with the same rows scoped by one column instead.

Two readers: one who sees 300 contracts (identifiers are fetched) and one who sees 30 % of the table (the database
probes each row); among 1 000 contracts and among 20 000. The two ways take turns, so that a slow second hits both.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from statistics import median
from typing import Any
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contracts.models import Contract
from portage.network import access
from portage.network.models import Membership
from tests.bench.portfolio import client_of, median_of
from tests.bench.portfolio_data import analyze, make_world
from tests.measure import Row

LIGHT, SMALL, LARGE = 300, 1_000, 20_000
TURNS, TIMES, MOST, QUERIES = 9, 6, 1.3, 4
ADDRESS = "/contracts/"


def without(membership: Membership) -> Any:
    """The same rows without the access layer: those of the group, by the column that names it."""
    whole = access.visible

    def by_column(person: Any, queryset: Any) -> Any:
        if queryset.model is Contract:
            return queryset.filter(group=membership.organisation_id)
        return whole(person, queryset)

    return mock.patch.object(access, "visible", by_column)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    return len(asked)


def compared(membership: Membership) -> tuple[float, int, int]:
    """(how many times the page without it the page with it takes; queries with, queries more than without)."""
    client = client_of(membership)
    spent: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(2 * TURNS + 2):
        with nullcontext() if turn % 2 else without(membership):
            spent[bool(turn % 2)].append(median_of(client, ADDRESS, TIMES))
    whole = queries(client)
    with without(membership):
        bare = queries(client)
    return round(median(spent[True][1:]) / median(spent[False][1:]), 2), whole, whole - bare


def rows() -> Iterator[Row]:
    world = make_world()
    world.add(SMALL, light=LIGHT)
    counts: dict[str, list[int]] = {}
    for size in (SMALL, LARGE):
        world.add(size - SMALL)
        analyze()
        for name, membership in (("300", world.light), ("30 %", world.heavy)):
            times, whole, more = compared(membership)
            counts.setdefault(name, []).append(whole)
            what = f"access: list page, sees {name} of {size}"
            yield {"name": what, "value": times, "unit": "times", "goal": MOST, "n": TURNS * TIMES}
            yield {"name": f"{what}: queries it adds", "value": more, "unit": "queries", "goal": QUERIES, "n": 1}
    for name, found in counts.items():
        what = f"access: sees {name}: more queries among {LARGE} than among {SMALL}"
        yield {"name": what, "value": found[1] - found[0], "unit": "queries", "goal": 0, "n": 1}

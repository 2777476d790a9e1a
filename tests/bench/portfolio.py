"""The portfolio for who sees 300 contracts and for who sees 30 % of them, among 1 000 and among 100 000.

In process, through the test client: the whole request, template included. Rows come in the order in which they are
loaded: 1 000 first, then the other 99 000 in the same database.
"""

import html
import re
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portage.network.models import Membership
from tests.bench.portfolio_data import World, analyze, make_world
from tests.measure import Row

LIGHT, SMALL, LARGE = 300, 1_000, 100_000
TIMES, MOMENTS, PAUSE_SECONDS = 54, 9, 0.4
GROWTH, LIGHT_MS, HEAVY_MS, QUERIES = 1.3, 60, 100, 12


def client_of(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


def measured(client: Client, address: str, times: int = TIMES) -> tuple[float, int]:
    """(median milliseconds, queries) of one address: the median of the quietest of nine moments a little apart.

    These machines are shared: for seconds at a time everything takes twice as long, plain Python too.
    """
    for _ in range(3):
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} does not answer 200")
    quietest = min(median_of(client, address, max(5, times // MOMENTS)) for _ in range(MOMENTS))
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return round(quietest, 1), len(asked)


def median_of(client: Client, address: str, times: int) -> float:
    """Median milliseconds of so many requests in a row, after a pause."""
    time.sleep(PAUSE_SECONDS)
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        client.get(address)
        spent.append((time.perf_counter() - started) * 1000)
    return median(spent)


def row(name: str, value: float, unit: str, goal: float | None) -> Row:
    return {"name": f"portfolio: {name}", "value": value, "unit": unit, "goal": goal, "n": TIMES}


def addresses(client: Client) -> dict[str, str]:
    """The pages that people open most, the last page, and one in the middle of the dates."""
    following = re.search(r'rel="next" href="([^"]+)"', client.get("/contracts/").content.decode())
    return {
        "first page": "/contracts/",
        "second page": html.unescape(following.group(1)) if following else "/contracts/",
        "last page": "/contracts/?last=1",
        "by principal": "/contracts/?sort=principal",
        "drafts": "/contracts/?state=draft",
    }


def rows() -> Iterator[Row]:
    """One row a page and reader; the growth from the small to the large table."""
    world = make_world()
    world.add(SMALL, light=LIGHT)
    analyze()
    small = measured(client_of(world.light), "/contracts/")[0]
    yield row(f"first page, sees 300 of {SMALL}", small, "ms", LIGHT_MS)
    last = measured(client_of(world.light), "/contracts/?last=1")[0]
    yield row(f"last page, sees 300 of {SMALL}", last, "ms", LIGHT_MS)
    world.add(LARGE - SMALL)
    analyze()
    yield from large(world, small)


def large(world: World, small: float) -> Iterator[Row]:
    """The same pages among 100 000."""
    for name, membership, goal in (("300", world.light, LIGHT_MS), ("30 %", world.heavy, HEAVY_MS)):
        client = client_of(membership)
        for page, address in addresses(client).items():
            spent, queries = measured(client, address)
            yield row(f"{page}, sees {name} of {LARGE}", spent, "ms", goal)
            yield row(f"{page}, sees {name} of {LARGE}: queries", queries, "queries", QUERIES)
            if page == "first page" and name == "300":
                yield row("growth from 1 000 to 100 000", round(spent / small, 2), "times", GROWTH)
        for page, address in {
            "tabs": "/contracts/tabs/",
            "calendar": "/contracts/calendar/",
            "home": "/",
            "map": "/contracts/map/",
        }.items():
            spent, _queries = measured(client, address, 10)
            yield row(f"{page}, sees {name} of {LARGE}", spent, "ms", None)

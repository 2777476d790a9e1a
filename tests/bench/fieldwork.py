"""Lists of reports for who sees 300 and for who sees 30 %, among 1 000 and among 100 000; the month of a
portage manager; filing by eight devices at once.

Lists in process, through the test client: the whole request, template included. Filing on PostgreSQL alone, by eight
processes that post to the API as eight people, each with reports of its own.
"""

import json
import multiprocessing
import time
from collections.abc import Iterator
from uuid import uuid4

from django.db import connection, connections

from contracts.models import Contract
from portage.core.journal import PORTAGE
from portage.fieldwork.queries.activity import GROUPS
from portage.network.actions import add_member
from portage.network.models import Customer, Membership
from tests.bench.fieldwork_data import Visits
from tests.bench.portfolio import client_of, measured
from tests.bench.portfolio_data import AT, TODAY, analyze, make_world
from tests.measure import Row

LIGHT, SMALL, LARGE = 300, 1_000, 100_000
CONTRACTS = 2_000
GROWTH, QUERIES, HEAVY_MS, A_SECOND = 1.3, 12, 100, 50
DEVICES, EACH = 8, 50


def row(name: str, value: float, unit: str, goal: float | None, n: int = 54, **more: object) -> Row:
    return {"name": f"fieldwork: {name}", "value": value, "unit": unit, "goal": goal, "n": n, **more}


def rows() -> Iterator[Row]:
    world = make_world()
    world.add(CONTRACTS, light=100)
    visits = Visits(world)
    visits.add(SMALL, light=LIGHT)
    analyze()
    director = _director()
    readers = {"reports, sees 300": (world.light, "/reports/"), "sections of an SME": (director, "/sections/")}
    small = {name: measured(client_of(who), address)[0] for name, (who, address) in readers.items()}
    visits.add(LARGE - SMALL)
    analyze()
    for name, (who, address) in readers.items():
        spent, queries = measured(client_of(who), address)
        yield row(f"{name} of {LARGE}", spent, "ms", None)
        yield row(f"{name}: queries", queries, "queries", QUERIES)
        if name.startswith("reports"):
            yield row(f"{name}: growth from {SMALL} to {LARGE}", round(spent / small[name], 2), "times", GROWTH)
    for address in ("/reports/", "/reports/?last=1", "/reports/?sort=customer", "/sections/"):
        spent, queries = measured(client_of(world.heavy), address, 18)
        yield row(f"{address}, sees 30 % of {LARGE}", spent, "ms", HEAVY_MS if address == "/reports/" else None, 18)
        yield row(f"{address}, sees 30 %: queries", queries, "queries", QUERIES, 18)
    for group in GROUPS:
        spent, queries = measured(client_of(world.heavy), f"/activity/?by={group}&month={TODAY:%Y-%m}", 18)
        yield row(f"the month by {group}, sees 30 % of {CONTRACTS} contracts, {LARGE} reports", spent, "ms", None, 18)
        yield row(f"the month by {group}: queries", queries, "queries", QUERIES, 18)
    if connection.vendor == "postgresql":
        yield from filing()


def _director() -> Membership:
    """Of an SME that many reports tell of."""
    principal = Contract.objects.filter(status="in_force").order_by("pk").first().principal
    return add_member(principal, email="director@example.test", name="D", role="export_director", at=AT, by=PORTAGE)


def filing() -> Iterator[Row]:
    """Reports that eight devices file in a second, and how many of their requests were not answered by a receipt."""
    contract = Contract.objects.filter(status="in_force").order_by("-pk").first()
    people = [
        add_member(contract.agent, email=f"d{n}@example.test", name="D", role="sales_engineer", at=AT, by=PORTAGE)
        for n in range(DEVICES)
    ]
    customers = [str(pk) for pk in Customer.objects.filter(owner=contract.agent).values_list("pk", flat=True)]
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ready, results = fork.Barrier(DEVICES + 1), fork.Queue()
    at_work = [fork.Process(target=device, args=(who, contract.pk, customers, ready, results)) for who in people]
    for one in at_work:
        one.start()
    ready.wait()
    started = time.perf_counter()
    received = sum(results.get() for _ in at_work)
    spent = time.perf_counter() - started
    for one in at_work:
        one.join()
    total = DEVICES * EACH
    yield row(
        "filed a second, 8 devices", round(received / spent, 1), "reports", None, total, ok=received / spent >= A_SECOND
    )
    yield row("filing, 8 devices: not received", total - received, "reports", 0, total)


def device(who: Membership, contract: object, customers: list[str], ready, results) -> None:
    client, received = client_of(who), 0
    client.get("/api/v1/reports/writing/")
    ready.wait()
    for number in range(EACH):
        sent = {
            "key": str(uuid4()),
            "head": {
                "customer": customers[number % len(customers)],
                "kind": "visit",
                "visited_on": str(TODAY),
                "language": "fr",
            },
            "sections": [{"contract": str(contract), "interest": 3, "needs": "400 kg a year."}],
        }
        answer = client.post("/api/v1/reports/", json.dumps(sent), content_type="application/json")
        received += answer.status_code == 201 and answer.json()["key"] == sent["key"]
    results.put(received)

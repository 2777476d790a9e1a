"""The page of one contract in its seventh year: terms, approvals, documents, journal, what may be done now.

In process, through the test client: the whole request, template included.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.urls import reverse

from tests.bench.portfolio import measured
from tests.measure import Row

FIRST_DAY, TODAY = date(2020, 3, 1), datetime(2026, 11, 21, 9, tzinfo=UTC)
TERMS, TIMES, MOST_MS, MOST_QUERIES = 7, 50, 60, 15


def rows() -> Iterator[Row]:
    """As the portage manager of the carrier group and as the director of the principal see it."""
    from tests.cast import concluded, make_cast

    cast = make_cast()
    contract = concluded(cast, duration={"first_day": FIRST_DAY})
    live_through(contract)
    if (terms := contract.terms.count()) != TERMS:
        raise RuntimeError(f"{terms} terms instead of {TERMS}")
    address = reverse("contracts:contract", args=[contract.pk])
    for name, member in (("manager", cast.manager), ("director", cast.director)):
        client = Client()
        client.force_login(member.person)
        spent, queries = measured(client, address, TIMES)
        yield row(f"contract: page of the {name}, seven terms", spent, "ms", MOST_MS)
        yield row(f"contract: page of the {name}, queries", queries, "queries", MOST_QUERIES)


def row(name: str, value: float, unit: str, goal: float) -> Row:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "n": TIMES}


def live_through(contract) -> None:
    """Each month's daily run until now: what was due then was done then."""
    from contracts.actions.renewal import run_contract

    at = datetime(FIRST_DAY.year, FIRST_DAY.month, 1, 9, tzinfo=UTC)
    while at < TODAY:
        run_contract(contract, at=at)
        at += timedelta(days=7)

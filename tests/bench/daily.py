"""The daily run: what it costs when nothing is due, and how fast it renews without making the PDFs."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

BIG = 100_000
RENEWALS = 2_000
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def rows() -> Iterator[dict]:
    from contracts.actions.renewal import run_day
    from contracts.models import Contract
    from tests.bench.daily_data import load

    load(BIG, last_day=TODAY + timedelta(days=40))
    with CaptureQueriesContext(connection) as queries:
        run_day(at=AT, on=TODAY)
    yield {
        "name": "daily: queries with nothing due at 100 000 contracts",
        "value": len(queries),
        "unit": "queries",
        "goal": 10,
    }
    due = list(Contract.objects.order_by("pk").values_list("pk", flat=True)[: RENEWALS + 200])
    yield from renewals(due[:200], run_day)
    yield from renewals(due[200:], run_day)


def renewals(pks: list, run_day) -> Iterator[dict]:
    """Open the next term of so many contracts: terms a second, and statements a chunk of 200."""
    from contracts.models import Contract

    yesterday = TODAY - timedelta(days=1)
    Contract.objects.filter(pk__in=pks).update(
        term_last_day=yesterday,
        due_on=TODAY,
        last_notice_day=yesterday - timedelta(days=60),
        term_number=3,
        first_day=date(2023, 11, 21),
    )
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        done = run_day(at=AT, on=TODAY)
        took = time.perf_counter() - started
    assert done.opened == len(pks), done
    chunks = -(-len(pks) // 200)
    yield {
        "name": f"daily: statements a chunk of 200, {len(pks)} renewals",
        "value": round(len(queries) / chunks, 1),
        "unit": "queries",
        "goal": 25,
    }
    if len(pks) == RENEWALS:
        rate = len(pks) / took
        yield {
            "name": "daily: renewals a second, without their PDFs",
            "value": round(rate),
            "unit": "1/s",
            "goal": 300,
            "ok": rate >= 300,
            "n": len(pks),
        }

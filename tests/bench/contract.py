"""The page of one contract in its seventh year: terms, approvals, documents, journal, what may be done now; and the marks
of revision between two versions of a contract of fifteen articles.

In process, through the test client: the whole request, template included.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import process_time
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.bench.portfolio import measured
from tests.measure import Row

FIRST_DAY, TODAY = date(2020, 3, 1), datetime(2026, 11, 21, 9, tzinfo=UTC)
TERMS, TIMES, MOST_MS, MOST_QUERIES = 7, 50, 60, 15
ARTICLES, MOST_REDLINE_MS = 15, 20


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

    yield row("contract: redline of fifteen articles, two languages", redline_ms(), "ms", MOST_REDLINE_MS)


def redline_ms() -> float:
    """Median processor time to compare every article of the shipped model, half of them reworded, in both languages."""
    from contracts.documents import redline, shipped

    texts = {tag: shipped.default(tag) for tag in shipped.TAGS}
    others = {tag: tuple(reworded(a) if a.position % 2 else a for a in found) for tag, found in texts.items()}
    if any(len(found) != ARTICLES for found in texts.values()):
        raise RuntimeError("the model that ships has another number of articles")
    spent = []
    for _ in range(TIMES):
        started = process_time()
        for tag, found in texts.items():
            redline.articles(found, others[tag])
        spent.append((process_time() - started) * 1000)
    return median(spent)


def reworded(article: Any) -> Any:
    """The article with every fifth word replaced and a paragraph more."""

    def changed(text: str) -> str:
        return " ".join("autrement" if n % 5 == 4 else word for n, word in enumerate(text.split(" ")))

    return replace(article, paragraphs=(*map(changed, article.paragraphs), "Une phrase de plus."))


def row(name: str, value: float, unit: str, goal: float) -> Row:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "n": TIMES}


def live_through(contract) -> None:
    """Each month's daily run until now: what was due then was done then."""
    from contracts.actions.renewal import run_contract

    at = datetime(FIRST_DAY.year, FIRST_DAY.month, 1, 9, tzinfo=UTC)
    while at < TODAY:
        run_contract(contract, at=at)
        at += timedelta(days=7)

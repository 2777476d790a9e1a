"""The engine of dates against the walk through the calendar, for `make prove`: random contracts, and a broken engine.

Written for the runner of tests/proofs: `rows` are measures, `control` the same on versions broken on purpose. A module
of that folder only has to say `from tests.contracts.law.dates_proof import control, rows`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from unittest import mock

from contracts import law
from contracts.law.dates import add_months
from tests.contracts.law import calendar_oracle as oracle

SEED = 1903
NAME = "dates: terms and notices that differ from the calendar walked day by day"


def rows(fast: bool) -> Iterator[dict]:
    """Contracts on which engine and walk differ; the goal is none."""
    count = 50 if fast else 2000
    yield {"name": NAME, "value": disagreements(count), "unit": f"of {count}", "goal": 0}


def control(fast: bool) -> Iterator[dict]:
    """A chain that forgets where it slipped, and a notice walked back by plain subtraction, until one contract differs."""
    with mock.patch("contracts.law.chain.LAST_NUMBER_OF_EVERY_MONTH", 31):
        yield {"name": f"{NAME} (chain not walked)", "value": first_disagreement(), "unit": "found", "goal": 0}
    with mock.patch("contracts.law.notice.latest_start", lambda end, months: add_months(end, -months)):
        yield {"name": f"{NAME} (notice subtracted)", "value": first_disagreement(), "unit": "found", "goal": 0}


def first_disagreement(count: int = 200) -> int:
    """1 as soon as one of `count` random contracts gets other dates, else 0."""
    chance = Random(SEED)
    return int(any(not _agree(chance) for _ in range(count)))


def disagreements(count: int) -> int:
    """How many of `count` random contracts get other dates from the engine than from the walk."""
    chance = Random(SEED)  # the same contracts every time
    return sum(not _agree(chance) for _ in range(count))


def _agree(chance: Random) -> bool:
    """One contract, half of them begun at a month's end: three terms, and one notice served within them."""
    first_day = date(1996, 1, 1) + timedelta(days=chance.randrange(14000))
    if chance.random() < 0.5:
        first_day = first_day.replace(day=1) - timedelta(days=chance.randrange(1, 4))
    months, renewal = chance.randrange(1, 15), chance.randrange(1, 15)
    scale = tuple(sorted(chance.choices(range(7), k=chance.randrange(1, 6))))
    notice = law.NoticeScale(scale, chance.random() < 0.5)
    chain = law.Chain(first_day, months, renewal)
    terms = list(islice(law.each_term(chain, notice), 3))
    served_on = first_day + timedelta(days=chance.randrange((terms[-1].last_day - first_day).days + 1))
    effect = law.refuse_renewal(chain, notice, served_on=served_on)
    end = oracle.runs_out(first_day, scale, served_on, notice.to_month_end)
    return (
        [(one.number, one.first_day, one.last_day) for one in terms]
        == list(islice(oracle.periods(first_day, months, renewal), 3))
        and terms[-1].last_notice_day
        == oracle.last_day_in_time(first_day, scale, terms[-1].last_day, notice.to_month_end)
        and (effect.refuses_renewal_of_term, effect.ends_on) == oracle.refused_term(first_day, months, renewal, end)
    )

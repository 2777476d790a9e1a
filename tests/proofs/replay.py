"""A year replayed day by day: outages, double runs, notices in the same second, workers killed (SIGKILL).

Afterwards every contract's terms, end and certificates to write are compared with what the calendar says, walked
by the oracle of the dates, which shares no code with the product. PDFs are not made: the jobs stay in their queue.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from random import Random

from django.db import connections

from tests.contracts.law import calendar_oracle as oracle

DATABASES = ("sqlite", "postgresql")
SEED = 1998
START = date(2024, 1, 1)
DAYS = 366
DAY = timedelta(days=1)
CHUNK = 5  # small transactions, so that a kill finds some done and some not
NAME = "replay of a year: renewals lost, doubled or on a wrong day"


def rows(fast: bool) -> Iterator[dict]:
    """400 contracts and 40 kills; 2 000 and 1 000 in the full proof."""
    contracts, kills, renewals, notices = (400, 40, 500, 25) if fast else (2000, 1000, 1000, 50)
    result = Replay(contracts=contracts, kills=kills).run()
    yield {"name": NAME, "value": result["wrong"], "unit": f"contracts of {contracts}", "goal": 0}
    yield {
        "name": "replay: kills that were made",
        "value": result["kills"],
        "unit": "kills",
        "goal": kills,
        "ok": result["kills"] >= kills,
    }
    yield {
        "name": "replay: kills that found a run under way",
        "value": result["hit"],
        "unit": "kills",
        "goal": 1,
        "ok": result["hit"] > 0,
    }
    yield {
        "name": "replay: renewals",
        "value": result["renewals"],
        "unit": "terms",
        "goal": renewals,
        "ok": result["renewals"] >= renewals,
    }
    yield {
        "name": "replay: notices given while a run was under way",
        "value": result["notices"],
        "unit": "notices",
        "goal": notices,
        "ok": result["notices"] >= notices,
    }
    yield {
        "name": "replay: renewals whose journal entry or reminder is missing or doubled",
        "value": result["untold"],
        "unit": "facts",
        "goal": 0,
    }


def control(fast: bool) -> Iterator[dict]:
    """The version that forgets what an outage skipped: it opens a term only on its very first day."""
    from contracts.rules import due

    whole = due._terms_to_open
    due._terms_to_open = lambda standing, today: (t for t in whole(standing, today) if t.first_day == today)
    try:
        result = Replay(contracts=200, kills=5).run()
        yield {"name": NAME, "value": result["wrong"], "unit": "contracts of 200", "goal": 0}
    finally:
        due._terms_to_open = whole


class Replay:
    """One year on one database. Work runs in forked children, so that SIGKILL ends a worker and nothing else."""

    def __init__(self, *, contracts: int, kills: int) -> None:
        self.count, self.wanted = contracts, kills
        self.chance = Random(SEED)
        self.kills = self.hit = self.notices = 0

    def run(self) -> dict[str, int]:
        from tests.proofs import replay_data

        self.data = replay_data
        replay_data.load(self.count, self.chance, START)
        day, outage = START, 0
        while day < START + DAYS * DAY:
            if outage:
                outage -= 1
            elif self.chance.random() < 0.05:
                outage = self.chance.randrange(1, 8)
            else:
                self.live(day)
            day += DAY
        self.final = START + DAYS * DAY
        while self.kills < self.wanted:  # the year may end with an outage
            self.kill(self.final)
        child(self.work, self.final).join()
        return self.verdict()

    def live(self, day: date) -> None:
        """One day: a worker or two at once, killed and restarted some times, while people give notice."""
        for _ in range(self.kills_today(day)):
            self.kill(day)
        workers = [child(self.work, day) for _ in range(2 if self.chance.random() < 0.2 else 1)]
        for _ in range(self.chance.choice((0, 0, 1, 1, 2))):
            self.notices += self.data.give_some_notice(self.chance, day)
        for worker in workers:
            worker.join()

    def kills_today(self, day: date) -> int:
        """Spread what is still wanted over the days left, a little ahead of them."""
        left = (START + DAYS * DAY - day).days
        return min(8, -(-(self.wanted - self.kills) * 5 // (4 * left))) if self.kills < self.wanted else 0

    def kill(self, day: date) -> None:
        """Start a worker and kill it somewhere between its first statement and its last."""
        worker = child(self.work, day)
        time.sleep(self.chance.uniform(0.0, 0.12))
        self.hit += worker.kill()
        self.kills += 1

    @staticmethod
    def work(day: date) -> None:
        from contracts.actions.renewal import run_day

        run_day(at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), on=day, chunk=CHUNK)

    def verdict(self) -> dict[str, int]:
        from contracts.models import Contract, Term

        wrong = sum(
            not right(contract, self.final) for contract in Contract.objects.prefetch_related("terms", "notices")
        )
        renewals = Term.objects.filter(began="tacit", opened_at__isnull=False).count()
        return {
            "wrong": wrong,
            "kills": self.kills,
            "hit": self.hit,
            "renewals": renewals,
            "notices": self.notices,
            "untold": untold(),
        }


def right(contract, until: date) -> bool:
    """Whether terms and end are those of the calendar, given the notices that were served."""
    ends = []
    for notice in contract.notices.all():
        runs_out = oracle.runs_out(
            contract.first_day, tuple(contract.notice_scale), notice.served_on, contract.notice_month_end
        )
        ends.append(oracle.refused_term(contract.first_day, contract.first_months, contract.renewal_months, runs_out))
    number, ends_on = min(ends, default=(None, None), key=lambda found: found[1] or date.max)
    periods = takewhile(
        lambda p: p[1] <= until, oracle.periods(contract.first_day, contract.first_months, contract.renewal_months)
    )
    expected = [period for period in periods if number is None or period[0] <= number]
    found = [(term.number, term.first_day, term.last_day) for term in contract.terms.all()]
    ended = ends_on is not None and ends_on < until
    status = "ended" if ended else ("notice_given" if ends_on else "in_force")
    return found == expected and contract.status == status and contract.ends_on == ends_on


def untold() -> int:
    """Renewals without exactly one journal entry, ends without exactly one row, reminders told to one side only."""
    from contracts.models import Contract, Ending, Reminder, Term
    from portage.core.models import Entry

    renewed = Counter(Entry.objects.filter(kind="contracts.renewed").values_list("scope_id", flat=True))
    opened = Counter(Term.objects.filter(began="tacit").values_list("contract_id", flat=True))
    ended = set(Contract.objects.filter(status="ended").values_list("pk", flat=True))
    endings = Counter(Ending.objects.values_list("contract_id", flat=True))
    sides = Counter(Reminder.objects.values_list("contract_id", "last_notice_day", "days_before"))
    return (
        sum((renewed - opened).values())
        + sum((opened - renewed).values())
        + len(ended ^ set(endings))
        + sum(count != 2 for count in sides.values())
    )


class child:
    """A forked worker with connections of its own."""

    def __init__(self, work: Callable[[date], None], day: date) -> None:
        connections.close_all()
        self.pid = os.fork()
        if self.pid == 0:
            self.live(work, day)

    def live(self, work: Callable[[date], None], day: date) -> None:
        status = 1
        try:
            work(day)
            status = 0
        finally:
            os._exit(status)

    def kill(self) -> bool:
        """SIGKILL; whether it was still at work."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        return os.WIFSIGNALED(status)

    def join(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        if status:
            raise RuntimeError("a worker failed; see its output")

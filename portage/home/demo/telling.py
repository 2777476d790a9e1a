"""Tell a scene from its first day to now: every happening in the order of time, and between them the daily run.

One transaction: a telling that fails or is killed leaves nothing. The daily run acts on each day on which a term opens,
a contract begins or ends; in the last thirteen months on every day on which anything is due, reminders included.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from contracts.actions.renewal import run_day
from contracts.models import Contract

from . import afterwards, authority, changes, opening
from .deals import Deal
from .opening import Happening
from .papers import Papers
from .shapes import Scene
from .told import Told

Say = Callable[[str], None]
EARLY, DAY = time(4, 5, tzinfo=UTC), timedelta(days=1)
EXACT = timedelta(days=400)
PATIENCE = timedelta(days=45)  # a paper is kept within so long of its moment
CHANGES = ("status", "first_day", "term_last_day", "ends_on")


class Unfit(Exception):
    """The data tell something that lies in the future."""


def tell(scene: Scene, *, now: datetime, documents: bool, say: Say) -> Told:
    """Write the whole scene through the verbs."""
    told = Told()
    if documents:
        authority.make()
    with transaction.atomic(), Papers(documents) as papers:
        waiting = sorted(_everything(scene, told, papers), key=lambda happening: happening[0])
        if waiting and waiting[-1][0] > now:
            raise Unfit(f"{waiting[-1][1]} is told on {waiting[-1][0]:%d %B %Y}, after now")
        runner = Runner(papers, now)
        for number, (at, act) in enumerate(waiting, start=1):
            runner.until(at)
            act(at)
            if number % 200 == 0:
                say(f"{at:%Y}: {number} of {len(waiting)} happenings, {len(told.contracts)} contracts")
        runner.until(now)
        runner.run(now)  # somewhere the next day has begun
        papers.collect(until=now)
        afterwards.settle(now=now)
        say(f"{len(waiting)} happenings, {len(told.contracts)} contracts, {papers.made} documents")
    return told


def _everything(scene: Scene, told: Told, papers: Papers) -> Iterator[Happening]:
    yield from opening.happenings(scene, told)
    for agreement in scene.agreements:
        yield from Deal(told, agreement, papers).happenings()
    yield from changes.happenings(scene.changes, scene.agreements, told, papers)


class Runner:
    """The daily run between two happenings; it never runs a day twice."""

    def __init__(self, papers: Papers, now: datetime) -> None:
        self.papers, self.now, self.last = papers, now, date.min

    def until(self, at: datetime) -> None:
        """Run every day that is due before that moment."""
        while (day := self._next()) is not None and (moment := datetime.combine(day, EARLY)) <= at:
            self.last = day
            self.run(moment)

    def run(self, moment: datetime) -> None:
        self.papers.certificates(run_day(at=moment).certificates, at=moment)
        self.papers.collect(until=moment - PATIENCE)

    def _next(self) -> date | None:
        """The next day on which the run has something to do."""
        exact = (self.now - EXACT).date()
        rows = Contract.objects.filter(due_on__isnull=False).values_list("due_on", *CHANGES)
        days = [due if due and due >= exact else _change(*rest) for due, *rest in rows]
        found = min(days, default=None)
        return None if found is None else max(found, self.last + DAY)


def _change(status: str, first: date, last: date | None, ends: date | None) -> date:
    """The day on which the contract begins, renews itself or ends; `last` and `ends` are the last days that are known."""
    if status == "signed":
        return first
    return min(day + DAY for day in (last, ends) if day)

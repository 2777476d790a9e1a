"""An SME that issues its statements together; one of them is issued by itself before its turn, and one period stays over."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from portage.commission.actions import together
from portage.commission.pages.together import over
from portage.network import access


@contextmanager
def issuing_together(who: dict[str, Any]) -> Iterator[None]:
    """Asked for before what is done within, and worked on after it. `who`: by whom, and when."""
    by, at = who["by"], who["at"]
    access.act(by.person, by.membership)
    periods = [(row["contract"], row["last_day"]) for row in over(by.person, by.organisation, at)]
    batch = together.issue_together(periods, by=by, at=at)
    yield
    together.issue_some(batch.pk, 0, len(periods), at=at)

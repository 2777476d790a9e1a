"""Jobs of personal data: the daily run of retention. It may run twice, and then changes nothing more."""

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled


@job(queue="upkeep", retries=3, timeout=3600)
def forget() -> dict[str, int]:
    """Forget what every organisation's periods say; see `actions.retaining`."""
    from .actions.retaining import forget_due

    return forget_due(at=clock.now())


RUN = "privacy.forget"
scheduled(RUN, "50 2 * * *", forget)

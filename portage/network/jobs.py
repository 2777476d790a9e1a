"""Jobs of the network: what nobody confirmed, and what is old, is erased."""

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled


@job(queue="upkeep", retries=2, timeout=600)
def sweep_candidatures() -> dict[str, int]:
    """Erase candidatures that nobody confirmed for a week, and the content of those answered two years ago."""
    from .actions.candidatures import sweep_candidatures

    return sweep_candidatures(at=clock.now())


scheduled("candidatures", "50 2 * * *", sweep_candidatures)

"""Jobs of the network. Each may run twice and then changes nothing more."""

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled


@job(queue="mail", timeout=300)
def remind_of_tokens() -> int:
    """E-mails of the API tokens that expire within a week, once for each."""
    from .actions import remind

    return remind(at=clock.now())


scheduled("network.remind_of_tokens", "20 5 * * *", remind_of_tokens)

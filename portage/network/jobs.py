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


@job(queue="upkeep", retries=2, timeout=600)
def sweep_candidatures() -> int:
    """Erase candidatures that nobody confirmed for a week."""
    from .actions.candidatures import sweep_candidatures

    return sweep_candidatures(at=clock.now())


scheduled("candidatures", "50 2 * * *", sweep_candidatures)


@job(queue="mail", retries=3, timeout=60)
def answer_reset(email: str, language: str, once: str) -> None:
    """A forgotten password: find out whether somebody has that address, and write to it. Twice writes once."""
    from .actions import write_reset

    write_reset(email, language=language, once=once, at=clock.now())

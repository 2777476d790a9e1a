"""Jobs of the network."""

from portage.core import clock
from portage.core.jobs import job

from .actions import write_reset


@job(queue="mail", retries=3, timeout=60)
def answer_reset(email: str, language: str, once: str) -> None:
    """A forgotten password: find out whether somebody has that address, and write to it. Twice writes once."""
    write_reset(email, language=language, once=once, at=clock.now())

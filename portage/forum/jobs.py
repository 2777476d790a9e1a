"""What the forum does after a post was written: whom it concerns is told."""

from uuid import UUID

from portage.core import clock
from portage.core.jobs import job


@job(retries=5, timeout=280)
def tell_of_post(pk: str) -> None:
    """A message for each person whom the post names or whose thread it is. Run twice it writes nothing more."""
    from .actions.telling import tell_people

    tell_people(UUID(pk), at=clock.now())

"""Jobs of commission: the paper of a statement. It may run twice and then keeps one."""

from portage.core import clock
from portage.core.jobs import job

WAITED_FOR = 50


@job(queue="documents", timeout=300, priority=WAITED_FOR)
def write_paper(statement_id: str) -> None:
    """The PDF of a statement."""
    from .actions.paperwork import make_paper

    make_paper(statement_id, at=clock.now())

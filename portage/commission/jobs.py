"""Jobs of commission: papers of statements and of invoices, statements issued together. Each may run twice and then keeps one."""

from uuid import UUID

from portage.core import clock
from portage.core.jobs import job
from portage.core.jobs.schedule import scheduled

# Somebody waits at a page for one paper; nobody for those of a batch, nor for its next statement.
WAITED_FOR, WHEN_QUIET = 50, -50


@job(queue="documents", timeout=300, priority=WAITED_FOR)
def write_paper(statement_id: str) -> None:
    """The PDF of a statement."""
    from .actions.paperwork import make_paper

    make_paper(statement_id, at=clock.now())


@job(queue="documents", timeout=300, priority=WAITED_FOR)
def write_invoice(invoice_id: str) -> None:
    """The PDF of a commission invoice, with its XML inside."""
    from .actions.paperwork import make_invoice_paper

    make_invoice_paper(invoice_id, at=clock.now())


@job(timeout=600, priority=WHEN_QUIET)
def issue_entries(batch_id: str, first: int, end: int) -> int:
    """Some of the statements that were asked for together."""
    from .actions.together import issue_some

    return issue_some(UUID(batch_id), first, end, at=clock.now())


@job(queue="upkeep", timeout=300)
def issue_entries_left() -> int:
    """Statements asked for together that no job is about to issue any more."""
    from .actions.together import issue_those_left

    return issue_those_left(at=clock.now())


scheduled("commission.issue_entries_left", "25 * * * *", issue_entries_left)

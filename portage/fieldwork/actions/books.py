"""The book in which a report stands: the subsidiary's, or that of one confidential contract."""

from contracts.models import Contract
from portage.network import access
from portage.network.models import Organisation

from ..models import VisitBook


def book_of(subsidiary: Organisation) -> VisitBook:
    """The subsidiary's book, made with its first report: its people read it, and its group's."""
    book, new = VisitBook.objects.get_or_create(subsidiary=subsidiary, contract=None)
    if new:
        access.share(book, *filter(None, [subsidiary, subsidiary.parent]))
    return book


def book_of_confidential(contract: Contract) -> VisitBook:
    """The book of one confidential contract: read by whoever is named on it, now and later, for the agent and the group."""
    book, new = VisitBook.objects.get_or_create(contract=contract, defaults={"subsidiary": contract.agent})
    if new:
        access.share_with_named(book, contract.agent, contract.group, on=contract)
    return book


def book_for(contract: Contract | None, subsidiary: Organisation) -> VisitBook:
    """Where a section about `contract` stands; without one, the group's own products and the note."""
    return book_of_confidential(contract) if contract is not None and contract.confidential else book_of(subsidiary)

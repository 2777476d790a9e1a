"""What every door of a statement does first: fetch it, know the day that its contract lives."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from contracts.queries.people import side_of
from contracts.views.doors import contract_of, identify, identify_address, is_sure, posted, today_of
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.refusals import Forbidden, Refused
from portage.network import access
from portage.network.doors import Request

from ..models import CommissionInvoice, Dispute, Statement
from ..pages.statement import facts
from ..queries import invoices
from ..queries import statements as queries
from ..rules import invoicing, verbs
from ..words import billing
from ..words.pages import REASONS

__all__ = [
    "contract_of", "demand_invoice", "demand_now", "dispute_of", "identify", "identify_address", "invoice_of", "is_sure",
    "posted", "statement_of", "today_of", "trail",
]  # fmt: skip
LIST = (_("Commission"), "commission:statements")


def statement_of(request: Request, pk: UUID, permission: str | None = None) -> Statement:
    """The statement, if this person may see its contract (else 404) and their role gives `permission` (else 403)."""
    return access.fetch(request.user, permission, queries.statements(), pk=pk)


def dispute_of(request: Request, pk: UUID, permission: str | None = None) -> Dispute:
    return access.fetch(request.user, permission, queries.disputes(), pk=pk)


def invoice_of(request: Request, pk: UUID, permission: str | None = None) -> CommissionInvoice:
    return access.fetch(request.user, permission, invoices.invoices(), pk=pk)


def demand_invoice(request: Request, statement: Statement, verb: str) -> None:
    """Refuse what the page would say is refused: the side, the role, then where the statement stands."""
    side = side_of(statement.contract, request.acting.organisation.pk)
    if side != invoicing.SIDE[verb]:
        raise Forbidden(f"not_the_{invoicing.SIDE[verb]}", REASONS[f"not_the_{invoicing.SIDE[verb]}"])
    access.demand(request.user, invoicing.PERMISSIONS[verb])
    today = clock.day_in(statement.contract.agent.time_zone, clock.now())
    if why := invoicing.refusal(verb, invoices.facts_of(statement, today)):
        raise Refused(why, billing.REASONS[why])


def demand_now(request: Request, statement: Statement, verb: str) -> None:
    """Refuse what the page would say is refused, with the same words."""
    standing = queries.standing_of(statement, today_of(statement.contract))
    why = verbs.verdicts(facts(statement, request.acting, standing)).get(verb, f"not_the_{verbs.SIDE[verb]}")
    if why:
        kind = Forbidden if why in {"role", "not_the_agent", "not_the_principal"} else Refused
        raise kind(why, REASONS[why])


def trail(statement: Statement, here: object) -> list[dict[str, str]]:
    """Where a page below a statement stands."""
    return crumbs(LIST, (statement.reference, "commission:statement", statement.pk), here=str(here))

"""What every door of one contract does first: fetch it, know the day it lives, name who acts, ask who they are again."""

from datetime import date
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.http import Http404, QueryDict

from portage.core import clock
from portage.core.refusals import Forbidden, Refused
from portage.core.words import mark
from portage.network import access
from portage.network.doors import Request
from portage.network.sure import identify, identify_address, is_sure

from ..models import Contract
from ..queries import page as queries
from ..rules import verbs
from ..words.pages import REASONS, REFUSED_LABELS, VERBS

__all__ = [
    "contract_of", "demand_now", "identified_by", "identify", "identify_address", "is_piece", "is_sure", "posted", "today_of",
]  # fmt: skip


def contract_of(request: Request, pk: UUID, permission: str | None = None) -> Contract:
    """The contract, if this person may see it (else 404) and their role gives `permission` (else 403)."""
    return access.fetch(request.user, permission, queries.contracts(), pk=pk)


def confidential(request: Request, pk: UUID, permission: str | None = None) -> Contract:
    """A confidential contract that this person is named on; one that is not confidential has no such page: 404."""
    found = contract_of(request, pk)
    if not found.confidential:
        raise Http404
    if permission:
        access.demand(request.user, permission)
    return found


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: a POST, even an empty one; nothing on a GET."""
    return request.POST if request.method == "POST" else None


def is_piece(request: Request) -> bool:
    """Whether htmx asks for a piece of the page only."""
    return bool(getattr(request, "htmx", False))


def today_of(contract: Contract) -> date:
    """The contract's own local day."""
    return clock.day_in(contract.time_zone, clock.now())


def demand_now(request: Request, contract: Contract, verb: str) -> None:
    """Refuse to show the page of a verb that would be refused, with the same words as the contract's page."""
    said = verbs.verdict(queries.facts_now(contract, request.acting, today=today_of(contract)), verb)
    if said.allowed:
        return
    kind = Forbidden if said.reason in {"role", "not_a_party", "not_an_approver", "not_a_signatory"} else Refused
    label = REFUSED_LABELS.get(verb, VERBS[verb][0])
    raise kind(said.reason, mark(":").join([str(label), str(REASONS[said.reason])]))


def identified_by(request: Request) -> str:
    """How: password, totp, webauthn... the newest proof of the session."""
    records = get_authentication_records(request, request.user)
    last = records[-1] if records else {}
    return str(last.get("type") or last.get("method") or "session")[:40]

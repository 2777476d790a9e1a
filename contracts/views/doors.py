"""What every door of one contract does first: fetch it, know the day it lives, name who acts, ask who they are again."""

from datetime import date
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.refusals import Forbidden, Refused
from portage.core.words import mark
from portage.network import access
from portage.network.accounts import second_factor
from portage.network.doors import Request

from ..models import Contract
from ..queries import page as queries
from ..rules import verbs
from ..words.pages import REASONS, REFUSED_LABELS, VERBS


def contract_of(request: Request, pk: UUID, permission: str | None = None) -> Contract:
    """The contract, if this person may see it (else 404) and their role gives `permission` (else 403)."""
    return access.fetch(request.user, permission, queries.contracts(), pk=pk)


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


def is_sure(request: Request) -> bool:
    """Whether the person typed their password or used their second factor again within five minutes."""
    return second_factor.is_sure(request)


def identified_by(request: Request) -> str:
    """How: password, totp, webauthn... the newest proof of the session."""
    records = get_authentication_records(request, request.user)
    last = records[-1] if records else {}
    return str(last.get("type") or last.get("method") or "session")[:40]


def identify_address(request: Request, back: str = "") -> str:
    """Where they do it; they come back to this page."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back or request.get_full_path()})}"


def identify(request: Request, back: str) -> HttpResponse:
    """Send them there: nothing was done yet, and they are told."""
    messages.warning(request, _("Confirm who you are first. Nothing was done yet; what you typed is kept."))
    return redirect(identify_address(request, back))

"""What the doors of needs do first: fetch through access, choose the contract, read what the reader's day is."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.refusals import Forbidden, Refused
from portage.core.words import mark
from portage.fieldwork.queries.reports import customers_last_first
from portage.network import access
from portage.network.access import Acting
from portage.network.doors import Request
from portage.network.models import Customer

from ..models import Matter, Sample
from ..queries import matters as queries
from ..queries import samples
from ..rules.verbs import Facts, permission, verdict
from ..words import matters as said

LIST = (gettext_lazy("Needs and quotes"), "needs:matters")
SAMPLES = (gettext_lazy("Samples"), "needs:samples")
PRICES = (gettext_lazy("Price instructions"), "needs:prices")
FORBIDDEN = {"role", "not_a_party", *said.OF_THE_OTHER}
MOST_CUSTOMERS = 1000  # offered in the menu, those visited last first


def acting_of(request: Request) -> Acting:
    """For whom this person acts. Who belongs to no organisation sees no list: Http404."""
    if request.acting is None:
        raise Http404
    return request.acting


def reader_day(request: Any) -> date:
    """The reader's own day: what "in 2 days" counts from in a list."""
    return clock.day_in(request.user.time_zone, clock.now())


def today_of(contract: Contract) -> date:
    """The contract's own local day."""
    return clock.day_in(contract.time_zone, clock.now())


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: a POST, even an empty one; nothing on a GET."""
    return request.POST if request.method == "POST" else None


def matter_of(request: Any, pk: UUID, asks: str | None = None) -> Matter:
    """One matter of a contract that this person sees (else 404), if their role gives the permission (else 403)."""
    return access.fetch(request.user, asks, queries.one(), pk=pk)


def matter_for(request: Any, pk: UUID, verb: str) -> tuple[Matter, Facts]:
    """The matter, if that verb may be done now by who asks: 404, 403 or 409 otherwise, in the words of the page."""
    found = matter_of(request, pk)
    access.demand(request.user, permission(found.kind, verb))
    facts = queries.facts_now(found, request.acting, today_of(found.contract))
    told = verdict(facts, verb)
    if told.allowed:
        return found, facts
    kind = Forbidden if told.reason in FORBIDDEN else Refused
    raise kind(told.reason, mark(":").join([str(said.VERBS[verb][0]), str(said.REASONS[told.reason])]))


def sample_of(request: Any, pk: UUID, asks: str | None = None) -> Sample:
    return access.fetch(request.user, asks, samples.one(), pk=pk)


def chosen(request: Request, contracts: QuerySet[Contract], asks: str) -> Contract | None:
    """The contract that the address names: 404 for one under which this person does nothing; the only one there is."""
    asked = request.GET.get("contract", "")
    if asked:
        return access.fetch(request.user, asks, contracts, pk=asked)
    few = list(contracts[:2])
    return few[0] if len(few) == 1 else None


def choose(request: Request, contracts: QuerySet[Contract], title: str, above: tuple[Any, str]) -> HttpResponse:
    """Under which contract: nothing else can be asked before."""
    context = {
        "contracts": contracts, "title": title, "crumbs": crumbs(above, here=title), "own": request.acting.organisation.pk,
        "back": above,
    }  # fmt: skip
    return render(request, "needs/choose_contract.html", context)


def customers_of(request: Request) -> list[Customer]:
    """My customers, those visited last first, and the one that the address or the form names."""
    found = customers_last_first(request.acting.membership)
    shown = list(found[:MOST_CUSTOMERS])
    asked = request.POST.get("customer") or request.GET.get("customer", "")
    if asked and all(str(one.pk) != asked for one in shown):
        with suppress(ValueError):  # what names nobody is told by the form
            shown += found.filter(pk=UUID(asked))
    return shown

"""Recording an order: the agent, of one of its customers; the principal, one that it received itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Invalid, Refused, Several
from portage.core.words import day
from portage.network import access
from portage.network.doors import Request, who
from portage.network.models import Customer

from ..actions import orders as verbs
from ..forms.orders import AgentOrderForm, DirectOrderForm, OrderForm
from ..models import Order
from ..queries import orders as queries
from ..queries.reports import customers_last_first
from ..rules import orders as rules
from .orders import LIST, acting_of, posted, today_of

RECORD = "fieldwork.record_order"
MOST_CUSTOMERS = 1000  # offered in the menu, those visited last first


@login_required
def record_order(request: Request) -> HttpResponse:
    """A customer's order: what, how much, at which price, until when. The contract first, then all on one page."""
    access.demand(request.user, RECORD)
    contracts = queries.to_record(acting_of(request)).filter(agent=request.acting.organisation)
    contract = chosen(request, contracts)
    if contract is None:
        return choose(request, contracts, direct=False)
    products = list(queries.products_of(contract))
    customers = offered(request)
    known = {"customer": request.GET.get("customer", "")}
    form = AgentOrderForm(contract, products, customers, posted(request), today=today_of(contract), **known)

    def verb(given: Any) -> Order:
        return verbs.record_order(
            contract, key=given["key"], customer=form.customers[given["customer"]], terms=form.terms(), items=form.items(),
            by=who(request), at=clock.now(),
        )  # fmt: skip

    if recorded(request, form, verb):
        told = _("The order is recorded. %(principal)s answers it by %(day)s.")
        named = {"principal": contract.principal.name, "day": day(form.done.answer_by)}
        messages.success(request, told % named)
        return redirect("fieldwork:order", form.done.pk)
    return shown(request, contract, contracts, form, direct=False)


@login_required
def record_direct_order(request: Request) -> HttpResponse:
    """An order that the principal received itself from a customer of the territory."""
    access.demand(request.user, RECORD)
    contracts = queries.to_record(acting_of(request)).filter(principal=request.acting.organisation)
    contract = chosen(request, contracts)
    if contract is None:
        return choose(request, contracts, direct=True)
    form = DirectOrderForm(contract, list(queries.products_of(contract)), posted(request), today=today_of(contract))

    def verb(given: Any) -> Order:
        return verbs.record_direct_order(
            contract, key=given["key"], customer_name=given["customer_name"], city=given["city"], country=given["country"],
            terms=form.terms(), items=form.items(), by=who(request), at=clock.now(),
        )  # fmt: skip

    if recorded(request, form, verb):
        messages.success(
            request, _("The direct order is declared. %(agent)s reads it.") % {"agent": contract.agent.name}
        )
        return redirect("fieldwork:order", form.done.pk)
    return shown(request, contract, contracts, form, direct=True)


def chosen(request: Request, contracts: QuerySet[Contract]) -> Contract | None:
    """The contract that the address names: 404 for one under which this person records nothing; the only one there is."""
    asked = request.GET.get("contract", "")
    if asked:
        return access.fetch(request.user, RECORD, contracts, pk=asked)
    few = list(contracts[:2])
    return few[0] if len(few) == 1 else None


def choose(request: Request, contracts: QuerySet[Contract], *, direct: bool) -> HttpResponse:
    """Under which contract: nothing else can be asked before."""
    context = {
        "contracts": contracts, "direct": direct, "title": title(direct), "crumbs": crumbs(LIST, here=title(direct)),
        "own": request.acting.organisation.pk,
    }  # fmt: skip
    return render(request, "fieldwork/choose_contract.html", context)


def offered(request: Request) -> list[Customer]:
    """My customers, those visited last first, and the one that the address or the form names."""
    found = customers_last_first(request.acting.membership)
    shown = list(found[:MOST_CUSTOMERS])
    asked = request.POST.get("customer") or request.GET.get("customer", "")
    if asked and all(str(one.pk) != asked for one in shown):
        with suppress(ValueError):  # what names nobody is told by the form
            shown += found.filter(pk=UUID(asked))
    return shown


def looking(request: Request) -> bool:
    """Lines are added, or the sum is looked at: nothing is recorded yet."""
    return request.method == "POST" and ("more" in request.POST or "compute" in request.POST)


def recorded(request: Request, form: OrderForm, verb: Callable[[Any], Order]) -> bool:
    """Whether the order was recorded. What is wrong with a line stands beside it."""
    if looking(request):
        form.items()
        form.forget_errors()
        return False

    def told(given: Any) -> Order:
        try:
            return verb(given)
        except Several as refused:
            raise Several([in_words(one) for one in refused.refusals]) from None

    return submit(request, form, told)


@contextmanager
def in_words_of_a_program() -> Iterator[None]:
    """A refusal of one line names its place: `items.0`."""
    try:
        yield
    except Several as refused:
        told = [
            Invalid(
                one.code,
                one.message,
                field=f"{one.field}.{one.details['item']}" if "item" in one.details else one.field,
            )
            for one in refused.refusals
        ]
        raise Several(told) from None


def in_words(refusal: Refused) -> Refused:
    """A refusal of one line says which."""
    number = refusal.details.get("item")
    if number is None:
        return refusal
    words = _("Line %(number)s: %(why)s") % {"number": number + 1, "why": refusal.message}
    return Invalid(refusal.code, words)


def title(direct: bool) -> str:
    return _("Declare a direct order") if direct else _("Record an order")


def shown(
    request: Request, contract: Contract, contracts: QuerySet[Contract], form: OrderForm, *, direct: bool
) -> HttpResponse:
    """The page of the form, with the sum of its lines as they are typed."""
    items = form.items() if form.is_bound else []
    currency = str(form["currency"].value() or contract.currency)
    lines = [(item, rules.net(item, currency)) for item in items] if known_currency(currency) else []
    context = {
        "contract": contract, "form": form, "direct": direct, "title": title(direct), "crumbs": crumbs(LIST, here=title(direct)),
        "several": len(contracts[:2]) > 1, "lines": lines, "currency": currency, "sum": sum((net for _item, net in lines), 0),
        "answer_days": int(contract.clauses.get("answer_days", rules.ANSWER_DAYS)), "back": reverse("fieldwork:orders"),
            }  # fmt: skip
    return render(request, "fieldwork/record_order.html", context, status=200 if looking(request) else form.status)


def known_currency(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isalpha()

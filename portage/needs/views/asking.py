"""The agent asks a need, forwards a complaint, quotes: the contract first, then all on one page."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.words import day
from portage.fieldwork.queries.orders import orders, products_of
from portage.fieldwork.rules import orders as sums
from portage.fieldwork.views.recording import known_currency, looking, recorded
from portage.network import access
from portage.network.doors import Request, who

from ..actions.attaching import attach_to
from ..actions.opening import ask_need, forward_complaint
from ..actions.quoting import give_quote
from ..forms.asking import ComplaintForm, NeedForm, QuoteForm
from ..models import Matter
from ..pages.matters import tag
from ..queries import matters as queries
from ..rules.verbs import ASK, COMPLAIN, QUOTE
from .doors import LIST, acting_of, choose, chosen, customers_of, posted, today_of

HOLDS = timedelta(days=30)  # a quote, unless another day is typed
MOST_ORDERS = 200  # offered in the menu of a complaint


@login_required
def ask(request: Request) -> HttpResponse:
    """What a customer needs: words, and whatever else is known."""
    access.demand(request.user, ASK)
    contracts = queries.to_open(acting_of(request))
    contract = chosen(request, contracts, ASK)
    if contract is None:
        return choose(request, contracts, _("Ask a need"), LIST)
    known = {"language": tag(), "currency": contract.currency, "customer": request.GET.get("customer", "")}
    form = NeedForm(
        list(products_of(contract)), customers_of(request), posted(request), request.FILES or None, initial=known
    )

    def verb(given: Mapping[str, Any]) -> Matter:
        told = {"text": given["text"], "language": given["language"], "wish": form.wish(), "customer": form.about}
        made = ask_need(contract, key=given["key"], by=who(request), at=clock.now(), **told)
        keep_photos(request, made, given["photos"])
        return made

    return opened(request, contract, contracts, form, verb, title=_("Ask a need"), template="needs/ask.html")


@login_required
def complain(request: Request) -> HttpResponse:
    """A customer's complaint, forwarded."""
    access.demand(request.user, COMPLAIN)
    contracts = queries.to_open(acting_of(request))
    contract = chosen(request, contracts, COMPLAIN)
    if contract is None:
        return choose(request, contracts, _("Forward a complaint"), LIST)
    taken = access.visible(request.user, orders()).filter(contract=contract)[:MOST_ORDERS]
    known = {"language": tag(), "received_on": today_of(contract), "customer": request.GET.get("customer", "")}
    form = ComplaintForm(
        list(taken),
        list(products_of(contract)),
        customers_of(request),
        posted(request),
        request.FILES or None,
        initial=known,
    )

    def verb(given: Mapping[str, Any]) -> Matter:
        told = {"text": given["text"], "language": given["language"], "fault": form.fault(), "customer": form.about}
        made = forward_complaint(contract, key=given["key"], by=who(request), at=clock.now(), **told)
        keep_photos(request, made, given["photos"])
        return made

    return opened(
        request, contract, contracts, form, verb, title=_("Forward a complaint"), template="needs/complain.html"
    )


def keep_photos(request: Request, matter: Matter, photos: list[Any]) -> None:
    """Each once: sent again, the same picture is the same file."""
    for photo in photos:
        content = photo.read()
        key = uuid5(matter.pk, hashlib.sha256(content).hexdigest())
        attach_to(matter, key=key, content=content, name=photo.name, by=who(request), at=clock.now())


def opened(
    request: Request, contract: Contract, contracts: Any, form: Any, verb: Any, *, title: str, template: str
) -> HttpResponse:
    """The form of what is asked, then its page."""
    if submit(request, form, verb):
        named = {"principal": contract.principal.name, "day": day(form.done.answer_by)}
        messages.success(request, _("Sent. %(principal)s answers by %(day)s.") % named)
        return redirect("needs:matter", form.done.pk)
    return render(request, template, frame(contract, contracts, form, title), status=form.status)


def frame(contract: Contract, contracts: Any, form: Any, title: str) -> dict[str, Any]:
    """What the forms of one contract show beside their fields."""
    return {
        "contract": contract, "form": form, "title": title, "crumbs": crumbs(LIST, here=title),
        "several": len(contracts[:2]) > 1,
        "answer_days": int(contract.clauses.get("answer_days", sums.ANSWER_DAYS)),
    }  # fmt: skip


@login_required
def quote(request: Request) -> HttpResponse:
    """A quote in the name of the principal. What is outside of its instructions is told line by line; then it may be asked."""
    access.demand(request.user, QUOTE)
    contracts = queries.to_open(acting_of(request))
    contract = chosen(request, contracts, QUOTE)
    if contract is None:
        return choose(request, contracts, _("Make a quote"), LIST)
    form = quote_form(request, contract)

    def verb(given: Any) -> Matter:
        return give_quote(
            contract, key=given["key"], customer=form.customers[given["customer"]], offer=form.offer(), items=form.items(),
            ask="ask" in request.POST, text=given["text"], language=given["language"], by=who(request), at=clock.now(),
        )  # fmt: skip

    if recorded(request, form, verb):  # type: ignore[arg-type]
        tell_quoted(request, contract, form.done)
        return redirect("needs:matter", form.done.pk)
    context = frame(contract, contracts, form, _("Make a quote")) | {
        "may_ask_sme": form.status == 422,
        **summed(form, contract),
    }
    return render(request, "needs/quote_form.html", context, status=200 if looking(request) else form.status)


def quote_form(request: Request, contract: Contract) -> QuoteForm:
    """The form, with the customer that the address names."""
    return QuoteForm(
        contract, list(products_of(contract)), customers_of(request), posted(request), until=today_of(contract) + HOLDS,
        customer=request.GET.get("customer", ""), language=tag(),
    )  # fmt: skip


def summed(form: QuoteForm, contract: Contract) -> dict[str, Any]:
    """The lines as they are typed, with their sums."""
    items = form.items() if form.is_bound else []
    currency = str(form["currency"].value() or contract.currency)
    lines = [(item, sums.net(item, currency)) for item in items] if known_currency(currency) else []
    return {"lines": lines, "currency": currency, "sum": sum((net for _item, net in lines), 0)}


def tell_quoted(request: Request, contract: Contract, made: Matter) -> None:
    """Whether the quote stands, or waits for the principal."""
    named = {"principal": contract.principal.name, "day": day(made.answer_by) if made.answer_by else ""}
    if made.status == Matter.Status.WAITING:
        messages.success(
            request, _("Asked. %(principal)s answers by %(day)s; until then the customer has no quote.") % named
        )
    else:
        messages.success(
            request, _("The quote stands, inside the instructions of %(principal)s: print it for the customer.") % named
        )

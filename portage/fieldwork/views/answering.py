"""What either party does with an order: answers it, takes it back, writes, disputes, settles."""

from collections.abc import Callable, Container, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden, Refused
from portage.core.words import mark
from portage.network import access
from portage.network.doors import Request, who

from ..actions import on_orders
from ..actions import orders as verbs
from ..forms.orders import AcceptForm, DisputeForm, ReasonForm, WordsForm
from ..models import Order
from ..queries import orders as queries
from ..rules.order_verbs import PERMISSION, verdict
from ..words import orders as said
from .orders import LIST, order_of, posted, today_of

FORBIDDEN = {"role", "not_a_party", *said.OF_THE_OTHER}


def order_for(request: Any, pk: UUID, verb: str, *, left_to_verb: Container[str] = ()) -> tuple[Order, list[Any]]:
    """The order and its invoices, if that verb may be done now by who asks: 404, 403 or 409 otherwise, in the words of the page.

    `left_to_verb`: reasons of which the verb judges, because the same may have been told before.
    """
    found = order_of(request, pk, PERMISSION[verb])
    invoices = queries.invoices_of(found)
    told = verdict(queries.facts_now(found, request.acting, invoices), verb)
    if told.allowed or told.reason in left_to_verb:
        return found, invoices
    kind = Forbidden if told.reason in FORBIDDEN else Refused
    raise kind(told.reason, mark(":").join([str(said.VERBS[verb][0]), str(said.REASONS[told.reason])]))


def answer(
    request: Request, order: Order, verb: str, form: Any, run: Callable[[Mapping[str, Any]], Any], *, done: str,
    says: list[str], danger: bool = False, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one verb: what follows, the form, the button named by its effect; then back to the order."""
    if submit(request, form, run):
        messages.success(request, done)
        return redirect("fieldwork:order", order.pk)
    label = str(said.VERBS[verb][0])
    context = {
        "order": order, "form": form, "title": label, "verb": label, "says": says, "danger": danger,
        "crumbs": crumbs(LIST, (order.reference, "fieldwork:order", order.pk), here=label), **more,
    }  # fmt: skip
    return render(request, "fieldwork/declare.html", context, status=form.status)


@login_required
def accept_order(request: Request, pk: UUID) -> HttpResponse:
    """The principal accepts, today or on the day on which it said so otherwise."""
    order, _invoices = order_for(request, pk, "accept")
    form = AcceptForm(posted(request), initial={"on": today_of(order.contract)})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.accept_order(order, on=given["on"], by=who(request), at=clock.now())

    says = [
        _("The order binds you as it is recorded: %(agent)s reads it at once.") % {"agent": order.contract.agent.name},
        _("Commission is then followed: it is earned as the contract says."),
        _("Afterwards it is not taken back: deliveries, invoices, credit notes and disputes are declared."),
    ]
    return answer(request, order, "accept", form, run, done=_("The order is accepted."), says=says)


@login_required
def refuse_order(request: Request, pk: UUID) -> HttpResponse:
    """The principal refuses, and says why."""
    order, _invoices = order_for(request, pk, "refuse")

    def run(given: Mapping[str, Any]) -> object:
        return verbs.refuse_order(order, reason=given["reason"], by=who(request), at=clock.now())

    says = [
        _("%(agent)s reads your reason at once, and answers the customer.") % {"agent": order.contract.agent.name},
        _("No commission is earned on it."),
    ]
    form = ReasonForm(posted(request))
    return answer(request, order, "refuse", form, run, done=_("The order is refused."), says=says, danger=True)


@login_required
def withdraw_order(request: Request, pk: UUID) -> HttpResponse:
    """The agent takes back an order that has no answer yet."""
    order, _invoices = order_for(request, pk, "withdraw")

    def run(given: Mapping[str, Any]) -> object:
        return verbs.withdraw_order(order, reason=given["reason"], by=who(request), at=clock.now())

    says = [
        _("The order stays to be read by both parties, as withdrawn."),
        _("Record it anew if it was recorded wrong."),
    ]
    form = ReasonForm(posted(request))
    return answer(request, order, "withdraw", form, run, done=_("The order is withdrawn."), says=says, danger=True)


@login_required
def remark_on_order(request: Request, pk: UUID) -> HttpResponse:
    """A question, or its answer."""
    order, _invoices = order_for(request, pk, "ask")

    def run(given: Mapping[str, Any]) -> object:
        return on_orders.remark_on_order(order, text=given["text"], by=who(request), at=clock.now())

    says = [_("Both parties read it; it cannot be changed afterwards.")]
    if order.status == Order.Status.WAITING:
        says.append(_("The day by which the order is to be answered stays."))
    form = WordsForm(posted(request))
    return answer(request, order, "ask", form, run, done=_("It is written."), says=says)


@login_required
def dispute_order(request: Request, pk: UUID) -> HttpResponse:
    """A party does not agree with what the other declared."""
    order, _invoices = order_for(request, pk, "dispute")
    about = [
        (code, _("the order itself") if code == on_orders.OF_ORDER else code) for code in on_orders.disputable(order)
    ]
    form = DisputeForm(about, posted(request))

    def run(given: Mapping[str, Any]) -> object:
        return on_orders.dispute_order(order, about=given["about"], text=given["text"], by=who(request), at=clock.now())

    says = [
        _("Both parties read it. Nothing that was declared changes."),
        _("Your side says when it is settled."),
    ]
    return answer(request, order, "dispute", form, run, done=_("The dispute is open."), says=says)


@login_required
@require_POST
def settle_dispute(request: Request, pk: UUID) -> HttpResponse:
    """The party that disputed says that it is settled. `pk` names what it wrote."""
    remark = access.fetch(request.user, PERMISSION["dispute"], queries.remarks(), pk=pk)
    on_orders.settle(remark, by=who(request), at=clock.now())
    messages.success(request, _("The dispute is settled."))
    return redirect("fieldwork:order", remark.order_id)

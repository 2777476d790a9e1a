"""The split of an order: proposed and withdrawn by the principal, answered by each agent for its own part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import Request, who

from ..actions import splits as verbs
from ..filters import ShareFilter
from ..forms.splits import ShareForm, SplitForm
from ..models import Order, Share
from ..pages import splits as page
from ..queries import splits as queries
from ..tables import ShareTable
from ..words.splits import REFUSALS
from .doors import identify, identify_address, is_sure, posted

PARTS = (gettext_lazy("Parts of orders"), "commission:shares")


def sale_of(request: Any, pk: UUID) -> Order:
    """The accepted order `pk` of the floor above: 404 when its contract is unseen, 403 to who does not act for the principal
    or whose role does not propose."""
    order = access.fetch(request.user, None, queries.orders(), source=pk)
    if not page.is_principal(order, request.acting):
        raise Forbidden("not_the_principal", REFUSALS["not_the_principal"])
    access.demand(request.user, page.PROPOSE)
    return order


def share_of(request: Any, pk: UUID, permission: str | None = None) -> Share:
    return access.fetch(request.user, permission, queries.shares(), pk=pk)


@login_required
def split(request: Request, pk: UUID) -> HttpResponse:
    """The principal: what the rules propose, or parts of one's own; then who has answered what."""
    order = sale_of(request, pk)
    contracts = queries.claimants(order, request.user)
    found = queries.proposed(order, contracts)
    form = SplitForm(found, contracts, page.offered(found, contracts), posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)

    def propose(_given: Any) -> object:
        rule, parts = form.proposed()
        return verbs.propose_split(order, rule=rule, parts=parts, by=who(request), at=clock.now())

    if submit(request, form, propose):
        messages.success(request, _("The split is proposed; each agent is asked for its own part."))
        return redirect("commission:split", pk)
    shown = {
        **page.of_order(order, request.acting), "form": form, "others": contracts[1:], "places": page.places_of(order),
        "title": _("Split of order %(order)s") % {"order": order.reference}, "is_sure": is_sure(request),
        "identify_url": identify_address(request), "crumbs": trail(order),
    }  # fmt: skip
    return render(request, "commission/split.html", shown, status=form.status)


def trail(order: Order) -> list[dict[str, str]]:
    return crumbs(
        (gettext_lazy("Commission"), "commission:statements"),
        (str(order.contract.reference), "commission:preview", order.contract_id), here=str(_("Split")),
    )  # fmt: skip


@login_required
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """The principal takes its proposal back."""
    order = sale_of(request, pk)
    if not is_sure(request):
        return identify(request, reverse("commission:split", args=[pk]))
    verbs.withdraw_split(order, by=who(request), at=clock.now())
    messages.success(request, _("The split is withdrawn: the order earns under its own contract, as before."))
    return redirect("commission:split", pk)


@login_required
def share(request: Request, pk: UUID) -> HttpResponse:
    """One part: its agent agrees or declines; both parties of its contract read it."""
    row = share_of(request, pk)
    if request.method == "POST":
        access.demand(request.user, page.ANSWER)
    form = ShareForm(posted(request))
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    if submit(request, form, lambda given: verbs.answer_share(row, **given, by=who(request), at=clock.now())):
        messages.success(request, _("Your answer is recorded; the principal reads it."))
        return redirect("commission:share", pk)
    shown = {
        **page.share_page(row, request.acting), "form": form, "is_sure": is_sure(request),
        "identify_url": identify_address(request), "title": _("Part of order %(order)s") % {"order": row.split.order.reference},
        "crumbs": crumbs(PARTS, here=row.split.order.reference),
    }  # fmt: skip
    return render(request, "commission/share.html", shown, status=form.status)


@login_required
@require_safe
def shares(request: Request) -> HttpResponse:
    """The parts of orders under the contracts that I see."""
    empty = {
        "icon": "receipt", "title": _("No part of an order"), "url": reverse("commission:statements"),
        "label": _("See the statements"),
        "text": _("When a principal proposes that an order is shared between agents, the part of each of your contracts stands here."),
    }  # fmt: skip
    return lists.answer(
        request, access.visible(request.user, queries.shares()), filters=ShareFilter, table=ShareTable, orders=queries.ORDERS,
        template="commission/shares.html", title=_("Parts of orders"), empty=empty,
    )  # fmt: skip

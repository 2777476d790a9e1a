"""Products: those I may see, one of them, and what its owner says of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import clock, lists, words
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who
from portage.network.segments import segment_name

from .. import actions, codes, queries
from ..filters import ProductFilter
from ..forms import ProductForm, ShareForm
from ..models import Product
from ..tables import ProductTable
from ..wording import REASONS, SHAPES, VERBS

CHANGE, SHARE = "catalogue.change_product", "catalogue.share_product"
LIST = (gettext_lazy("Products"), "catalogue:products")


@login_required
def listing(request: Request) -> HttpResponse:
    """The products that I may see: my organisation's own, and those shared with it."""
    found = access.visible(request.user, queries.products())
    may_add = (
        request.acting is not None
        and request.acting.organisation.kind in actions.OWNERS
        and access.may(request.user, CHANGE)
    )
    empty = {
        "icon": "packages",
        "title": _("No product yet"),
        "text": _("A product is listed by its owner, and then shared with a carrier group or an agent."),
        "url": reverse("catalogue:add_product") if may_add else "",
        "label": _("Add the first product"),
    }
    return lists.answer(
        request,
        found,
        filters=ProductFilter,
        table=ProductTable,
        orders=queries.ORDERS,
        template="catalogue/products.html",
        title=_("Products"),
        empty=empty,
        may_add=may_add,
    )


@login_required
def product(request: Request, pk: UUID) -> HttpResponse:
    """One product: names, codes, where it may be sold, who reads it, what I may do."""
    found = access.fetch(request.user, None, queries.products(), pk=pk)
    own = found.owner_id == request.acting.organisation.pk
    context = {
        "product": found,
        "title": capfirst(str(found)),
        "crumbs": crumbs(LIST, here=capfirst(str(found))),
        "state": SHAPES[found.status],
        "hs": codes.describe(found.hs_code),
        "names": [(words.language(tag), name, tag, tag == found.original) for tag, name in found.names.items()],
        "segments": [segment_name(segment) for segment in found.segments],
        "readers": access.holders(found).exclude(pk=found.owner_id) if own else None,
        "may_see_owner": queries.may_see_owner(found, request.user),
        **_verbs(request, found),
    }
    return render(request, "catalogue/product.html", context)


def _verbs(request: Request, found: Product) -> dict[str, Any]:
    may, refused = [], []
    for verb, reason in queries.verdicts(found, request.acting).items():
        label, icon, says = VERBS[verb]
        if reason:
            refused.append({"label": label, "why": REASONS[reason]})
        else:
            may.append(
                {
                    "label": label,
                    "url": reverse(f"catalogue:{verb}_product", args=[found.pk]),
                    "icon": icon,
                    "says": says,
                }
            )
    if found.owner_id == request.acting.organisation.pk:
        may += _journal(found)
    return {"may": may, "refused": refused}


def _journal(found: Product) -> list[dict[str, Any]]:
    """The way to its journal, once the floor above shows it."""
    try:
        url = reverse("home:product_journal", args=[found.pk])
    except NoReverseMatch:
        return []
    return [{"label": _("Journal"), "url": url, "icon": "history", "says": _("Who changed and shared it, and when.")}]


@login_required
def add(request: Request) -> HttpResponse:
    """A new product of my own organisation."""
    access.demand(request.user, CHANGE)
    owner = request.acting.organisation
    form = ProductForm(request.POST or None)
    if not _looking(request) and submit(
        request, form, lambda _given: actions.add_product(owner, by=who(request), at=clock.now(), **form.facts())
    ):
        messages.success(
            request,
            _("%(name)s is added. Nobody else sees it until you share it.") % {"name": capfirst(str(form.done))},
        )
        return redirect("catalogue:product", form.done.pk)
    return _form_page(request, form, owner, title=_("Add a product"), verb=_("Add this product"))


@login_required
def change(request: Request, pk: UUID) -> HttpResponse:
    """What its owner says of a product."""
    found = access.fetch(request.user, CHANGE, queries.products(), pk=pk)
    actions.check_own(found, who(request))
    form = ProductForm(request.POST or None, instance=found)
    if not _looking(request) and submit(
        request, form, lambda _given: actions.change_product(found, by=who(request), at=clock.now(), **form.facts())
    ):
        messages.success(request, _("The changes are kept."))
        return redirect("catalogue:product", found.pk)
    return _form_page(
        request, form, found.owner, title=_("Change this product"), verb=_("Keep the changes"), product=found
    )


def _looking(request: Request) -> bool:
    """Without script, the button that searches the list of codes sends the whole form: nothing is kept yet."""
    return request.method == "POST" and "find" in request.POST


def _form_page(
    request: Request, form: ProductForm, owner: Any, *, title: str, verb: str, product: Product | None = None
) -> HttpResponse:
    looking = _looking(request)
    above = [LIST, *([(capfirst(str(product)), "catalogue:product", product.pk)] if product else [])]
    context = {
        "form": form,
        "title": title,
        "verb": verb,
        "product": product,
        "families": queries.families(owner),
        "looking": looking,
        "found": codes.search(form.asked) if looking else [],
        "asked": form.asked,
        "crumbs": crumbs(*above, here=title),
    }
    return render(request, "catalogue/product_form.html", context, status=200 if looking else form.status)


@login_required
def hs_codes(request: Request) -> HttpResponse:
    """The piece of the form that a search of the list of codes brings."""
    asked = request.GET.get("hs_q", "")[:100]
    return render(request, "catalogue/_hs_codes.html", {"asked": asked, "found": codes.search(asked)})


@login_required
def share(request: Request, pk: UUID) -> HttpResponse:
    """Let the people of a carrier group, or of an agent, read this product."""
    found = access.fetch(request.user, SHARE, queries.products(), pk=pk)
    actions.check_own(found, who(request))
    form = ShareForm(list(queries.partners(request.user, found)), request.POST or None)
    if submit(
        request,
        form,
        lambda given: actions.share_product(
            found, with_=form.partners[given["with_"]], by=who(request), at=clock.now()
        ),
    ):
        messages.success(request, _("The product is shared."))
        return redirect("catalogue:product", found.pk)
    context = {
        "form": form,
        "product": found,
        "title": _("Share"),
        "crumbs": crumbs(LIST, (capfirst(str(found)), "catalogue:product", found.pk), here=_("Share")),
    }
    return render(request, "catalogue/share.html", context, status=form.status)

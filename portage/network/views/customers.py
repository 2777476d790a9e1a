"""Industrial customers: the list of those recorded, adding one, correcting one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit

from .. import access, actions, queries
from ..doors import Request, who
from ..filters import CustomerFilter
from ..forms.customers import CustomerForm, NewCustomerForm
from ..models import Customer
from ..roles import Kind
from ..tables import CustomerTable

ADD, KEEP = "network.add_customer", "network.keep_contact"
ABOVE = (gettext_lazy("Organisations"), "network:organisations")
LIST = (gettext_lazy("Customers"), "network:customers")
ORDERS = {**queries.OF_CUSTOMERS, "segment": ("segment", "name", "pk")}


@login_required
def listing(request: Request) -> HttpResponse:
    """The customers that I may see: my own organisation's, and those of my group's subsidiaries."""
    found = access.visible(request.user, queries.customers())
    may_add = access.may(request.user, ADD)
    empty = {
        "icon": "building-factory",
        "title": _("No customer is recorded yet"),
        "text": _("A customer is a company that your organisation visits. Partners do not see this list."),
        "url": reverse("network:add_customer") if may_add else "",
        "label": _("Record the first customer"),
    }
    return lists.answer(
        request,
        found,
        filters=CustomerFilter,
        table=CustomerTable,
        orders=ORDERS,
        template="network/customers.html",
        title=_("Customers"),
        empty=empty,
        may_add=may_add,
        crumbs=crumbs(ABOVE, here=_("Customers")),
    )


@login_required
def add(request: Request) -> HttpResponse:
    """Record a customer, for my organisation or for one of my group's subsidiaries."""
    access.demand(request.user, ADD)
    owners = queries.owners_of_customers(request.acting)
    form = NewCustomerForm(owners, request.POST or None)
    record = lambda given: actions.add_customer(UUID(given["owner"]), by=who(request), at=clock.now(), **_facts(given))  # noqa: E731
    if submit(request, form, record):
        messages.success(request, _("%(name)s is recorded.") % {"name": form.done.name})
        return redirect("network:customers")
    title = _("Record a customer")
    context = {"form": form, "title": title, "verb": _("Record this customer"), "crumbs": crumbs(LIST, here=title)}
    return render(request, "network/customer_form.html", context, status=form.status)


@login_required
def change(request: Request, pk: UUID) -> HttpResponse:
    """The record, as a form for those who may correct it."""
    customer = access.fetch(request.user, ADD if request.method == "POST" else None, queries.customers(), pk=pk)
    form = CustomerForm(request.POST or None, instance=customer)
    if submit(request, form, lambda given: actions.change_customer(customer, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("The changes are kept."))
        return redirect("network:customers")
    context = {
        "form": form,
        "customer": customer,
        "title": customer.name,
        "verb": _("Keep the changes"),
        "may_change": access.may(request.user, ADD),
        **contacts_of(request, customer),
        "crumbs": crumbs(LIST, here=customer.name),
    }
    return render(request, "network/customer_form.html", context, status=form.status)


def contacts_of(request: Request, customer: Customer) -> dict[str, Any]:
    """The people there, and whether this person keeps them. Carried SMEs keep none here."""
    kept = customer.owner.kind != Kind.CARRIED_SME
    found = access.visible(request.user, queries.contacts()).filter(customer=customer)
    return {"contacts": list(found) if kept else None, "may_keep": kept and access.may(request.user, KEEP)}


def _facts(given: dict) -> dict:
    return {name: value for name, value in given.items() if name != "owner"}

"""Contacts at a customer: recording one, correcting, "in touch today", removing."""

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

from .. import access, actions, queries
from ..doors import Request, who
from ..forms.customers import ContactForm, RemoveContactForm
from ..models import Customer
from .customers import KEEP, LIST
from .organisations import address_of


def path(customer: Customer, here: Any) -> list[dict[str, str]]:
    return crumbs(LIST, (customer.name, "network:change_customer", customer.pk), here=here)


@login_required
def add(request: Request, pk: UUID) -> HttpResponse:
    """Record a person at a customer that I see."""
    customer = access.fetch(request.user, KEEP, queries.customers(), pk=pk)
    form = ContactForm(request.POST or None)
    if submit(request, form, lambda given: actions.add_contact(customer, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("%(name)s is recorded.") % {"name": form.done.name})
        return redirect("network:change_customer", pk)
    title = _("Record a contact")
    context = {"form": form, "customer": customer, "title": title, "verb": title, "crumbs": path(customer, title)}
    return render(request, "network/contact_form.html", context, status=form.status)


@login_required
def change(request: Request, pk: UUID) -> HttpResponse:
    """The record, as a form for those who may correct it."""
    contact = access.fetch(request.user, KEEP if request.method == "POST" else None, queries.contacts(), pk=pk)
    form = ContactForm(request.POST or None, instance=contact)
    if submit(request, form, lambda given: actions.change_contact(contact, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("The changes are kept."))
        return redirect("network:change_customer", contact.customer_id)
    context = {
        "form": form, "contact": contact, "customer": contact.customer, "title": contact.name, "verb": _("Keep the changes"),
        "may_keep": access.may(request.user, KEEP), "data_url": address_of("privacy:contact", contact), "crumbs": path(contact.customer, contact.name),
    }  # fmt: skip
    return render(request, "network/contact_form.html", context, status=form.status)


@login_required
@require_POST
def used(request: Request, pk: UUID) -> HttpResponse:
    """I was in touch with them today: the time for which they may be kept begins anew."""
    contact = access.fetch(request.user, KEEP, queries.contacts(), pk=pk)
    actions.use_contact(contact, by=who(request), at=clock.now())
    messages.success(request, _("In touch with %(name)s today: noted.") % {"name": contact.name})
    return redirect("network:change_customer", contact.customer_id)


@login_required
def remove(request: Request, pk: UUID) -> HttpResponse:
    """The contact is erased."""
    contact = access.fetch(request.user, KEEP, queries.contacts(), pk=pk)
    form = RemoveContactForm(contact.name, request.POST if request.method == "POST" else None)
    if submit(request, form, lambda given: actions.remove_contact(contact, by=who(request), at=clock.now())):
        messages.success(request, _("The contact is erased."))
        return redirect("network:change_customer", contact.customer_id)
    context = {
        "form": form, "contact": contact, "customer": contact.customer, "crumbs": path(contact.customer, contact.name)
    }  # fmt: skip
    return render(request, "network/contact_remove.html", context, status=form.status)

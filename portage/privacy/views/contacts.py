"""One contact: what is held of them, as a page and as a file; and their erasure with each mention."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import tell
from portage.core.refusals import Refused
from portage.network import access
from portage.network import queries as network
from portage.network.doors import Request, who
from portage.network.models import Contact
from portage.network.views.contacts import KEEP
from portage.network.views.customers import LIST

from .. import actions
from ..documents import to_json
from ..forms import TypedForm
from ..pages import places
from ..queries import of_contact
from ..queries.search import Hit
from .doors import identify, is_sure, sure


def kept(request: Request, pk: UUID) -> Contact:
    """The contact, for those who keep its customer: 404 when it may not be seen, 403 for who only reads."""
    return access.fetch(request.user, KEEP, network.contacts(), pk=pk)


def mentions(request: Request, contact: Contact) -> tuple[list[Hit], bool] | None:
    """Where else they stand; only administrators search the texts of their organisation."""
    if not request.acting.is_administrator:
        return None
    return of_contact.mentions(contact, request.acting.organisation, request.user)


def path(contact: Contact) -> list[dict[str, str]]:
    customer = contact.customer
    above = (customer.name, "network:change_customer", customer.pk)
    return crumbs(LIST, above, here=contact.name)


@login_required
@require_safe
def data(request: Request, pk: UUID) -> HttpResponse:
    """What is held of a contact, to read and to print."""
    contact = kept(request, pk)
    found = mentions(request, contact)
    context = {
        "contact": contact, "customer": contact.customer, "record": of_contact.record(contact), "events": of_contact.events(contact),
        "places": places(found[0]) if found else None, "at": clock.now(), "crumbs": path(contact),
    }  # fmt: skip
    return render(request, "privacy/contact.html", context)


@login_required
@require_safe
def file(request: Request, pk: UUID) -> HttpResponse:
    """The same for programs: JSON, to hand to the person who asked."""
    contact = kept(request, pk)
    found = mentions(request, contact)
    told = {"made_at": clock.now(), "format": "portage.contact.1", "record": of_contact.record(contact), "events": of_contact.events(contact)}  # fmt: skip
    if found:
        told["mentions"] = [{"where": hit.label, "field": hit.field, "text": "".join(hit.excerpt)} for hit in found[0]]
    answer = HttpResponse(to_json(told), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="contact.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
def erase(request: Request, pk: UUID) -> HttpResponse:
    """Preview, choose by hand, confirm: the contact goes, and their words in the chosen texts."""
    contact = kept(request, pk)
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    found = mentions(request, contact)
    label = _("To confirm, type the name: %(name)s") % {"name": contact.name}
    form = TypedForm(contact.name, label, request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            keys = request.POST.getlist("key") if found else []
            actions.erase_contact(contact, keys=keys, by=who(request), at=clock.now())
        except Refused as refusal:
            tell(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("The contact is erased."))
            return redirect("network:change_customer", contact.customer_id)
    context = {
        "form": form, "contact": contact, "customer": contact.customer, "places": places(found[0]) if found else None,
        "more": found[1] if found else False, "chosen": request.POST.getlist("key"), "crumbs": path(contact), **sure(request),
    }  # fmt: skip
    return render(request, "privacy/erase_contact.html", context, status=status)

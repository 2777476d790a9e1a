"""Writing a report: a plain form that needs no script; with one, it is kept on the device while it is typed, and sent once.

What a device keeps of the product is the form without anybody's data, and a worker that gives it when there is no network.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import ValidationError

from portage.core import clock, words
from portage.core.api.problems import flat
from portage.core.files import photos
from portage.core.refusals import Refused, Several
from portage.network import access, actions
from portage.network.api.shapes import CustomerSerializer
from portage.network.doors import Request, who
from portage.network.models import Customer, Membership

from .. import queries
from ..actions.attaching import attach
from ..actions.drafts import keep_draft
from ..actions.filing import Filed
from ..api.filing import FILE, filed_by
from ..api.shapes import ReportAskedSerializer
from ..forms.writing import told_in
from ..models import Report, Section
from ..pages import writing as page
from ..words.refusals import FILE_FAULTS

ADD = "network.add_customer"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """The form; filed by the same verb as what a device sends."""
    access.demand(request.user, FILE)
    author = request.acting.membership
    if request.method != "POST":
        content = begun(author, request.GET.get("draft", "")) or {"head": chosen(request)}
        return shown(request, author, content)
    sent = told_in(request.POST, ticked(request, request.POST.getlist("contact")))
    if "keep" in request.POST:
        return kept(request, author, sent)
    try:
        filed = file(request, author, sent)
    except ValidationError as error:
        return shown(request, author, sent, list(flat(error.detail)))
    except Refused as refused:
        every = refused.refusals if isinstance(refused, Several) else [refused]
        return shown(request, author, sent, [page.as_fault(one) for one in every], status=refused.status)
    sections = list(queries.writing.sections_filed(author, UUID(sent["key"])))
    add_photos(request, filed, sections)
    tell(request, filed, sections)
    return redirect("fieldwork:write_report")


def shown(
    request: Request, author: Membership, content: Mapping[str, Any], refused: Any = (), *, status: int = 422
) -> HttpResponse:
    """The form with what was typed, and what must be put right."""
    context = page.form(request.user, author, content, clock.now())
    context |= {
        "faults": page.faults(refused, context["parts"], content),
        "author": author,
        "secrets": page.device_secrets(author),
        "drafts": page.drafts(author),
        "edition": content.get("edition", 0),
        "may_add": access.may(request.user, ADD),
    }
    return render(request, "fieldwork/write.html", context, status=status if refused else 200)


def begun(author: Membership, key: str) -> dict[str, Any] | None:
    """A report that this member began and kept on the server."""
    if not queries.writing.is_uuid(key):
        return None
    found = queries.reports.drafts(author).filter(key=key).first()
    return None if found is None else found.content | {"key": str(found.key), "edition": found.edition}


def chosen(request: Request) -> dict[str, str]:
    """The customer that a link to the page names."""
    customer = request.GET.get("customer", "")
    return {"customer": customer} if queries.writing.is_uuid(customer) else {}


def ticked(request: Request, keys: list[str]) -> dict[str, dict[str, str]]:
    """The contacts ticked, of those that this person sees."""
    found = access.visible(
        request.user, queries.writing.contacts([key for key in keys if queries.writing.is_uuid(key)])
    )
    return {str(one.pk): {"name": one.name, "function": one.function} for one in found}


def kept(request: Request, author: Membership, sent: dict[str, Any]) -> HttpResponse:
    """Begun, to be finished later, on whatever device."""
    edition = request.POST.get("edition", "0")
    try:
        key = read_key(sent)
        seen = int(edition) if edition.isascii() and edition.isdigit() else 0
        keep_draft(key, content=sent, seen=seen, by=who(request), at=clock.now())
    except ValidationError as error:
        return shown(request, author, sent, list(flat(error.detail)))
    except Refused as refused:
        return shown(request, author, sent | {"edition": edition}, [page.as_fault(refused)], status=refused.status)
    messages.success(request, _("Kept. Nobody but you reads it until you submit it."))
    return redirect("fieldwork:write_report")


def read_key(sent: Mapping[str, Any]) -> UUID:
    """The key of what is typed. Raises ValidationError."""
    if not queries.writing.is_uuid(sent["key"]):
        raise ValidationError({"key": [_("Open the page again: this form has lost its number.")]})
    return UUID(sent["key"])


@transaction.atomic
def file(request: Request, author: Membership, sent: dict[str, Any]) -> Filed:
    """File what was typed, with the customer that it adds. Sent twice it is filed once."""
    before = queries.writing.filed(author, read_key(sent)).first()
    new = sent["new_customer"]
    if before is not None and not sent["head"]["customer"]:
        sent["head"]["customer"] = str(before.customer_id)
    elif new["name"] and not sent["head"]["customer"]:
        sent["head"]["customer"] = str(added(request, author, new).pk)
    context = {"request": request, **queries.writing.told_before(author, read_key(sent))}
    read = ReportAskedSerializer(data=sent, context=context)
    read.is_valid(raise_exception=True)
    return filed_by(request, read.validated_data, clock.now())


def added(request: Request, author: Membership, new: Mapping[str, str]) -> Customer:
    """The customer typed, recorded now; the one that is recorded already when it is the same."""
    access.demand(request.user, ADD)
    read = CustomerSerializer(data=dict(new))
    if not read.is_valid():
        raise ValidationError({"new_customer": read.errors})
    own = access.visible(request.user, queries.reports.customers_last_first(author))
    there = own.filter(name=new["name"], country=new["country"]).first()
    if there is not None:
        return there
    made = actions.add_customer(author.organisation_id, by=who(request), at=clock.now(), **read.validated_data)
    access.ask_anew(request.user)
    return made


def add_photos(request: Request, filed: Filed, sections: list[Section]) -> None:
    """The photos typed beside the report, each with its section; what cannot be kept is told, and the report stays filed."""
    places: dict[str, Section | Report] = {f"s-{one.contract_id or 'own'}-photos": one for one in sections}
    places["photos"] = filed.reports[0]
    if set(request.FILES) - set(places):
        messages.error(request, _("A photo was not kept: its section says nothing else. Write a word beside it."))
    for name, to in places.items():
        for number, photo in enumerate(request.FILES.getlist(name)):
            key = uuid5(filed.reports[0].key, f"{name}:{number}:{photo.name}:{photo.size}")
            try:
                if (photo.size or 0) > photos.LARGEST:
                    raise Refused("file_too_large", FILE_FAULTS["too_large"])
                attach(to, key=key, content=photo.read(), name=photo.name or "", by=who(request), at=clock.now())
            except Refused as refused:
                messages.error(request, f"{photo.name}{words.mark(':')}{refused.message}")


def tell(request: Request, filed: Filed, sections: list[Section]) -> None:
    """That it is filed, and as what."""
    references = ", ".join(one.reference for one in sections)
    said = ngettext(
        "Filed, with one section: %(references)s.", "Filed, with %(n)d sections: %(references)s.", len(sections)
    )
    done = said % {"n": len(sections), "references": references} if sections else _("Filed, with its private note.")
    again = _("It had arrived before; it is filed once.") if filed.again else ""
    messages.success(request, " ".join(filter(None, [done, again])))


@login_required
@require_safe
def queue(request: Request) -> HttpResponse:
    """What waits on this device, drawn by its script from what it keeps."""
    access.demand(request.user, FILE)
    author = request.acting.membership
    context = {"author": author, "secrets": page.device_secrets(author)}
    return render(request, "fieldwork/queue.html", context)


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The two pages without anybody's data, which a device keeps and fills by itself. The same for everybody."""
    return render(request, "fieldwork/shell_bare.html", page.bare())

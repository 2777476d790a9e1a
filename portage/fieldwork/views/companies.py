"""One company in the records of several subsidiaries: for their carrier group alone, whatever is asked and by whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import Request, who
from portage.network.models import Customer
from portage.network.queries import customers

from ..actions.companies import part_companies, say_same_company
from ..forms.merging import SameCompanyForm
from ..queries import companies as queries
from ..queries.duplicates import held
from ..words.refusals import REFUSALS
from .merging import SAY


def record_of(request: Any, pk: UUID, permission: str | None = None) -> Customer:
    """A record of one of my subsidiaries: 404 when it is unseen, 403 to whoever does not act for the group, in the same words
    whether anything is said of it or not."""
    found = access.fetch(request.user, None, customers(), pk=pk)
    if not queries.is_of_group(request.acting):
        raise Forbidden("not_your_group", REFUSALS["not_your_group"])
    if permission is not None:
        access.demand(request.user, permission)
    return found


@login_required
@require_safe
def company(request: Request, pk: UUID) -> HttpResponse:
    """The records of one company, its last visits and orders, and who said that they are one."""
    record = record_of(request, pk)
    context = {
        **queries.of_company(request.acting, record.pk), "title": record.name, "may_say": access.may(request.user, SAY),
        "crumbs": crumbs((_("Customers"), "network:customers"), here=record.name),
    }  # fmt: skip
    return render(request, "fieldwork/company.html", context)


@login_required
def say(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Two records side by side, then that they are of one company."""
    one = record_of(request, pk, SAY if request.method == "POST" else None)
    second = record_of(request, other)
    form = SameCompanyForm(request.POST if request.method == "POST" else None)
    if submit(request, form, lambda _given: say_same_company(one, second, by=who(request), at=clock.now())):
        messages.success(
            request, _("%(name)s is held for one company. Its subsidiaries are told nothing.") % {"name": one.name}
        )
        return redirect("fieldwork:company", pk)
    found = held(request.user, {one.pk, second.pk})
    title = _("Two records of one company")
    context = {
        "title": title, "one": found[one.pk], "other": found[second.pk], "form": form, "may_say": access.may(request.user, SAY),
        "consequences": [
            _("Your group reads visits and orders of both on one page."),
            _("Each subsidiary keeps its record and its contacts, and learns nothing of the other's."),
            _("You may take it back."),
        ],
        "crumbs": crumbs((_("Customers"), "network:customers"), (_("Recorded twice?"), "fieldwork:duplicates"), here=title),
    }  # fmt: skip
    return render(request, "fieldwork/same_company.html", context, status=form.status)


@login_required
@require_POST
def part(request: Request, pk: UUID) -> HttpResponse:
    """Two companies after all."""
    said = access.fetch(request.user, SAY, queries.said(), pk=pk)
    part_companies(said, by=who(request), at=clock.now())
    messages.success(request, _("They are two companies again."))
    return redirect("fieldwork:company", said.one_id)

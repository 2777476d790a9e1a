"""The public page of a carrier group, as its portage managers write, open, close and renew it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit

from .. import access, actions
from ..doors import Request, who
from ..forms.candidatures import PageForm
from ..queries import candidatures as queries
from ..rules.candidatures import PERMISSION
from .candidatures import LIST, reads


@login_required
def page(request: Request) -> HttpResponse:
    """What strangers read, whether the page is open, and its address."""
    reads(request)
    access.demand(request.user, PERMISSION)
    group = request.acting.organisation
    found = queries.page_of(group)
    form = PageForm(request.POST if request.method == "POST" else None, page=found)
    by, at = who(request), clock.now()
    if submit(request, form, lambda _given: actions.write_candidature_page(group, by=by, at=at, **form.facts)):
        messages.success(request, _("The changes are kept."))
        return redirect("network:candidature_page")
    address = settings.SITE_URL.rstrip("/") + reverse("network:apply", args=[found.key]) if found else ""
    context = {
        "form": form, "page": found, "group": group, "address": address, "is_open": bool(found and found.opened_at),
        "crumbs": crumbs(LIST, here=_("Public page")),
    }  # fmt: skip
    return render(request, "network/candidature_page.html", context, status=form.status)


def _act(request: Request, verb: Any, said: str) -> HttpResponse:
    reads(request)
    access.demand(request.user, PERMISSION)
    verb(request.acting.organisation, by=who(request), at=clock.now())
    messages.success(request, said)
    return redirect("network:candidature_page")


@login_required
@require_POST
def open_page(request: Request) -> HttpResponse:
    """Anybody who has the address may apply from now on."""
    return _act(request, actions.open_candidature_page, _("The page is open: give its address to whom you meet."))


@login_required
@require_POST
def close_page(request: Request) -> HttpResponse:
    """Its address leads nowhere from now on."""
    return _act(request, actions.close_candidature_page, _("The page is closed. What was sent before goes on."))


@login_required
@require_POST
def renew_page(request: Request) -> HttpResponse:
    """Another address; the former one leads nowhere."""
    return _act(request, actions.renew_candidature_page, _("The page has a new address; the former one leads nowhere."))

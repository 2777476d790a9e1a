"""One person searched in what the organisation holds, their words erased one by one; former members."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock
from portage.core.forms import tell
from portage.core.lists import paging
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who
from portage.network.models import Organisation

from .. import actions, queries
from ..forms import SearchForm, TypedForm
from ..pages import places
from ..queries.search import Asked
from ..queries.search import search as searched
from .doors import administered, identify, is_sure, path, sure


@login_required
def search(request: Request) -> HttpResponse:
    """Type who; read each text in which they stand. By POST: names do not belong in addresses."""
    mine = administered(request)
    if not is_sure(request):
        return render(
            request, "privacy/search.html", {"organisation": mine, "crumbs": path(mine, _("Search")), **sure(request)}
        )
    form = SearchForm(request.POST if request.method == "POST" else None)
    return shown(request, mine, form)


def shown(request: Request, mine: Organisation, form: SearchForm) -> HttpResponse:
    """The form, and what was found."""
    context = {"form": form, "organisation": mine, "crumbs": path(mine, _("Search")), **sure(request)}
    if form.is_bound and form.is_valid():
        hits, more = searched(mine, request.user, form.asked())
        context |= {"places": places(hits), "count": len(hits), "more": more, "asked": form.asked()}
    return render(request, "privacy/search.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def erase_text(request: Request) -> HttpResponse:
    """One text: its words taken out, or the whole of it erased; then the search again."""
    mine = administered(request)
    if not is_sure(request):
        return identify(request, "/personal-data/search/")
    form = SearchForm(request.POST)
    if form.is_valid():
        try:
            done(mine, request.POST.get("key", ""), request.POST.get("does", ""), form.asked(), request)
        except Refused as refusal:
            tell(form, refusal)
            return render(request, "privacy/search.html", {"form": form, "organisation": mine, "crumbs": path(mine, _("Search")), **sure(request)}, status=refusal.status)  # fmt: skip
    return shown(request, mine, form)


def done(mine: Organisation, key: str, does: str, asked: Asked, request: Request) -> None:
    """The verb that the button stands for."""
    if does == "words":
        actions.redact(mine, key, asked, by=who(request), at=clock.now())
        messages.success(request, _("The words are erased; a mark stands in their place."))
    else:
        actions.erase_row(mine, key, by=who(request), at=clock.now())
        messages.success(request, _("The text is erased."))


@login_required
@require_safe
def former(request: Request) -> HttpResponse:
    """Who left the organisation, and whether something of them is still held."""
    mine = administered(request)
    page = paging.read(queries.former_members(mine), request.GET, order=("-ended_at", "pk"))
    context = {
        "organisation": mine,
        "page": page,
        "pager": page.links(request),
        "crumbs": path(mine, _("Former members")),
    }
    return render(request, "privacy/former.html", context)


@login_required
def erase_member(request: Request, pk: UUID) -> HttpResponse:
    """Erase what the organisation holds of somebody who left it. Members of others are absent: 404."""
    if request.acting is None or not request.acting.is_administrator:
        raise Http404
    mine = request.acting.organisation
    member = access.fetch(request.user, None, queries.former_members(mine), pk=pk)
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    label = _("To confirm, type the name: %(name)s") % {"name": member.person.name}
    form = TypedForm(member.person.name, label, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.erase_member(member, by=who(request), at=clock.now())
        messages.success(
            request, _("What was held is erased. Search the name: it may stand in texts that others wrote.")
        )
        return redirect("privacy:former")
    context = {"form": form, "member": member, "held": queries.held_of(member), "organisation": mine, "crumbs": path(mine, member.person.name), **sure(request)}  # fmt: skip
    return render(request, "privacy/erase_member.html", context, status=422 if form.errors else 200)

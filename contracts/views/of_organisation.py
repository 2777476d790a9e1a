"""What one organisation has to do with contracts: those that I may see, and putting it aside when none lives."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.lists import Rows, paging
from portage.network import access
from portage.network import queries as network
from portage.network.actions import archive_organisation, check_may_change
from portage.network.doors import Request, who
from portage.network.models import Organisation
from portage.network.roles import Kind

from ..forms.parties import ArchiveForm
from ..pages.portfolio import layout_of
from ..queries import of_party, portfolio

CHANGE = "network.change_organisation"
ABOVE = (gettext_lazy("Organisations"), "network:organisations")
LEFT_OUT = {"reference", "term"}
SOME = 10


@login_required
@require_safe
def of_organisation(request: Request, pk: UUID) -> HttpResponse:
    """The contracts of an organisation that I may see: a piece of its page, and a page of its own without script."""
    found = access.fetch(request.user, None, network.organisations(), pk=pk)
    fragment = getattr(request, "htmx", None)
    rows = of_party.contracts_of(access.visible(request.user, portfolio.contracts()), found)
    page = paging.read(rows, request.GET, order=portfolio.ORDERS["next"], size=SOME if fragment else paging.SIZE)
    layout = layout_of(request.acting)
    lines = Rows(portfolio.lines(page.rows, at=clock.now()))
    table = layout.table(
        lines, exclude=layout.hidden([name for name in layout.usual if name not in LEFT_OUT]), orderable=False
    )
    context = {
        "organisation": found,
        "page": page,
        "table": table,
        "more_url": _everything(found) if fragment and page.after else "",
        "pager": None if fragment else page.links(request),
        "crumbs": crumbs(ABOVE, (found.name, "network:organisation", pk), here=_("Contracts")),
    }
    return render(request, "contracts/_of_organisation.html" if fragment else "contracts/of_organisation.html", context)


def _everything(found: Organisation) -> str:
    """The portfolio narrowed to a party; a group's contracts are its whole portfolio."""
    side = {Kind.CARRIED_SME: "principal", Kind.SUBSIDIARY: "agent"}.get(Kind(found.kind))
    return reverse("contracts:portfolio") + (f"?{side}={found.pk}" if side else "")


@login_required
def archive(request: Request, pk: UUID) -> HttpResponse:
    """Put an organisation aside. Here, because only this floor knows whether a contract of it still lives."""
    found = access.fetch(request.user, CHANGE, network.organisations(), pk=pk)
    check_may_change(found, who(request))
    form = ArchiveForm(request.POST or None)
    if submit(
        request,
        form,
        lambda _given: archive_organisation(found, lives=of_party.bound(found), by=who(request), at=clock.now()),
    ):
        messages.success(request, _("%(name)s is archived: it can be read, not changed.") % {"name": found.name})
        return redirect("network:organisation", pk)
    context = {
        "form": form,
        "organisation": found,
        "crumbs": crumbs(ABOVE, (found.name, "network:organisation", pk), here=_("Archive")),
    }
    return render(request, "contracts/archive_organisation.html", context, status=form.status)

"""Market knowledge of one country and segment, made of the sections that I may read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core.crumbs import crumbs
from portage.network import access
from portage.network.doors import Request

from ..pages import market as page
from ..queries import market as queries


@login_required
@require_safe
def market(request: Request) -> HttpResponse:
    """Competitors with their prices over time, customs, objections, growth. The place is remembered in the address."""
    places = queries.places(request.user)
    place = page.chosen(places, request.GET.get("country", ""), request.GET.get("segment", ""))
    title = _("Market knowledge")
    context = {
        "title": title,
        "crumbs": crumbs((_("Prospecting"), "fieldwork:prospects"), here=title),
        "places": places,
    }
    if place is not None:
        found = queries.market(request.user, *place)
        access.note_read(request.user, found.sections)
        context |= page.shown(places, place, found)
    return render(request, "fieldwork/market.html", context)

"""The map of contracts in force, by country: a page, and a piece of the home page that comes after its first paint."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.core.drawings.maps import Mark, world_map
from portage.network.doors import Request

from ..queries import map as queries
from .portfolio import acting_of, is_fragment, today_of

IN_TABLE = 12


@login_required
@require_safe
def network_map(request: Request) -> HttpResponse:
    """The drawing and its table: the busiest countries by name, the others summed."""
    acting_of(request)
    rows = queries.by_country(request.user, today=today_of(request))
    marks = {row.code: Mark(row.contracts, row.near > 0) for row in rows}
    rest = rows[IN_TABLE:]
    context = {
        "drawing": world_map(marks, marks), "rows": rows[:IN_TABLE], "countries": len(rows), "rest": rest,
        "rest_contracts": sum(row.contracts for row in rest), "rest_near": sum(row.near for row in rest),
    }  # fmt: skip
    fragment = is_fragment(request)
    return render(request, "contracts/_map.html" if fragment else "contracts/map.html", context)

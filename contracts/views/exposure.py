"""What the contracts that I may see would cost to leave, by currency."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.lists.paging import MOST
from portage.network.doors import Request

from ..leaving import held_by_of_many
from ..pages import exposure as page
from ..queries import exposure as queries
from ..queries.portfolio import count
from ..queries.waiting import side_of
from .portfolio import acting_of


@login_required
@require_safe
def exposure(request: Request) -> HttpResponse:
    """Sums of what is known, and how many contracts are not: each in its currency, nothing converted."""
    acting = acting_of(request)
    rows = list(queries.with_figures(acting)[: MOST + 1])
    shown = rows[:MOST]
    found = page.exposure(shown, held_by_of_many(shown, side_of(acting)), at=clock.now())
    total = count(queries.running(acting), MOST)
    context = {
        "exposure": found, "total": total, "capped": total > MOST or len(rows) > MOST, "side": side_of(acting),
        "without": max(0, min(total, MOST) - len(shown)), "known": sum(found.counts.values()),
    }  # fmt: skip
    return render(request, "contracts/exposure.html", context)

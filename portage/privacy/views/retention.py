"""How long the organisation keeps what: the overview, the periods, and exactly what will be forgotten."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.forms import submit
from portage.core.jobs import schedule
from portage.core.lists import paging
from portage.network.doors import Request, who
from portage.network.models import Organisation

from .. import actions
from ..forms import PeriodsForm
from ..jobs import RUN
from ..pages import told
from ..queries import retention
from ..rules.periods import PERIODS
from ..wording import EXPLAINED, KINDS
from .doors import administered, path


def next_run(at: datetime) -> datetime:
    """When the daily run comes next."""
    return schedule.collect()[RUN].next_due(at)


def counted(organisation: Organisation, at: datetime) -> list[dict[str, Any]]:
    """Each kind with its period, what is due now and what will be due at the next run."""
    chosen, then = retention.months_of(organisation), next_run(at)
    return [
        {
            "key": key, "what": what, "since": since, "says": EXPLAINED[key], "months": chosen[key],
            "now": retention.due(key, organisation, at=at, months=chosen[key]).count(),
            "then": retention.due(key, organisation, at=then, months=chosen[key]).count(),
        }
        for key, (what, since) in KINDS.items()
    ]  # fmt: skip


@login_required
@require_safe
def overview(request: Request) -> HttpResponse:
    """What is kept and for how long; the ways to a person's data."""
    mine, at = administered(request), clock.now()
    context = {"organisation": mine, "kinds": counted(mine, at), "next_run": next_run(at), "crumbs": path(mine)}
    return render(request, "privacy/overview.html", context)


@login_required
def periods(request: Request) -> HttpResponse:
    """For how many months each kind is kept."""
    mine = administered(request)
    form = PeriodsForm(request.POST or None, initial=retention.months_of(mine))
    if submit(request, form, lambda given: actions.set_periods(mine, given, by=who(request), at=clock.now())):
        messages.success(request, _("The periods hold from the next daily run on. Look at what it will forget."))
        return redirect("privacy:overview")
    context = {"form": form, "organisation": mine, "crumbs": path(mine, _("How long"))}
    return render(request, "privacy/periods.html", context, status=form.status)


@login_required
@require_safe
def preview(request: Request, kind: str) -> HttpResponse:
    """What the next daily run forgets of one kind: the query that it runs, at its hour."""
    mine, at = administered(request), clock.now()
    if kind not in PERIODS:
        raise Http404
    then = next_run(at)
    page = paging.read(retention.due(kind, mine, at=then), request.GET, order=("pk",))
    now = set(
        retention.due(kind, mine, at=at).filter(pk__in=[row.pk for row in page.rows]).values_list("pk", flat=True)
    )
    what, since = KINDS[kind]
    context = {
        "organisation": mine, "what": what, "since": since, "says": EXPLAINED[kind], "page": page, "pager": page.links(request),
        "rows": [{**told(kind, row), "now": row.pk in now} for row in page.rows], "next_run": then,
        "count_now": retention.due(kind, mine, at=at).count(), "months": retention.months_of(mine)[kind],
        "crumbs": path(mine, what),
    }  # fmt: skip
    return render(request, "privacy/preview.html", context)

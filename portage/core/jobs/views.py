"""The jobs page, for platform administrators: what waits, what failed and why, and the schedule."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import clock
from . import leases, schedule
from . import queries as jobs_queries

View = Callable[..., HttpResponseBase]


def for_platform_administrators(view: View) -> View:
    """For everybody else the page is absent."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not getattr(request.user, "is_platform_administrator", False):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(checked)


@require_safe
@for_platform_administrators
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs of one state (failed first), the oldest waiting, the workers alive, the schedule."""
    state = request.GET.get("state", "FAILED")
    page = Paginator(jobs_queries.jobs(state), 50).get_page(request.GET.get("page"))
    context = {
        "state": state,
        "states": jobs_queries.counts(),
        "page": page,
        "rows": jobs_queries.with_attempts(page.object_list),
        "oldest": jobs_queries.oldest_waiting(clock.now()),
        "mail": jobs_queries.mail(),
        "schedule": jobs_queries.firings(schedule.collect().values(), clock.now()),
    }
    return render(request, "core/jobs.html", context)


@require_POST
@for_platform_administrators
def retry(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Put a failed job back in the queue."""
    if leases.retry(task_id):
        messages.success(request, _("The job waits for the next worker."))
    else:
        messages.info(request, _("This job has not failed, or runs again already."))
    return redirect("core:jobs")

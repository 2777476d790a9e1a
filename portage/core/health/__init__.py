"""Health doors for machines: alive, ready to serve, and a few numbers. They tell states, never data."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from .. import clock, seals
from ..jobs import queries as jobs_queries
from . import declared, readiness

WORKER_LATE = 120.0


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of anybody."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when this process can serve, else 503 with the names of what is missing.

    A silent worker is told ("jobs": "late") but does not take the web away: pages work without it, mail waits. So is a process that
    has no usable key ("signing": "missing", "exposed"): web processes need none; and what domains declare ("documents": "failing").
    """
    states = readiness.states()
    ok = all(state == "ok" for state in states.values())
    body = {"status": "ok" if ok else "unavailable", **states}
    if ok:
        now = clock.now()
        beat = jobs_queries.last_beat(now)
        body["signing"] = seals.state()
        body["jobs"] = "ok" if beat is not None and beat < WORKER_LATE else "late"
        body |= declared.states(now)
    response = JsonResponse(body, status=200 if ok else 503)
    if not ok:
        response["Retry-After"] = "10"
    return response


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers in Prometheus' text form, for who holds METRICS_TOKEN; absent for everybody else."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse("\n".join(_lines()) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _lines() -> list[str]:
    now = clock.now()
    states, mail = jobs_queries.counts(), jobs_queries.mail()
    gauges: dict[str, tuple[str, float]] = {
        "portage_jobs_waiting": ("jobs that wait", states["READY"]),
        "portage_jobs_running": ("jobs that run", states["RUNNING"]),
        "portage_jobs_failed": ("jobs that failed for good", states["FAILED"]),
        "portage_jobs_oldest_seconds": (
            "age of the job that has been due for longest",
            jobs_queries.oldest_waiting(now) or 0,
        ),
        "portage_worker_beat_seconds": (
            "time since a worker last said that it lives",
            jobs_queries.last_beat(now) or float("inf"),
        ),
        "portage_mail_waiting": ("e-mails that wait", mail["waiting"]),
        "portage_mail_failed": ("e-mails that could not be sent", mail["failed"]),
    }
    lines = []
    for name, (meaning, value) in (gauges | declared.gauges(now)).items():
        lines += [
            f"# HELP {name} {meaning}",
            f"# TYPE {name} gauge",
            f"{name} {'+Inf' if value == float('inf') else value}",
        ]
    return lines

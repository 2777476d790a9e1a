"""Doors of the core: health, metrics, jobs, and the link that mutes a kind of e-mail."""

from django.conf import settings
from django.urls import path

from . import health
from .jobs import views as jobs_views
from .outbox import views as outbox_views

app_name = "core"

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    path("platform/jobs/", jobs_views.jobs, name="jobs"),
    path("platform/jobs/<uuid:task_id>/retry/", jobs_views.retry, name="retry_job"),
    path("mail/mute/<str:token>/", outbox_views.mute, name="mute"),
]

if settings.DEBUG:
    from .component_page import components

    urlpatterns.append(path("components/", components, name="components"))

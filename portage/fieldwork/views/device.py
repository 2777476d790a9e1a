"""What makes a phone keep the page on which reports are written: a manifest, and a worker that keeps the page's shell.

The worker keeps style sheets, scripts, and the shell (`writing.shell`), which hold nobody's data, and nothing else: no answer
of the API, no page of a person. It answers only the two addresses of the shell, and only when there is no network.
"""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core.templatetags.portage import asset

FOLDER = Path(settings.BASE_DIR) / "static/fieldwork"
KEPT = ("vendor/tabler.min.css", "core/portage.css", "core/theme.js", "core/mark.svg", "django_htmx/htmx-2.min.js", "core/portage.js")  # fmt: skip


def assets() -> list[str]:
    """The addresses of the files of the two pages."""
    own = sorted(
        f"fieldwork/{path.name}" for path in FOLDER.iterdir() if path.suffix in {".js", ".css", ".png", ".svg"}
    )
    return [asset(path) for path in (*KEPT, *own)]


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, at the root so that it may answer for the pages; asked anew each time, so that a new version takes over.

    Where an operator has turned writing without a network off, it is one that removes itself and what it kept.
    """
    kept = assets() if settings.OFFLINE_REPORTS else []
    pages = {
        "shell": reverse("fieldwork:shell"),
        "write": reverse("fieldwork:write_report"),
        "queue": reverse("fieldwork:queue"),
    }
    version = hashlib.sha256(json.dumps([kept, pages, settings.STATIC_URL]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "assets": kept, **pages})
    response = render(
        request,
        "fieldwork/service_worker.js",
        {"told": told, "on": settings.OFFLINE_REPORTS},
        content_type="text/javascript",
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone asks before it puts the page among its programs."""
    shown = {
        "id": reverse("fieldwork:write_report"),
        "name": _("Portage: visit reports"),
        "short_name": "Portage",
        "lang": get_language(),
        "start_url": reverse("fieldwork:write_report"),
        "scope": "/",
        "display": "standalone",
        "theme_color": "#16324f",
        "background_color": "#fbfaf7",
        "icons": [
            {"src": static("fieldwork/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("fieldwork/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {
                "src": static("fieldwork/icon-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
        ],
        "shortcuts": [
            {"name": _("Visit report"), "url": reverse("fieldwork:write_report")},
            {"name": _("On this device"), "url": reverse("fieldwork:queue")},
        ],
    }
    response = JsonResponse(shown, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json"
    return response

"""The door for synchronous servers. Live pages (server-sent events) need `portage.asgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portage.settings")

application = get_wsgi_application()

from portage.core.health.checks import refuse_to_start  # noqa: E402  (needs the settings)
from portage.core.settled import settle  # noqa: E402

refuse_to_start()
settle()

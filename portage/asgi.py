"""The door for asynchronous servers (granian --interface asginl portage.asgi:application)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portage.settings")

application = get_asgi_application()

from portage.core.health.checks import refuse_to_start  # noqa: E402  (needs the settings)
from portage.core.settled import settle  # noqa: E402

refuse_to_start()
settle()

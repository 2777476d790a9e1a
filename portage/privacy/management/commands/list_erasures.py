"""`manage.py list_erasures > erasures.jsonl`: what was erased so far, to keep outside of the backups."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from portage.privacy.queries.erasures import listed


class Command(BaseCommand):
    help = "Write what was erased so far, one JSON line each; identifiers and keyed digests, no name and no address."

    def handle(self, **_: Any) -> None:
        for line in listed():
            self.stdout.write(json.dumps(line, sort_keys=True))

"""`manage.py replay_erasures FILE`: after a restore, erase again what was erased since the backup was taken."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core import clock
from portage.privacy.actions import replay


class Command(BaseCommand):
    help = "Erase again what a list of `list_erasures` names; it may be run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
            counts = replay(lines, at=clock.now())
        except (OSError, ValueError, KeyError, LookupError) as error:
            raise CommandError(f"{file}: {error!r}; what came before it is erased") from error
        self.stdout.write("{erased} erased again, {gone} were gone already, {spared} spared".format(**counts))

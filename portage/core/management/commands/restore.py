"""`manage.py restore FILE`: put a backup in place of the database and the files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core.backup.archive import BadArchive
from portage.core.backup.postgres import ProgramFailed
from portage.core.backup.restore import NotRestored, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty database; the product must be stopped."
    requires_system_checks: list[str] = []  # the database it would check is the one to replace

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace a database that is not empty")

    def handle(self, *, file: Path, force: bool, **_: Any) -> None:
        try:
            manifest = restore(file, key=settings.BACKUP_KEY, force=force)
        except (BadArchive, NotRestored, ProgramFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{sum(manifest['tables'].values())} rows and {manifest['files']['count']} files of {manifest['made_at']} are back;"
            " counts, journal, triggers and files were verified. Run `manage.py migrate` if this version is newer, then"
            " `manage.py replay_erasures` with the newest list: people who were erased since the backup stand in it again."
        )

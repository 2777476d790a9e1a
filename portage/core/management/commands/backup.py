"""`manage.py backup FILE`: the database and all files of one moment, in one verified archive."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core import clock
from portage.core.backup.archive import BadArchive
from portage.core.backup.make import make
from portage.core.backup.postgres import ProgramFailed


class Command(BaseCommand):
    help = "Back up the database and all files, while the product runs. Encrypted when BACKUP_KEY is set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} exists: it was not touched")
        try:
            manifest = make(file, at=clock.now(), key=settings.BACKUP_KEY)
        except (BadArchive, ProgramFailed, OSError) as error:
            raise CommandError(str(error)) from error
        chain, files = manifest["chain"], manifest["files"]
        self.stdout.write(
            f"{sum(manifest['tables'].values())} rows, {files['count']} files ({files['bytes']} bytes),"
            f" {'encrypted' if settings.BACKUP_KEY else 'not encrypted'}, verified\n"
            f"head of the journal {chain['position']}:{chain['digest']}"
        )
        if manifest["damaged"]:
            raise CommandError(
                f"{len(manifest['damaged'])} stored files are damaged and not in the archive: {manifest['damaged'][:3]}",
                returncode=2,
            )

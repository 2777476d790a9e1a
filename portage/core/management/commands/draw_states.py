"""`manage.py draw_states`: draw every status machine into docs/states/, from the tables that the verbs obey."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core.drawings import states as pictures
from portage.core.status import MACHINES


def drawings() -> dict[str, str]:
    """File name to content: a page and a picture for each machine."""
    drawn: dict[str, str] = {}
    for name, machine in sorted(MACHINES.items()):
        drawn |= {f"{name}.md": pictures.page(machine), f"{name}.svg": pictures.svg(machine)}
    return drawn


class Command(BaseCommand):
    help = "Draw the status machines into docs/states/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; end with code 1 when a drawing is out of date"
        )
        parser.add_argument("--folder", type=Path, default=Path(settings.BASE_DIR) / "docs" / "states")

    def handle(self, *, check: bool, folder: Path, **_: Any) -> None:
        drawn = drawings()
        present = (
            {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.*")} if folder.exists() else {}
        )
        stale = sorted(name for name in drawn.keys() | present.keys() if drawn.get(name) != present.get(name))
        if check and stale:
            raise CommandError(f"out of date: {', '.join(stale)}. Run manage.py draw_states")
        if check:
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            if name in drawn:
                (folder / name).write_text(drawn[name], encoding="utf-8")
            else:
                (folder / name).unlink()
        self.stdout.write(f"{len(MACHINES)} machines, {len(stale)} files written")

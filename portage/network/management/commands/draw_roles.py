"""`manage.py draw_roles`: write docs/roles.md, from the table that every door obeys."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from portage.network.roles import ROLES_OF_KIND, Kind, Role
from portage.network.words.roles_table import table

HEAD = """# Who may do what

Written by `manage.py draw_roles` from the table in `portage/network/permissions.py`; change that, never this.

A role says what a person may do with what they see; it opens nothing by itself. Who sees a thing may read it.
*Administrator* is a right beside the role: it keeps the members of one's own organisation and their roles.
"""


def named(roles: Iterable[Role]) -> str:
    return ", ".join(str(role.label) for role in roles)


def page() -> str:
    """The roles of each kind of organisation, then a table for each kind of scope."""
    with translation.override("en"):
        lines = [HEAD, "| organisation | roles |", "|---|---|"]
        lines += [f"| {kind.label} | {named(role for role in Role if role in ROLES_OF_KIND[kind])} |" for kind in Kind]
        for part in table():
            lines += ["", f"## {part.scope}", "", "| may | roles |", "|---|---|"]
            lines += [f"| {words} | {named(held)} |" for words, held in part.rows]
        return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Write the table of roles into docs/roles.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; end with code 1 when it is out of date"
        )

    def handle(self, *, check: bool, **_: Any) -> None:
        path, written = Path(settings.BASE_DIR) / "docs" / "roles.md", page()
        stale = not path.exists() or path.read_text(encoding="utf-8") != written
        if check and stale:
            raise CommandError("docs/roles.md is out of date. Run manage.py draw_roles")
        if not check:
            path.write_text(written, encoding="utf-8")

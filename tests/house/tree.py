"""The files of the house, and small questions about them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOMAINS = ("portage", "contracts")
DOORS = {"views", "api", "feeds"}


def sources(*folders: str) -> Iterator[Path]:
    """Python files written by people (migrations are made by a command)."""
    for folder in folders or DOMAINS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates() -> Iterator[Path]:
    yield from sorted((ROOT / "templates").rglob("*.html"))
    for domain in DOMAINS:
        yield from sorted((ROOT / domain).rglob("templates/**/*.html"))


def static_files() -> Iterator[Path]:
    """Own style sheets, scripts and pictures; what others wrote stands in vendor/."""
    for path in sorted((ROOT / "static").rglob("*")):
        if path.suffix in {".css", ".js", ".svg"} and "vendor" not in path.parts:
            yield path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def roles(path: Path) -> set[str]:
    """The roles of a file in its domain: `contracts/actions/renewal.py` is {"actions", "renewal"}."""
    parts = path.relative_to(ROOT).parts if path.is_absolute() else path.parts
    return set(parts[1:-1]) | {path.stem}


def is_door(path: Path) -> bool:
    """views.py, jobs_views.py, views/sign.py, api.py, ..."""
    return any(role == door or role.endswith(f"_{door}") for role in roles(path) for door in DOORS)

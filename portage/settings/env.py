"""Reads settings from the environment, and only from there.

Every secret `NAME` may also come from a file named by `NAME_FILE` (as container platforms mount them).
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the content of the file that `name_FILE` points at."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE points at {path}, which cannot be read: {error.strerror}"
            ) from error
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """1, true, yes, on are true; 0, false, no, off are false; anything else is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")
    return default


def number(name: str, default: int) -> int:
    """A whole number, or a clear refusal."""
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]

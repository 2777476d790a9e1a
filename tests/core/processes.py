"""Real processes of the product on the test's own database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


def environment() -> dict[str, str]:
    """Settings that lead another process to the database and the files of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {
        "DATABASE_URL": url, "STORAGE_URL": settings.STORAGE_URL, "DEBUG": "1", "LOG_LEVEL": "INFO",
        "DJANGO_SETTINGS_MODULE": "portage.settings", "SITE_URL": "http://localhost:8000",
    }  # fmt: skip


def manage(*arguments: str) -> subprocess.Popen:
    """Start `manage.py ...`."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def wait_for(happened: Callable[[], bool], *, seconds: float = 60) -> None:
    """Until `happened()`, or fail."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)

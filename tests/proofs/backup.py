"""Backups taken while two processes write: each restored copy is one moment of the whole, every time.

The control copies table after table, as a tool does that knows of no snapshot: its copy must disagree with itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.core import writer
from tests.measure import ROOT, Row, empty_postgres

DATABASES = ("sqlite", "postgresql")


@contextmanager
def writing() -> Iterator[None]:
    """Two processes that write linked rows as quickly as they can."""
    writer.prepare()
    writers = [subprocess.Popen([sys.executable, "-m", "tests.core.writer"], cwd=ROOT) for _ in range(2)]
    try:
        start, until = position(), time.monotonic() + 60
        while position() < start + 5 and time.monotonic() < until:
            time.sleep(0.1)
        yield
    finally:
        for process in writers:
            process.kill()
            process.wait()


def position() -> int:
    from portage.core.backup.snapshot import ask_now

    return writer.state(ask_now).position


@contextmanager
def elsewhere() -> Iterator[dict[str, str]]:
    """Settings of another, empty installation on the same engine."""
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        other = os.environ | {"VAR_DIR": folder, "STORAGE_URL": (Path(folder) / "files").as_uri()}
        if connection.vendor == "sqlite":
            yield other | {"DATABASE_URL": f"sqlite:///{folder}/portage.sqlite3"}
        else:
            with empty_postgres() as url:
                yield other | {"DATABASE_URL": url}


def ask_in(other: dict[str, str]) -> writer.State:
    """The state of another installation, asked in its own process."""
    code = (
        "import django; django.setup(); from portage.core.backup.snapshot import ask_now; "
        "from tests.core import writer; s = writer.state(ask_now); print(s.position, s.entries, s.files, s.orphans)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=other, capture_output=True, text=True, check=True)
    return writer.State(*map(int, done.stdout.split()))


def manage(*arguments: str, env: dict[str, str] | None = None) -> bool:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, done.stderr)
    return done.returncode == 0


def rows(fast: bool) -> Iterator[Row]:
    """20 backups (3 when fast): restored each, compared with itself; the restore verifies chain, triggers, files."""
    times, failed, torn, written, seconds = 3 if fast else 20, 0, 0, [], []
    with tempfile.TemporaryDirectory() as folder, writing():
        for number in range(times):
            file, before = Path(folder) / f"backup-{number}", position()
            started = time.monotonic()
            made = manage("backup", str(file))
            seconds.append(time.monotonic() - started)
            written.append(position() - before)
            with elsewhere() as other:
                if made and manage("restore", str(file), env=other):
                    torn += ask_in(other).disagreements != 0
                else:
                    failed += 1
    yield {"name": "backup: backups under writes", "value": times, "unit": "backups", "ok": True}
    yield {"name": "backup: not restored or not verified", "value": failed, "unit": "of them", "goal": 0}
    yield {"name": "backup: restored copies that are no single moment", "value": torn, "unit": "of them", "goal": 0}
    yield {
        "name": "backup: fewest rows written meanwhile",
        "value": min(written),
        "unit": "writes",
        "ok": min(written) > 0,
    }
    yield {"name": "backup: longest", "value": max(seconds), "unit": "s"}


def control(fast: bool) -> Iterator[Row]:
    """Copies made table by table, a tenth of a second apart."""
    from portage.core.backup.snapshot import ask_now

    with writing():
        torn = sum(writer.state(ask_now, lambda: time.sleep(0.1)).disagreements != 0 for _ in range(5))
    yield {"name": "backup: naive copies that are no single moment", "value": torn, "unit": "of 5", "goal": 0}

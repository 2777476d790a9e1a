"""The demonstration, loaded once a day for the code as it is: loading it takes longer than looking at a hundred pages."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.measure import ROOT
from tests.migrated import KEPT

from .server import environment, free_port

MADE_FROM = (
    "portage/**/*",
    "contracts/**/*",
    "static/**/*",
    "locale/**/*.po",
    "requirements.txt",
    "tests/e2e/things.py",
)


def put_into(folder: Path) -> None:
    """A copy in `folder` of the demonstration; the first process that asks prepares it, others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"demonstration-{datetime.now(UTC).date()}-{digest()}"
        if not kept.exists():
            for old in KEPT.glob("demonstration-*"):
                shutil.rmtree(old)
            shutil.rmtree(KEPT / "half", ignore_errors=True)
            prepare(KEPT / "half")
            (KEPT / "half").rename(kept)
        shutil.copytree(kept, folder, dirs_exist_ok=True)


def digest() -> str:
    """Of all that it is made from."""
    told = hashlib.sha256()
    for path in sources():
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:16]


def sources() -> Iterator[Path]:
    for pattern in MADE_FROM:
        found = sorted(ROOT.glob(pattern))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def prepare(folder: Path) -> None:
    """Load it there, and write down where its things are."""
    command = [sys.executable, "-m", "tests.e2e.things"]
    subprocess.run(command, cwd=ROOT, env=environment(folder, free_port()), check=True, stdout=subprocess.DEVNULL)

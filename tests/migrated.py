"""One migrated SQLite database for all runs of the tests: migrating anew takes longer than most of what is run.

It is kept under var/ by the hash of what makes it (migrations, models, the code that installs triggers); another hash is
another file. A copy is still migrated and checked as any database is: what is wrong with it is mended or fails.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var/tests"
MADE_FROM = (
    "requirements.txt",
    "portage/core/*.py",
    *(
        f"{start}/**/{part}"
        for start in ("portage", "contracts")
        for part in ("models.py", "models/*.py", "migrations/*.py")
    ),
)


def kept() -> Path:
    """Where the migrated database of this very code is, or will be."""
    made_from = sorted({path for pattern in MADE_FROM for path in ROOT.glob(pattern)})
    told = hashlib.sha256()
    for path in made_from:
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / f"migrated-{told.hexdigest()[:16]}.sqlite3"


def copy(source: Path, target: Path) -> None:
    """A consistent copy, there at once or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(half)) as other:
        one.backup(other)
    half.replace(target)


def keep(source: Path) -> None:
    """Keep the database that was just migrated, and no older one."""
    if kept().exists():
        return
    for old in KEPT.glob("migrated-*"):
        old.unlink(missing_ok=True)
    copy(source, kept())

"""What the benchmarks and the proofs share: finding modules, running each by itself, writing rows.

A module runs in a process of its own, on an empty database of its own, so that none disturbs the next and one that
crashes is a row, not the end of the run. Its rows come back through a pipe: it may print what it likes.
"""

import atexit
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.migrated import kept

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
TIME_LIMIT_SECONDS = int(os.environ.get("LIMIT", "3600"))

SQLITE = "portage.sqlite3"
Row = dict[str, Any]


def modules(package: str, only: str = "") -> list[str]:
    """Dotted names of the modules of `package` that offer rows, in order; `only` narrows to one name."""
    folder = ROOT / package.replace(".", "/")
    names = [path.stem for path in sorted(folder.glob("*.py")) if "\ndef rows(" in path.read_text(encoding="utf-8")]
    return [f"{package}.{name}" for name in names if only in ("", name) and name != "run"]


@contextmanager
def empty_postgres(like: str = "template1") -> Iterator[str]:
    """The address of a new database on the server of `DATABASE_URL`, a copy of `like`; dropped afterwards."""
    server = os.environ["DATABASE_URL"]
    name = f"measure_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


# What lives as long as this process: folders and databases that were migrated once, from which each run has its copy.
KEPT = ExitStack()
atexit.register(KEPT.close)
ONE_AT_A_TIME = Lock()


def migrated(database: str) -> str:
    """A migrated database, made once, whoever asks first: the path of the SQLite file, or the PostgreSQL database's name."""
    with ONE_AT_A_TIME:
        return _migrated(database)


@cache
def _migrated(database: str) -> str:
    if database == "sqlite" and kept().exists():
        return str(kept())
    own = KEPT.enter_context(settings_of(database))
    subprocess.run([sys.executable, "-m", "tests.measure", "--prepare"], cwd=ROOT, env=own, check=True)
    return f"{own['VAR_DIR']}/{SQLITE}" if database == "sqlite" else urlsplit(own["DATABASE_URL"]).path[1:]


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """Settings for one run, with files and a database of its own. For PostgreSQL run inside `bin/with-postgres`."""
    with settings_of(database, like=migrated(database)) as own:
        yield own | {"MEASURE_PREPARED": "1"}


@contextmanager
def settings_of(database: str, *, like: str = "") -> Iterator[dict[str, str]]:
    """The same, on an empty database or on a copy of `like`."""
    VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR, prefix="measure-") as folder, ExitStack() as stack:
        own = os.environ | {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "portage.settings", "DEBUG": "0"}
        own["SECOND_FACTOR"] = "optional"  # the people of the large demonstration have none; the cast has
        own["SIGNING_KEY"] = authority(Path(folder))
        own["SECRET_KEY"] = "only-for-measuring-" + "x" * 50
        own["ALLOWED_HOSTS"], own["LOG_LEVEL"] = "localhost,127.0.0.1,testserver", "ERROR"
        if database == "sqlite":
            own.pop("DATABASE_URL", None)
            if like:
                shutil.copyfile(like, f"{folder}/{SQLITE}")
        else:
            own["DATABASE_URL"] = stack.enter_context(empty_postgres(like or "template1"))
        yield own


def authority(folder: Path) -> str:
    """The file of a signing key of this run's own."""
    from portage.core.seals import keys

    path = folder / "authority.p12"
    keys.write(keys.make(name="Authority of a measure", at=datetime.now(UTC)), path, "")
    return str(path)


def run(module: str, own: dict[str, str], **options: object) -> Iterator[Row]:
    """The rows that `module` yields in its own process; a last row `crashed` when it did not end well."""
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tests.measure", module, str(writing), json.dumps(options)]
    child = subprocess.Popen(command, cwd=ROOT, env=own, pass_fds=[writing], stdin=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
        code = child.wait(TIME_LIMIT_SECONDS)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if code:
        yield {
            "name": module.rpartition(".")[2],
            "value": code,
            "unit": "exit code: could not run",
            "goal": 0,
            "ok": False,
        }


def judged(row: Row) -> Row:
    """With `ok`: what the module said, else whether the value is at most its goal; without a goal there is nothing to miss."""
    goal = row.get("goal")
    ok = row.get("ok", goal is None or row["value"] <= goal)
    return row | {"goal": goal, "ok": bool(ok)}


def write(path: Path, rows: Iterable[Row]) -> list[Row]:
    """Print each row as it comes, keep them all as JSON lines in `path`, and return them."""
    kept = []
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            kept.append(row)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(line_of(row), flush=True)
    return kept


def line_of(row: Row) -> str:
    goal = "" if row["goal"] is None else f"goal {row['goal']}"
    value = f"{row['value']:.6g}" if isinstance(row["value"], float) else str(row["value"])
    where = row.get("database") or ""
    return f"{'ok    ' if row['ok'] else 'MISSED'} {row['name']:<58} {value:>10} {row['unit']:<10} {goal:<14} {where}".rstrip()


def verdict(rows: list[Row]) -> int:
    """Print what was missed; the exit code. Nothing measured is a failure."""
    missed = [row["name"] for row in rows if not row["ok"]]
    print(f"{len(rows)} rows, {len(missed)} missed" + (f": {', '.join(missed)}" if missed else ""))
    return 1 if missed or not rows else 0


def prepare_database() -> None:
    """Start Django on an empty, migrated database; a copy of one needs no migration."""
    import django
    from django.core.management import call_command

    django.setup()
    if os.environ.get("MEASURE_PREPARED"):
        return
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def child(module: str, descriptor: int, options: dict[str, Any]) -> None:
    """Inside the process of one module: its rows, one JSON line each, into the pipe."""
    import importlib

    from portage.core.settled import settle

    prepare_database()
    loaded = importlib.import_module(module)
    settle()  # as servers and workers do
    with os.fdopen(descriptor, "w", encoding="utf-8") as pipe:
        part = options.pop("call", "rows")
        for row in getattr(loaded, part)(**options):
            pipe.write(json.dumps(row, default=str) + "\n")
            pipe.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--prepare":
        prepare_database()
        sys.exit()
    child(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))

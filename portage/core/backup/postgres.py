"""PostgreSQL's own programs: where they are, and how they reach our database."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

VARIABLES = {
    "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


class ProgramFailed(Exception):
    """One of PostgreSQL's programs is missing or ended badly."""


def program(name: str) -> str:
    """The newest `name` on this machine: an older pg_dump refuses a newer server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    found = next((str(folder / name) for folder in folders if (folder / name).exists()), None) or shutil.which(name)
    if not found:
        raise ProgramFailed(f"{name} is not installed: install PostgreSQL's client programs")
    return found


def environment() -> dict[str, str]:
    """How to reach the database, by variables: a password on a command line can be read by others."""
    parameters = connection.get_connection_params()
    return os.environ | {
        VARIABLES[name]: str(value) for name, value in parameters.items() if name in VARIABLES and value
    }


def run(name: str, *arguments: str) -> None:
    """Run a program to its end. Raises ProgramFailed with what it said."""
    done = subprocess.run([program(name), *arguments], env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProgramFailed(f"{name}: {done.stderr.strip()[-2000:]}")

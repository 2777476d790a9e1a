"""SQLite by default, PostgreSQL by `DATABASE_URL`; the same promises on both."""

import environ

from . import env

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; "
        "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
    ),
}


def configure(url: str) -> dict:
    """The database of `url`, e.g. `postgres://user:secret@host/name` or `sqlite:////srv/portage.sqlite3`."""
    if not url:
        env.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        url = f"sqlite:///{env.VAR / 'portage.sqlite3'}"
    database = environ.Env.db_url_config(url)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = dict(SQLITE)
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    database["ATOMIC_REQUESTS"] = False
    return database

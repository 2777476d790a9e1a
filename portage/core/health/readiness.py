"""What this process needs in order to serve, tried out: writing rows, writing files, the right tables, the triggers."""

import contextlib
import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now

from .. import triggers
from ..ids import uuid7
from ..models import Heartbeat

logger = logging.getLogger("portage.health")
applied: list[bool] = []


def states() -> dict[str, str]:
    """`{"database": "ok", ...}`; what fails is named here and explained in the log."""
    return {name: _tried(name, check) for name, check in CHECKS.items()}


def _tried(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:
        logger.exception("not ready", extra={"check": name})
        with contextlib.suppress(Exception):
            connection.close()
        return "away"


def database() -> str:
    """A row can be written and is then gone."""
    with transaction.atomic():
        row = Heartbeat.objects.create(task_id=uuid7(), worker="health", beat_at=Now())
        row.delete()
    return "ok"


def migrations() -> str:
    """Every migration of this code is applied. Applied ones stay so: asked until the answer is yes."""
    if not applied:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "missing"
        applied.append(True)
    return "ok"


def history() -> str:
    """The triggers that keep append-only tables stand."""
    return "missing" if triggers.missing(connection, connection.introspection.table_names()) else "ok"


def storage() -> str:
    """A file can be written where files are kept."""
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.exists("health")
        return "ok"
    folder = Path(default_storage.location)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    probe = folder / f".health-{secrets.token_hex(4)}"
    try:
        with probe.open("wb") as stream:
            stream.write(b"ok")
            stream.flush()
            os.fsync(stream.fileno())
    finally:
        probe.unlink(missing_ok=True)
    return "ok"


CHECKS = {"database": database, "migrations": migrations, "history": history, "storage": storage}

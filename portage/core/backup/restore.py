"""Restoring a backup: everything is verified first, the files come back, then the database in one step."""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from portage.core import triggers
from portage.core.files.stored import flush_folder, path_of, put
from portage.core.journal import proof as journal_proof

from . import archive, postgres, snapshot
from .archive import Manifest

# What `migrate` writes by itself: a database with nothing else is empty.
MACHINERY = {"django_migrations", "django_content_type", "auth_permission", "core_cache"}


class NotRestored(Exception):
    """The restore was refused or failed; the message says what stands now."""


def restore(path: Path, *, key: str = "", force: bool = False) -> Manifest:
    """Put the archive's moment in place of the database. Raises NotRestored, BadArchive.

    The product must be stopped. `force` allows to replace a database that holds something.
    """
    folder = _database_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as staging:
        staged = Path(staging) / "database"
        manifest = archive.read(path, key, database=staged)
        _refuse(manifest, force=force)
        archive.read(path, key, take=_keep_file)
        os.sync()  # one flush for all files, before the rows that name them
        if connection.vendor == "postgresql":
            _into_postgres(staged)
            wrong = differences(manifest)
        else:
            wrong = _into_sqlite(staged, manifest)
    if wrong:
        raise NotRestored("; ".join(wrong))
    return manifest


def _database_folder() -> Path:
    if connection.vendor == "sqlite":
        return Path(settings.DATABASES["default"]["NAME"]).parent
    return Path(settings.VAR_DIR)


def _refuse(manifest: Manifest, *, force: bool) -> None:
    if manifest["engine"] != connection.vendor:
        raise NotRestored(f"this backup is of {manifest['engine']}, and the database here is {connection.vendor}")
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations} | {
        f"{app}.{name}" for app, name in _replaced(loader)
    }
    unknown = sorted(set(manifest["migrations"]) - known)
    if unknown:
        raise NotRestored(f"this backup is of a newer version: it holds {unknown[0]}, which is unknown here")
    if not force and not is_empty():
        raise NotRestored("the database here is not empty: nothing was touched. --force replaces it")


def _replaced(loader: MigrationLoader) -> set[tuple[str, str]]:
    """Migrations that squashed ones stand for."""
    return {pair for migration in loader.disk_migrations.values() for pair in migration.replaces}


def is_empty() -> bool:
    """Whether the database holds nothing that people wrote."""
    names = [name for name in snapshot.tables(snapshot.ask_now) if name not in MACHINERY]
    return not any(snapshot.ask_now(f'SELECT 1 FROM "{name}" LIMIT 1') for name in names)


def _keep_file(sha256: str, stream: IO[bytes]) -> None:
    put(stream.read(), sha256, flush=False)


def _into_sqlite(staged: Path, manifest: Manifest) -> list[str]:
    """Prove the staged file, swap it in by one rename, verify; the former one comes back when something is wrong."""
    target = Path(settings.DATABASES["default"]["NAME"])
    connections.close_all()
    with closing(sqlite3.connect(staged)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise NotRestored("the database of the backup is not whole: nothing was touched")
    former = target.with_name(target.name + ".before-restore")
    existed = target.exists()
    if existed:
        _stop_alone(target)
        with suppress(FileNotFoundError):
            former.unlink()
        former.hardlink_to(target)
    staged.chmod(0o600)
    staged.replace(target)
    flush_folder(target.parent)
    wrong = differences(manifest)
    connections.close_all()
    if wrong and existed:
        _stop_alone(target)
        former.replace(target)
        wrong.append("the former database was put back")
    elif existed:
        former.unlink()
    flush_folder(target.parent)
    return wrong


def _stop_alone(target: Path) -> None:
    """Fold the log into the file, which works only while nobody else has it open."""
    with closing(sqlite3.connect(target, timeout=2)) as alone:
        try:
            alone.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise NotRestored("the database is in use: stop the product first. Nothing was touched") from error


def _into_postgres(staged: Path) -> None:
    """The whole dump in one transaction: all of it, or the former database stands."""
    connections.close_all()
    script = staged.with_suffix(".sql")
    postgres.run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(staged))
    clean = staged.with_suffix(".clean.sql")
    clean.write_text(_emptying() if snapshot.tables(snapshot.ask_now) else "", encoding="utf-8")
    connections.close_all()
    postgres.run(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        f"--file={clean}", f"--file={script}",
    )  # fmt: skip


def _emptying() -> str:
    """SQL that leaves the database as `createdb` makes it: what this version does not know goes too."""
    with connection.cursor():
        modern = connection.connection.info.server_version >= 150000
    owner = "ALTER SCHEMA public OWNER TO pg_database_owner;\n" if modern else ""
    right = "USAGE" if modern else "ALL"
    return (
        f"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n{owner}GRANT {right} ON SCHEMA public TO PUBLIC;\n"
        "COMMENT ON SCHEMA public IS 'standard public schema';\n"
    )


def differences(manifest: Manifest) -> list[str]:
    """How the database and the files here differ from what the manifest says; nothing when all is well."""
    now = snapshot.described(Path(), snapshot.ask_now)
    wrong = [
        f"{name} has {now.tables.get(name)} rows, not {count}"
        for name, count in manifest["tables"].items()
        if now.tables.get(name) != count
    ]
    if manifest["chain"] != {"position": now.head[0], "digest": now.head[1]}:
        wrong.append("the journal ends elsewhere")
    proof = journal_proof.verify()
    if proof.broken:
        wrong.append(f"the journal is broken at position {proof.broken.position}: {proof.broken.reason}")
    if missing := triggers.missing(connection, connection.introspection.table_names()):
        wrong.append(f"triggers are missing: {', '.join(missing[:3])}")
    damaged = set(manifest["damaged"])
    gone = [sha256 for sha256, _ in now.blobs if sha256 not in damaged and not default_storage.exists(path_of(sha256))]
    if gone:
        wrong.append(f"{len(gone)} files are missing, first {gone[0]}")
    return wrong

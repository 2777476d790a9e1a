"""Making a backup. The database first, then the files that its rows name: files never change, so both are one moment."""

import tempfile
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from portage.core.files.stored import hash_of, path_of

from . import archive, snapshot
from .archive import Manifest
from .snapshot import Snapshot


def make(path: Path, *, at: datetime, key: str = "") -> Manifest:
    """Write the archive and read it again; its manifest. `manifest["damaged"]` names stored bytes that are not whole:
    the rest is saved all the same."""
    with (
        tempfile.TemporaryDirectory(dir=_near_the_data(), prefix="backup-") as folder,
        snapshot.taken(Path(folder)) as taken,
    ):
        damaged = [sha256 for sha256, _ in taken.blobs if not _whole(sha256)]
        manifest = manifest_of(taken, at=at, damaged=damaged)
        with archive.writing(path, key) as tar:
            archive.add_manifest(tar, manifest)
            with taken.path.open("rb") as stream:
                archive.add(tar, manifest["database"]["member"], taken.path.stat().st_size, stream)
            for sha256, size in taken.blobs:
                if sha256 not in damaged:
                    with default_storage.open(path_of(sha256)) as stream:
                        archive.add(tar, f"files/{path_of(sha256)}", size, stream)
    archive.read(path, key)
    return manifest


def _near_the_data() -> Path:
    """The copy of the database is as secret as the database: it waits in the same private folder."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _whole(sha256: str) -> bool:
    try:
        return hash_of(sha256) == sha256
    except OSError:
        return False


def manifest_of(taken: Snapshot, *, at: datetime, damaged: list[str]) -> Manifest:
    """What the archive says of itself."""
    saved = [(sha256, size) for sha256, size in taken.blobs if sha256 not in damaged]
    return {
        "format": archive.FORMAT,
        "made_at": at.isoformat(),
        "engine": connection.vendor,
        "django": django.get_version(),
        "database": {
            "member": taken.path.name,
            "sha256": archive.hash_file(taken.path),
            "size": taken.path.stat().st_size,
        },
        "tables": taken.tables,
        "migrations": taken.migrations,
        "chain": {"position": taken.head[0], "digest": taken.head[1]},
        "files": {
            "count": len(saved),
            "bytes": sum(size for _, size in saved),
            "digest": archive.digest_of_names(sha256 for sha256, _ in saved),
        },
        "damaged": damaged,
    }

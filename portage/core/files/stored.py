"""Stored bytes on their way: written so that a crash leaves nothing half, verified by slices, served with care."""

import contextlib
import errno
import hashlib
import logging
import os
import secrets
from datetime import date
from io import BytesIO
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from ..models import Blob, StoredFile
from ..refusals import Refused
from ..refusals.unavailable import FULL

logger = logging.getLogger("portage.files")
SLICES = 16
PIECE = 1 << 20
# A stored file runs nothing and loads nothing. Browsers show no PDF in a sandbox: shown inside a page, it has the rest.
NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
INLINE = {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif", "text/plain"}


class StorageFull(Refused):
    """The disk has no room: nothing was stored."""

    status = 503


class DamagedFile(Exception):
    """Stored bytes do not have the hash that they were stored under."""


def path_of(sha256: str) -> str:
    """Where bytes lie in the storage: two levels of folders, then the hash."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def put(content: bytes, sha256: str, *, flush: bool = True) -> None:
    """Bytes under their hash, on the disk and not only on their way there. Writing them again changes nothing.

    Without `flush` they may still be on their way: for who writes many and then flushes the whole disk once.
    Raises StorageFull.
    """
    try:
        if _stands(sha256, len(content)):
            return
        if isinstance(default_storage, FileSystemStorage):
            _put_on_disk(content, Path(default_storage.path(path_of(sha256))), flush=flush)
        else:
            default_storage.save(path_of(sha256), BytesIO(content))
    except OSError as error:
        if error.errno not in FULL:
            raise
        message = _("There is no room to store the file now. Nothing was changed; the operator has been told.")
        logger.exception("storage full")
        raise StorageFull("storage_full", message) from error


def _stands(sha256: str, size: int) -> bool:
    """Whether the bytes are there, whole: a shorter file is what a failing disk left."""
    path = path_of(sha256)
    return default_storage.exists(path) and default_storage.size(path) == size


def _put_on_disk(content: bytes, path: Path, *, flush: bool) -> None:
    """Temporary file, flush to the disk, rename, flush the folders. Two writers of one content both succeed."""
    made = _make_folders(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            if flush:
                os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    for folder in (path.parent, *made) if flush else ():
        flush_folder(folder)


def _make_folders(folder: Path) -> list[Path]:
    """Make `folder`, private; the folders above the new ones, whose lists changed."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [one.parent for one in missing]


def flush_folder(folder: Path) -> None:
    """Make the folder's list of names durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some file systems flush no folder
            raise
    finally:
        os.close(descriptor)


def hash_of(sha256: str) -> str:
    """The hash that the bytes stored under `sha256` have now. Raises FileNotFoundError."""
    digest = hashlib.sha256()
    with default_storage.open(path_of(sha256)) as stream:
        for piece in iter(lambda: stream.read(PIECE), b""):
            digest.update(piece)
    return digest.hexdigest()


def verify_slice(day: date, *, slices: int = SLICES) -> dict[str, int]:
    """Read the bytes whose turn it is on `day` (each has its turn every 16 days) and compare their hashes.

    Raises DamagedFile naming the first few that are damaged or gone.
    """
    first = f"{day.toordinal() % slices:x}"
    checked, damaged = 0, []
    for sha256 in (
        Blob.objects.filter(sha256__startswith=first).order_by("sha256").values_list("sha256", flat=True).iterator()
    ):
        checked += 1
        try:
            if hash_of(sha256) != sha256:
                damaged.append(sha256)
        except FileNotFoundError:
            damaged.append(sha256)
    if damaged:
        raise DamagedFile(f"{len(damaged)} of {checked} stored files are damaged: {' '.join(damaged[:5])}")
    return {"checked": checked}


def file_response(file: StoredFile, *, inline: bool = False) -> FileResponse:
    """Serve a file that the caller was allowed to open: under its name, never sniffed, never run, never kept.

    `inline` shows it in the page, for the few types that browsers show without running anything.
    """
    shown = inline and file.media_type in INLINE
    stream = default_storage.open(path_of(file.blob_id))
    response = FileResponse(stream, as_attachment=not shown, filename=file.name, content_type=file.media_type)
    response["Content-Length"] = str(file.blob.size)
    response["X-Content-Type-Options"] = "nosniff"
    sandbox = "" if shown and file.media_type == "application/pdf" else "; sandbox"
    response["Content-Security-Policy"] = (
        NOTHING + sandbox + ("; frame-ancestors 'self'" if shown else "; frame-ancestors 'none'")
    )
    response["Cache-Control"] = "private, no-store"
    if shown:
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response

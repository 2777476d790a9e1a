"""The archive: a tar of manifest, database and files, sealed when there is a key; and its verification.

    manifest.json       what is inside, with hashes
    database.sqlite3    or database.dump (pg_dump's custom format)
    files/ab/cd/abcd…   stored bytes under their SHA-256, in order

An archive that is not sealed ends, after the tar, with the SHA-256 of all that is before. Reading is one pass in which everything is compared: nothing is believed before the end was reached.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO

from portage.core.files.stored import PIECE, flush_folder, path_of

from .cipher import MAGIC, Opening, Sealing, WrongKey

FORMAT = 1
TRAILER = 64
Manifest = dict[str, Any]
Take = Callable[[str, IO[bytes]], None]


class BadArchive(Exception):
    """The archive is not whole, or not what its manifest says."""


def digest_of_names(names: Iterator[str]) -> str:
    """One hash for the list of files."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\n")
    return digest.hexdigest()


def hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Hashed:
    """Writes through, and at the end the hash of what was written."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw, self.digest = raw, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.raw.write(data)

    def close(self) -> None:
        self.raw.write(self.digest.hexdigest().encode())


def _refuse_altered(path: Path) -> None:
    """Of an archive without seal, compare the hash at its end."""
    digest, left = hashlib.sha256(), path.stat().st_size - TRAILER
    with path.open("rb") as raw:
        while left > 0 and (piece := raw.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
        if raw.read() != digest.hexdigest().encode():
            raise BadArchive("this is no backup, or it was altered or cut")


@contextmanager
def writing(path: Path, key: str) -> Iterator[tarfile.TarFile]:
    """A tar to fill; `path` exists only when all of it is on the disk."""
    partial = path.with_name(path.name + ".partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            out: Any = Sealing(raw, key) if key else _Hashed(raw)
            with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                yield tar
            out.close()
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
        flush_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()


def add(tar: tarfile.TarFile, name: str, size: int, stream: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, stream)


def add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    content = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
    add(tar, "manifest.json", len(content), io.BytesIO(content))


@contextmanager
def reading(path: Path, key: str) -> Iterator[tarfile.TarFile]:
    """The tar of an archive, sealed or not. Raises BadArchive."""
    with path.open("rb") as raw:
        sealed = raw.read(len(MAGIC)) == MAGIC
        raw.seek(0)
        if sealed and not key:
            raise BadArchive("the archive is encrypted: set BACKUP_KEY")
        if not sealed:
            _refuse_altered(path)
        try:
            source: Any = Opening(raw, key) if sealed else raw
            with tarfile.open(fileobj=source, mode="r|") as tar:
                yield tar
        except (tarfile.TarError, WrongKey, EOFError, ValueError) as error:
            raise BadArchive(str(error)) from error


def read(path: Path, key: str, *, database: Path | None = None, take: Take | None = None) -> Manifest:
    """Verify the whole archive; the database is copied to `database`, and each file given to `take(sha256, stream)`.

    `take` sees bytes before the end is verified: verify once without it first. Raises BadArchive.
    """
    with reading(path, key) as tar:
        members = iter(tar)
        manifest = _manifest(tar, next(members, None))
        _database(tar, next(members, None), manifest["database"], database)
        count, digest, last = 0, hashlib.sha256(), ""
        for member in members:
            name = _file(tar, member, take)
            if name <= last:
                raise BadArchive("files are not in order")
            count, last = count + 1, name
            digest.update(name.encode() + b"\n")
        _to_the_end(tar.fileobj)
    if (count, digest.hexdigest()) != (manifest["files"]["count"], manifest["files"]["digest"]):
        raise BadArchive("files are missing, or too many")
    return manifest


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    if member is None or member.name != "manifest.json":
        raise BadArchive("this is no backup: its manifest is missing")
    manifest = json.loads(_stream(tar, member).read())
    if manifest.get("format") != FORMAT:
        raise BadArchive(f"format {manifest.get('format')} is unknown to this version")
    return manifest


def _stream(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(member) if member.isreg() else None
    if stream is None:
        raise BadArchive(f"{member.name} is no plain file")
    return stream


def _database(tar: tarfile.TarFile, member: tarfile.TarInfo | None, told: dict[str, Any], target: Path | None) -> None:
    if member is None or member.name != told["member"]:
        raise BadArchive("the database is missing")
    digest, stream = hashlib.sha256(), _stream(tar, member)
    with (target or Path(os.devnull)).open("wb") as out:
        for piece in iter(lambda: stream.read(PIECE), b""):
            digest.update(piece)
            out.write(piece)
        out.flush()
        if target:
            os.fsync(out.fileno())
    if digest.hexdigest() != told["sha256"]:
        raise BadArchive("the database is not the one of the manifest")


class _Hashing(io.RawIOBase):
    """Hashes what is read through it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.digest = inner, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.inner.read(size)
        self.digest.update(piece)
        return piece


def _file(tar: tarfile.TarFile, member: tarfile.TarInfo, take: Take | None) -> str:
    """Verify one stored file; its hash."""
    sha256 = member.name.rpartition("/")[2]
    if member.name != f"files/{path_of(sha256)}":
        raise BadArchive(f"{member.name} does not belong here")
    stream = _Hashing(_stream(tar, member))
    if take:
        take(sha256, stream)  # type: ignore[arg-type]
    while stream.read(PIECE):
        pass
    if stream.digest.hexdigest() != sha256:
        raise BadArchive(f"{member.name} is damaged")
    return sha256


def _to_the_end(raw: BinaryIO | Any) -> None:
    """Read what follows the tar's end, so that a sealed archive proves its last chunk."""
    while raw and raw.read(PIECE):
        pass

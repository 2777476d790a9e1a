"""File storage by hash: bytes are stored once and never change; each scope opens them by its own random key."""

import hashlib
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import models

from ..models import Blob, StoredFile
from .stored import DamagedFile, StorageFull, file_response, path_of, put

__all__ = ["DamagedFile", "StorageFull", "file_response", "path_of", "read", "store"]


def store(content: bytes, *, scope: models.Model, name: str, media_type: str, at: datetime) -> StoredFile:
    """Keep `content` for `scope`, in the caller's transaction. Bytes first, row after: a crash leaves bytes
    that nobody names, never a row without its bytes. Raises StorageFull."""
    sha256 = hashlib.sha256(content).hexdigest()
    put(content, sha256)
    blob, _ = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(content), "stored_at": at})
    return StoredFile.objects.create(
        blob=blob, scope_kind=scope._meta.label_lower, scope_id=scope.pk, name=name, media_type=media_type, stored_at=at
    )


def read(file: StoredFile) -> bytes:
    """The bytes of `file`, checked against their hash. Raises DamagedFile."""
    with default_storage.open(path_of(file.blob_id)) as stream:
        content = stream.read()
    if hashlib.sha256(content).hexdigest() != file.blob_id:
        raise DamagedFile(file.blob_id)
    return content

"""When the database or the disk is away: tell it from a fault of ours, so that the answer is 503 and not 500."""

import errno

from django.db import InterfaceError, OperationalError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
# SQLSTATE classes: connection, resources, operator, system, and the rollbacks that a retry cures.
AWAY = ("08", "53", "57", "58", "40", "55P03")
RETRY_AFTER = 10


def is_unavailable(error: BaseException | None) -> bool:
    """Whether `error` (or what caused it) says that the database or the disk cannot serve now."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, OperationalError | InterfaceError):
            return _away(error)
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _away(error: OperationalError | InterfaceError) -> bool:
    """A database error that is about the database, not about our SQL ("no such table" is ours)."""
    cause = error.__cause__
    sqlstate = getattr(cause, "sqlstate", None)
    if sqlstate:
        return sqlstate.startswith(AWAY)
    name = getattr(cause, "sqlite_errorname", "")
    if name:
        return name.startswith(
            ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
        )
    return True

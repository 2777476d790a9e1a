"""Checks at start: settings that would be unsafe in production, and promises that the database must keep.

`manage.py` runs them before its commands; `refuse_to_start` lets the web doors run them too.
"""

import difflib
import logging
import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.management.base import SystemCheckError
from django.db import connections

from .. import clock, triggers
from ..refusals.unavailable import is_unavailable
from ..seals import NoKey, authority

logger = logging.getLogger("portage.checks")

KNOWN = frozenset(
    "DATABASE_URL SECRET_KEY ALLOWED_HOSTS SITE_URL EMAIL_URL FROM_EMAIL STORAGE_URL SIGNING_KEY SIGNING_KEY_PASSPHRASE "
    "SIGNING_ROOTS TRUSTED_ROOTS TIMESTAMP_URL DEBUG VAR_DIR LOG_LEVEL LOG_FORMAT SSL_REDIRECT PROXY_HEADER DOCUMENT_POOL TRUST_REQUEST_ID METRICS_TOKEN "
    "BACKUP_KEY".split()
)
WEAK = ("debug", "changeme", "change-me", "insecure", "secret", "password", "example", "xxxxxxxx")


def error(number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(message, hint=hint, id=f"portage.E{number:03}")


@checks.register(checks.Tags.security)
def secrets_are_secret(**_: Any) -> list[checks.CheckMessage]:
    """DEBUG=0 refuses a secret key that is short, known or monotonous."""
    key = settings.SECRET_KEY
    if settings.DEBUG or settings.TESTING:
        return []
    if len(key) < 50 or len(set(key)) < 10 or key.lower().startswith(WEAK):
        hint = "Set SECRET_KEY (or SECRET_KEY_FILE) to 50 random characters or more."
        return [error(1, "SECRET_KEY is a default, too short or too regular.", hint)]
    return []


@checks.register(checks.Tags.security)
def hosts_are_named(**_: Any) -> list[checks.CheckMessage]:
    """DEBUG=0 refuses to answer under any name."""
    if settings.DEBUG or settings.TESTING:
        return []
    if not settings.ALLOWED_HOSTS or any(host.strip() in {"*", "."} for host in settings.ALLOWED_HOSTS):
        return [
            error(
                2,
                "ALLOWED_HOSTS is empty or allows every name.",
                "Set ALLOWED_HOSTS to the names of this site, separated by commas.",
            )
        ]
    return []


@checks.register(checks.Tags.security)
def site_is_encrypted(**_: Any) -> list[checks.CheckMessage]:
    """DEBUG=0 wants https, except on this very machine."""
    site = urlsplit(settings.SITE_URL)
    local = site.hostname in {"localhost", "127.0.0.1", "::1"}
    if (
        settings.DEBUG
        or settings.TESTING
        or (site.scheme == "https" and site.hostname)
        or (site.scheme == "http" and local)
    ):
        return []
    return [
        error(
            3,
            f"SITE_URL is {settings.SITE_URL!r}, which is not https.",
            "Set SITE_URL to https://… ; plain http serves only localhost.",
        )
    ]


@checks.register(checks.Tags.security)
def files_are_private(**_: Any) -> list[checks.CheckMessage]:
    """Nobody else on the machine may read the stored files or the database."""
    if settings.DEBUG or settings.TESTING:
        return []
    return [
        error(4, f"{path} can be read by everybody on this machine.", f"chmod o-rwx {path}")
        for path in private_paths()
        if path.exists() and exposed(path)
    ]


def exposed(path: Path) -> bool:
    """Whether others on this machine may read or write `path`: its own mode, and a way through every folder above."""
    open_way = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)
    return open_way and bool(path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH))


def private_paths() -> list[Path]:
    """The storage folder, when files lie on this machine, and the SQLite file."""
    paths = [Path(settings.STORAGE_URL.removeprefix("file://"))] if settings.STORAGE_URL.startswith("file://") else []
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        paths.append(Path(database["NAME"]))
    return paths


@checks.register(checks.Tags.security)
def names_are_spelled_right(**_: Any) -> list[checks.CheckMessage]:
    """A setting that is nearly one of ours (ALLOWED_HOST) would be ignored in silence: say so."""
    known = KNOWN | {f"{name}_FILE" for name in KNOWN}
    found: list[checks.CheckMessage] = []
    for name in sorted(set(os.environ) - known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.88)
        if near:
            found.append(
                checks.Warning(f"{name} is no setting of Portage.", hint=f"Did you mean {near[0]}?", id="portage.W001")
            )
    return found


@checks.register(checks.Tags.security)
def debug_is_local(**_: Any) -> list[checks.CheckMessage]:
    """DEBUG=1 shows code and opens the demo accounts: never on a public name."""
    site = urlsplit(settings.SITE_URL)
    if settings.DEBUG and site.scheme == "https":
        return [error(5, "DEBUG=1 on a site with https: demo passwords and code would be open to all.", "Set DEBUG=0.")]
    return []


@checks.register(checks.Tags.security)
def documents_can_be_signed(**_: Any) -> list[checks.CheckMessage]:
    """DEBUG=0 without a key seals nothing, which is said; a key that others may read is refused. Within 90 days of its end the
    authority is told to be followed by another."""
    if settings.DEBUG or settings.TESTING:
        return []
    try:
        authority.check_roots()
        if not settings.SIGNING_KEY:
            hint = (
                "Workers need it: `manage.py make_signing_key FILE` makes one. Web processes need SIGNING_ROOTS only."
            )
            message = "SIGNING_KEY is not set: this process can seal and sign no document."
            return [] if settings.SIGNING_ROOTS else [checks.Warning(message, hint=hint, id="portage.W002")]
        ends = authority.current().certificate.not_valid_after_utc
    except NoKey as refused:
        hint = "See docs/operators/documents.md, The signing key."
        return [error(7, f"Documents cannot be signed or verified ({refused}).", hint)]
    if ends < clock.now() + timedelta(days=90):
        hint = "`manage.py make_signing_key FILE --follows OLD`: what the old one signed stays valid."
        return [checks.Warning(f"The signing authority ends on {ends:%Y-%m-%d}.", hint=hint, id="portage.W003")]
    return []


@checks.register(checks.Tags.database)
def history_is_kept(databases: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """The triggers that keep append-only tables stand, for each such table that exists."""
    found: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        names = triggers.missing(connection, connection.introspection.table_names())
        if names:
            hint = "Run `manage.py migrate`: it installs them again."
            found.append(
                error(6, f"{len(names)} triggers that keep history are missing: {', '.join(names[:4])}…", hint)
            )
    return found


def refuse_to_start() -> None:
    """For the web doors: raise SystemCheckError when a check of ours finds an error.

    A database that is away is no reason: the process starts, answers 503, and serves when it is back.
    """
    found = checks.run_checks(tags=[checks.Tags.security])
    try:
        found += history_is_kept(databases=["default"])
    except Exception as error:
        if not is_unavailable(error):
            raise
        logger.warning("the database is away: its triggers were not checked", exc_info=error)
    wrong = [str(message) for message in found if (message.id or "").startswith("portage.E")]
    if wrong:
        raise SystemCheckError("\n".join(wrong))

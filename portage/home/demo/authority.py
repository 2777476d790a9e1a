"""The demonstration's own signing authority: as old as its first contract, so that what was signed years ago is dated then."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from portage.core.seals import authority, keys

BEGINS = datetime(2012, 1, 1, tzinfo=UTC)


def make() -> None:
    """Make the authority of a demonstration, unless one is there already or the operator named one."""
    path = settings.DEMO_AUTHORITY
    if path and not settings.SIGNING_KEY and not Path(path).exists():
        keys.write(keys.make(name=f"{authority.NAME}, demo authority", at=BEGINS), Path(path), "")


def moment(at: datetime) -> datetime:
    """The moment that a seal can state: `at`, or the first moment of an authority that is younger."""
    return max(at, authority.current().certificate.not_valid_before_utc)

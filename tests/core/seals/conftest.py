"""A small document and its life: sealed, signed by one, signed by both. Made once."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from portage.core import seals

NOON = datetime(2026, 2, 16, 12, tzinfo=UTC)
ANNE = seals.Signer("Anne Lefèvre", "Vannes du Forez SAS", "FR")
JAN = seals.Signer("Jan Kowalski", "Orvane Polska sp. z o.o.", "PL")


def plain(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    made, output = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return output.getvalue()


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def sealed(now: datetime) -> bytes:
    return seals.seal(plain(), fields=["principal", "agent"], at=now)


@pytest.fixture(scope="session")
def once(sealed: bytes, now: datetime) -> seals.Signed:
    return seals.sign(sealed, field="principal", signer=ANNE, reason="Signature", at=now)


@pytest.fixture(scope="session")
def twice(once: seals.Signed, now: datetime) -> seals.Signed:
    return seals.sign(once.pdf, field="agent", signer=JAN, reason="Signature", at=now)

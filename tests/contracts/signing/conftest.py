"""A contract that awaits signature, with a really sealed file: made once, and only for the tests of signing."""

from datetime import UTC, datetime

import pytest

from contracts.actions import signature
from portage.core import seals
from tests.cast import approved, draft, make_cast
from tests.contracts.signing.days import here
from tests.core.seals.conftest import plain


@pytest.fixture(scope="session")
def now() -> datetime:
    """Real seals begin with their authority, which a run of the tests makes anew."""
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def sealed(now) -> bytes:
    return seals.seal(plain(), fields=["principal", "agent"], at=now)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast, now):
    return approved(cast, draft(cast, duration={"first_day": here(now).replace(year=now.year + 1)}), at=now)


@pytest.fixture
def document(contract, sealed, now):
    """The sealed document of `contract`, to be signed by both."""
    version = contract.versions.first()
    made = {"unsigned": "1" * 64, "data": "2" * 64, "libraries": {"weasyprint": "70"}}
    kept = signature.store_contract_document(version, pdf=sealed, pages=1, at=now, made=made)
    contract.refresh_from_db()
    return kept

"""Who makes tokens: a member, an administrator, a program; at one instant."""

import pytest
from django.core.cache import caches

from portage.network.actions import (
    add_member,
    add_program,
)
from portage.network.models import Membership
from tests.cast import by, make_cast
from tests.network.tokens.asking import NOW, at


@pytest.fixture(autouse=True)
def day(monkeypatch):
    caches["limits"].clear()
    at(monkeypatch, NOW)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def boss(cast) -> Membership:
    """An administrator of the SME."""
    return add_member(
        cast.sme, email="boss@example.test", name="Bea Oss", role="managing_director", is_administrator=True, at=NOW
    )


@pytest.fixture
def erp(cast, boss) -> Membership:
    """A program of the SME."""
    return add_program(cast.sme, name="ERP", role="export_director", by=by(boss), at=NOW)

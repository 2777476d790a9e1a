"""People of the core's tests. The domains' tests have a richer cast."""

from datetime import UTC, datetime

import pytest

from portage.network.models import Person
from tests.cast import second_factor

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """A fixed moment, for verbs that are told the time."""
    return NOON


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create(email="anna@atelier.example", name="Anna Ferrand", language="fr")


@pytest.fixture
def operator(db) -> Person:
    person = Person.objects.create(email="op@portage.example", name="Oda Pellier", is_platform_administrator=True)
    second_factor(person)
    return person

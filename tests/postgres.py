"""What PostgreSQL is asked (`bin/test-pg` without a part named): what asks a database, two variants of a test at most.

The suite has run on SQLite by then: what asks no database would say the same again, and the many variants of one test differ
in what is typed, not in what is asked. A part that is named runs whole.
"""

from collections import Counter
from unittest import TestCase

import pytest

VARIANTS = 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seen: Counter[str] = Counter()
    asked, others = [], []
    for item in items:
        name = item.nodeid.partition("[")[0]
        seen[name] += 1
        (asked if asks_a_database(item) and seen[name] <= VARIANTS else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asked


def asks_a_database(item: pytest.Item) -> bool:
    of_django = issubclass(getattr(item, "cls", None) or object, TestCase)
    return bool(of_django or item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()))

"""What every test stands on: a database that keeps its promises, files in a folder of their own, quick passwords."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.signals import setting_changed
from django.db import connections
from django.test import TransactionTestCase
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from portage.core.append_only import APPEND_ONLY
from portage.core.triggers import lifted
from tests import migrated
from tests.replayed import counting

QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
hypothesis.register_profile("ci", max_examples=50, deadline=None, suppress_health_check=QUIET)
hypothesis.register_profile("full", max_examples=2000, deadline=None, suppress_health_check=QUIET)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


# Most of what a test makes lives as long as the test: looking for garbage as often as Python does takes a tenth of the time.
gc.set_threshold(200_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long comes first: no worker is left alone with it at the end, nor takes from another what shares one long
    beginning, which it would make anew."""
    items.sort(key=lambda item: item.path.name != "test_demo_cases.py" and "random_requests" not in item.name)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite lies in a file, so that threads and other processes see the same rows as in production.

    Only its waiting for the disk is switched off: nobody pulls the plug of a test.
    """
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return
    file = tmp_path_factory.mktemp("database") / "test.sqlite3"
    if migrated.kept().exists():
        migrated.copy(migrated.kept(), file)
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(file)}
    options = database["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A SQLite database is a copy in a folder that vanishes (see `migrated`): only what it lacks is migrated."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool) -> None:
    """The first run keeps what it has migrated, for those that follow."""
    if django_db_keepdb:
        with django_db_blocker.unblock():
            migrated.keep(Path(settings.DATABASES["default"]["NAME"]))


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A password hash made for tests, a storage folder and a signing authority that vanish."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("files")
    settings.STORAGE_URL = folder.as_uri()
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(folder)
    # looking for fixtures, pytest may have opened a storage that a module of tests imports
    setting_changed.send(sender=None, setting="STORAGES", value=settings.STORAGES, enter=True)
    settings.DEMO_AUTHORITY = str(tmp_path_factory.mktemp("signing") / "authority.p12")


@pytest.fixture(autouse=True)
def nobody_was_here_before() -> None:
    """A request leaves its reader's language and zone on the thread, and is counted: none of this reaches the next test,
    whose cast is the same people (see `replayed`)."""
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()
    caches["limits"].clear()


@pytest.fixture(autouse=True)
def what_it_did_is_counted() -> Iterator[None]:
    """So that what it begins with can be put back (see `replayed`)."""
    with counting():
        yield


@pytest.fixture(scope="session", autouse=True)
def flush_may_forget_history() -> None:
    """Between transactional tests the runner empties every table; only then do the triggers step aside."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(case: TransactionTestCase) -> None:
        connection = connections["default"]
        with lifted(connection, APPEND_ONLY):
            flush(case)

    TransactionTestCase._fixture_teardown = flush_without_triggers


@pytest.fixture
def storage_folder() -> Path:
    """Where this run keeps stored files."""
    return Path(settings.STORAGES["default"]["OPTIONS"]["location"])

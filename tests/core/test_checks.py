"""Unsafe settings are refused before anything starts."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management.base import SystemCheckError
from django.db import connection

from portage.core import clock
from portage.core.health import checks
from portage.core.seals import keys

from .processes import ROOT

GOOD_KEY = "aB3$kL9!qW2@eR5#tY8&uI1*oP4(zX7)cV0-bN6_mM+=[]{}|;:<>"


@pytest.fixture
def production(settings, tmp_path):
    """Settings of a well kept installation."""
    settings.DEBUG, settings.TESTING = False, False
    settings.SECRET_KEY, settings.ALLOWED_HOSTS = GOOD_KEY, ["portage.example"]
    settings.SITE_URL, settings.STORAGE_URL = "https://portage.example", (tmp_path / "files").as_uri()
    settings.DATABASES = {"default": settings.DATABASES["default"] | {"NAME": str(tmp_path / "x.sqlite3")}}
    settings.DEMO_AUTHORITY = ""
    return settings


def ids(*found) -> list[str]:
    return [message.id for messages in found for message in messages]


def every() -> list[str]:
    return ids(
        checks.secrets_are_secret(), checks.hosts_are_named(), checks.site_is_encrypted(),
        checks.files_are_private(), checks.debug_is_local(),
    )  # fmt: skip


def test_a_well_kept_installation_passes(production):
    assert every() == []


@pytest.mark.parametrize("key", ["short", "x" * 60, "debug-only-" + GOOD_KEY, "abc" * 30, "django-insecure"])
def test_a_weak_secret_key_is_refused(production, key):
    production.SECRET_KEY = key
    assert every() == ["portage.E001"]


@pytest.mark.parametrize("hosts", [[], ["*"], ["portage.example", "*"], ["."]])
def test_answering_under_any_name_is_refused(production, hosts):
    production.ALLOWED_HOSTS = hosts
    assert every() == ["portage.E002"]


@pytest.mark.parametrize(
    ("url", "ok"),
    [
        ("http://portage.example", False),
        ("portage.example", False),
        ("http://localhost:8000", True),
        ("http://127.0.0.1", True),
    ],
)
def test_plain_http_serves_only_this_machine(production, url, ok):
    production.SITE_URL = url
    assert every() == ([] if ok else ["portage.E003"])


def test_a_storage_folder_open_to_others_is_refused(production, tmp_path, monkeypatch):
    (tmp_path / "files").mkdir()
    monkeypatch.setattr(checks, "exposed", lambda path: True)
    assert every() == ["portage.E004"]


def test_a_folder_is_open_when_the_way_to_it_is(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir(mode=0o755)
    assert checks.exposed(folder) is all(parent.stat().st_mode & 1 for parent in folder.parents)
    folder.chmod(0o700)
    assert not checks.exposed(folder)


def test_a_private_folder_above_is_enough(tmp_path):
    outer = tmp_path / "outer"
    (outer / "inner").mkdir(parents=True, mode=0o755)
    outer.chmod(0o700)
    assert not checks.exposed(outer / "inner")


def test_debug_on_a_public_site_is_refused(production):
    production.DEBUG = True
    assert every() == ["portage.E005"]


def test_a_setting_that_is_nearly_right_is_noticed(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOST", "x")
    monkeypatch.setenv("SECRETKEY_FILE", "x")
    hints = {message.msg.split()[0]: message.hint for message in checks.names_are_spelled_right()}
    assert hints == {"ALLOWED_HOST": "Did you mean ALLOWED_HOSTS?", "SECRETKEY_FILE": "Did you mean SECRET_KEY_FILE?"}


@pytest.mark.django_db
def test_missing_triggers_are_refused():
    assert checks.history_is_kept(databases=["default"]) == []
    with connection.cursor() as cursor:
        on = ' ON "core_entry"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "grows_core_entry_delete"{on}')
    assert ids(checks.history_is_kept(databases=["default"])) == ["portage.E006"]
    with pytest.raises(SystemCheckError, match="grows_core_entry_delete"):
        checks.refuse_to_start()


def run(tmp_path, **environment: str) -> subprocess.CompletedProcess:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    (tmp_path / "roots.pem").write_bytes(roots())
    keep |= {"SIGNING_ROOTS": str(tmp_path / "roots.pem")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=keep | {"VAR_DIR": str(tmp_path / "var")} | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_deploy_check_is_clean_in_a_well_kept_installation(tmp_path):
    done = run(tmp_path, SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS="portage.example", SITE_URL="https://portage.example")
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_a_secret_key_nothing_starts(tmp_path):
    done = run(tmp_path)
    assert done.returncode
    assert "SECRET_KEY is required" in done.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": "short"}, "portage.E001"),
        ({"ALLOWED_HOSTS": "*"}, "portage.E002"),
        ({"ALLOWED_HOST": "x"}, "portage.W001"),
    ],
)
def test_commands_ask_the_same_checks_as_the_web(tmp_path, wrong, said):
    good = {"SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "portage.example", "SITE_URL": "https://portage.example"}
    done = run(tmp_path, **{**good, **wrong})
    assert done.returncode
    assert said in done.stderr


def test_what_a_process_makes_is_not_for_everybody(tmp_path):
    old = os.umask(0o022)
    try:
        done = run(tmp_path, SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS="portage.example", SITE_URL="https://portage.example")
        code = "import django; django.setup(); open('made', 'w')"
        keep = {
            "PATH": os.environ["PATH"],
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "portage.settings",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=keep | {"VAR_DIR": str(tmp_path / "var")}, check=True
        )
    finally:
        os.umask(old)
    assert done.returncode == 0
    assert (tmp_path / "made").stat().st_mode & 0o007 == 0


def roots() -> bytes:
    return keys.make(name="x", at=clock.now()).certificate.public_bytes(Encoding.PEM)


def test_a_process_without_a_key_is_told_and_may_start(production, tmp_path):
    assert ids(checks.documents_can_be_signed()) == ["portage.W002"]
    (tmp_path / "roots.pem").write_bytes(roots())
    production.SIGNING_ROOTS = str(tmp_path / "roots.pem")
    assert ids(checks.documents_can_be_signed()) == []
    production.SIGNING_ROOTS = str(tmp_path / "absent.pem")
    assert ids(checks.documents_can_be_signed()) == ["portage.E007"]


def test_a_key_is_looked_at_before_anything_is_signed(production, tmp_path):
    path = tmp_path / "key.p12"
    keys.write(keys.make(name="x", at=clock.now()), path, "")
    production.SIGNING_KEY = str(path)
    assert ids(checks.documents_can_be_signed()) == []
    path.chmod(0o644)
    assert ids(checks.documents_can_be_signed()) == ["portage.E007"]
    production.SIGNING_KEY = str(tmp_path / "absent")
    assert ids(checks.documents_can_be_signed()) == ["portage.E007"]


def test_an_authority_near_its_end_is_told(production, tmp_path):
    path = tmp_path / "key.p12"
    keys.write(keys.make(name="x", at=clock.now() - timedelta(days=round(25 * 365.25) - 80)), path, "")
    production.SIGNING_KEY = str(path)
    assert ids(checks.documents_can_be_signed()) == ["portage.W003"]

"""The authority's key: private, never overwritten, followed by another without disowning what it signed."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from portage.core import seals
from portage.core.seals import authority, keys

from .conftest import ANNE, plain

NOW = datetime.now(UTC)


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Path:
    """An authority of an operator, in place."""
    settings.SIGNING_KEY_PASSPHRASE = "an operator's words"
    path = tmp_path / "authority.p12"
    call_command("make_signing_key", path, name="Northern platform", verbosity=0)
    settings.SIGNING_KEY = str(path)
    return path


def test_the_operators_authority_signs(own: Path) -> None:
    report = seals.examine(seals.seal(plain(), fields=[], at=NOW), at=NOW)
    assert (report.state, report.signatures[0].issuer) == ("ours", "Northern platform")
    assert own.stat().st_mode & 0o777 == 0o400


def test_nothing_is_overwritten(own: Path) -> None:
    before = own.read_bytes()
    with pytest.raises(CommandError, match="exists"):
        call_command("make_signing_key", own, roots=own.with_name("other.pem"))
    assert own.read_bytes() == before


def test_a_key_needs_a_passphrase_unless_told_otherwise(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_PASSPHRASE = ""
    with pytest.raises(CommandError, match="PASSPHRASE"):
        call_command("make_signing_key", tmp_path / "key.p12")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o640, 0o666, 0o700])
def test_a_key_that_others_may_read_is_not_used(own: Path, mode: int) -> None:
    own.chmod(mode)
    with pytest.raises(seals.NoKey) as refused:
        seals.seal(plain(), fields=[], at=NOW)
    assert refused.value.code == seals.state() == "exposed"


def test_a_wrong_passphrase_or_a_missing_file_is_told(own: Path, settings: Settings) -> None:
    settings.SIGNING_KEY_PASSPHRASE = "other words"
    with pytest.raises(seals.NoKey, match="PASSPHRASE"):
        seals.seal(plain(), fields=[], at=NOW)
    settings.SIGNING_KEY = str(own.with_name("absent.p12"))
    with pytest.raises(seals.NoKey, match="absent"):
        seals.seal(plain(), fields=[], at=NOW)
    assert seals.state() == "missing"


def test_without_a_key_nothing_is_sealed_and_nothing_is_ours(sealed: bytes, settings: Settings) -> None:
    settings.DEMO_AUTHORITY = ""
    with pytest.raises(seals.NoKey):
        seals.seal(plain(), fields=[], at=NOW)
    assert seals.state() == "missing"
    assert seals.examine(sealed, at=NOW).state == "foreign"


def test_verifying_needs_the_certificates_alone(own: Path, settings: Settings) -> None:
    sealed = seals.seal(plain(), fields=[], at=NOW)
    settings.SIGNING_KEY, settings.DEMO_AUTHORITY = "", ""
    settings.SIGNING_ROOTS = str(own.with_suffix(".pem"))
    assert seals.examine(sealed, at=NOW).state == "ours"


def test_what_an_earlier_authority_signed_stays_ours(own: Path, settings: Settings) -> None:
    sealed = seals.seal(plain(), fields=["principal"], at=NOW)
    later = own.with_name("later.p12")
    call_command("make_signing_key", later, follows=own, verbosity=0)
    settings.SIGNING_KEY = str(later)
    signed = seals.sign(sealed, field="principal", signer=ANNE, reason="", at=NOW)
    report = seals.examine(signed.pdf, at=NOW)
    assert report.state == "ours"
    assert report.signatures[0].issuer != report.signatures[1].issuer


def test_what_another_platform_sealed_is_foreign(own: Path, sealed: bytes) -> None:
    report = seals.examine(sealed, at=NOW)
    assert (report.state, report.signatures[0].problem) == ("foreign", "unknown")


def test_an_authority_that_has_ended_signs_nothing(own: Path) -> None:
    with pytest.raises(seals.NoKey) as refused:
        seals.seal(plain(), fields=[], at=NOW + timedelta(days=26 * 366))
    assert refused.value.code == "expired"


def test_of_two_processes_that_make_the_demo_authority_one_wins(tmp_path: Path, settings: Settings) -> None:
    settings.DEMO_AUTHORITY = str(tmp_path / "demo" / "authority.p12")
    found: list[bytes] = []
    start = threading.Barrier(4)

    def ask() -> None:
        start.wait()
        found.append(authority.current().certificate.tbs_certificate_bytes)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert [path.name for path in Path(settings.DEMO_AUTHORITY).parent.iterdir()] == ["authority.p12"]


def test_a_certificate_that_may_not_issue_is_no_authority(tmp_path: Path, settings: Settings) -> None:
    leaf = tmp_path / "leaf.p12"
    kept = keys.make(name="x", at=NOW)
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    name = x509.Name([])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(kept.key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
        .sign(kept.key, hashes.SHA256())
    )
    keys.write(keys.Kept(kept.key, certificate), leaf, "")
    settings.SIGNING_KEY = str(leaf)
    with pytest.raises(seals.NoKey) as refused:
        seals.seal(plain(), fields=[], at=NOW)
    assert refused.value.code == "unfit"

"""The time stated by a third party: added after both signatures, or not at all; never one of our own in its place."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from portage.core import seals
from portage.core.seals import timestamps

from . import tsa
from .conftest import JAN, plain


def stamped(pdf: bytes, mode: str, settings: Settings) -> bytes:
    with tsa.serving(mode) as settings.TIMESTAMP_URL:
        return seals.timestamp(pdf)


def test_a_timestamp_follows_the_signatures(twice: seals.Signed, now: datetime, settings: Settings) -> None:
    with_time = stamped(twice.pdf, "ok", settings)
    assert with_time.startswith(twice.pdf)
    report = seals.examine(with_time, at=now)
    last = report.signatures[-1]
    assert (report.state, report.whole, report.complete, len(report.timestamps)) == ("ours", True, True, 1)
    assert (last.kind, last.name, last.covers_file, last.intact) == ("timestamp", "Time of the test", True, True)
    assert last.at is not None
    assert abs((last.at - now).total_seconds()) < 600
    assert (last.trusted, last.problem) == (False, "unknown")


def test_its_authority_is_believed_when_the_operator_says_so(
    twice: seals.Signed, now: datetime, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "tsa.pem").write_bytes(tsa.PEM)
    settings.TRUSTED_ROOTS = str(tmp_path / "tsa.pem")
    last = seals.examine(stamped(twice.pdf, "ok", settings), at=now).signatures[-1]
    assert (last.trusted, last.bottom_line, last.ours) == (True, True, False)


def test_a_signature_may_follow_a_timestamp(once: seals.Signed, now: datetime, settings: Settings) -> None:
    with_time = stamped(once.pdf, "ok", settings)
    signed = seals.sign(with_time, field="agent", signer=JAN, reason="", at=now)
    assert seals.examine(signed.pdf, at=now).complete


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("garbage", "garbage"),
        ("empty", "garbage"),
        ("refuses", "refused"),
        ("other", "garbage"),
        ("old", "clock"),
        ("endless", "too_late"),
        ("error", "refused"),
        ("moved", "refused"),
        ("silent", "no_answer"),
    ],
)
def test_a_bad_answer_is_no_timestamp(
    twice: seals.Signed, settings: Settings, monkeypatch: pytest.MonkeyPatch, mode: str, code: str
) -> None:
    monkeypatch.setattr(timestamps, "SECONDS", 1.0)
    with pytest.raises(seals.TimestampAway) as away:
        stamped(twice.pdf, mode, settings)
    assert away.value.code == code


def test_nobody_there_and_nobody_set(twice: seals.Signed, settings: Settings) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(seals.TimestampAway) as away:
        seals.timestamp(twice.pdf)
    assert away.value.code == "no_answer"
    settings.TIMESTAMP_URL = ""
    assert not seals.timestamps_configured()
    with pytest.raises(seals.TimestampAway):
        seals.timestamp(twice.pdf)


def test_only_a_file_of_ours_is_timestamped(settings: Settings) -> None:
    with pytest.raises(seals.BadFile):
        stamped(plain(), "ok", settings)

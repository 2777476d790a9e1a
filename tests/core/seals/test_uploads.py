"""What is handed in: a plain PDF is taken, what runs, starts, sends or hides is not; and nothing that is read takes us down."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.core import seals
from portage.core.seals import apart, uploads

from .conftest import plain
from .hostile import REFUSED, attached, changed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plain_document_is_refused_with_its_reason(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(seals.UploadRefused) as refused:
        uploads.inspect(content)
    assert refused.value.code == code


def test_a_plain_document_is_taken_with_its_facts() -> None:
    content = changed(attached("data.json", b"{}"))
    assert uploads.inspect(content) == seals.Upload(
        sha256=sha256(content).hexdigest(), size=len(content), pages=1, signatures=0, attachments=("data.json",)
    )


def test_a_signed_document_is_taken_and_its_signatures_are_counted(twice: seals.Signed) -> None:
    assert uploads.inspect(twice.pdf).signatures == 3


def test_a_process_of_its_own_answers_the_same(twice: seals.Signed, now: datetime) -> None:
    assert seals.inspect_upload(twice.pdf) == uploads.inspect(twice.pdf)
    assert seals.examine_apart(twice.pdf, at=now) == seals.examine(twice.pdf, at=now)
    with pytest.raises(seals.UploadRefused) as refused:
        seals.inspect_upload(REFUSED["a script where nobody looks"][0])
    assert refused.value.code == "script"


def test_a_file_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CLOCK_SECONDS", 0.05)
    assert seals.examine_apart(plain(), at=NOW).state == "too_long"
    with pytest.raises(seals.UploadRefused) as refused:
        seals.inspect_upload(plain())
    assert refused.value.code == "too_long"


def test_when_all_processes_are_at_work_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    held = [apart._free.acquire() for _ in range(apart.AT_ONCE)]
    try:
        with pytest.raises(seals.Busy):
            seals.examine_apart(plain(), at=NOW)
    finally:
        for _ in held:
            apart._free.release()


@given(st.binary(max_size=3000))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    for file in (content, b"%PDF-1.7\n" + content, plain()[: len(content)] + content):
        assert seals.examine(file, at=NOW).state in {"unreadable", "foreign"}


@given(st.data())
def test_a_broken_signed_file_gets_an_answer(twice: seals.Signed, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(twice.pdf)))
    end = data.draw(st.integers(start, len(twice.pdf)))
    broken = twice.pdf[:start] + data.draw(st.binary(max_size=40)) + twice.pdf[end:]
    state = seals.examine(broken, at=NOW).state
    assert broken == twice.pdf or state in {"unreadable", "foreign", "altered"}


def test_a_file_larger_than_the_limit_is_not_read() -> None:
    assert seals.examine(REFUSED["twenty megabytes"][0], at=NOW).state == "too_large"
    assert seals.examine_apart(REFUSED["twenty megabytes"][0], at=NOW).state == "too_large"

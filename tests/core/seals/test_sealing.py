"""The platform's seal, then one signature a party: earlier bytes stay, a field is signed once, names are in the certificate."""

from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.core import seals

from .conftest import ANNE, JAN, plain


def test_each_stage_is_a_prefix_of_the_next(sealed: bytes, once: seals.Signed, twice: seals.Signed) -> None:
    assert once.pdf.startswith(sealed)
    assert twice.pdf.startswith(once.pdf)


def test_a_sealed_file_waits_for_its_signatures(sealed: bytes, now: datetime) -> None:
    report = seals.examine(sealed, at=now)
    assert (report.state, report.empty, report.complete) == ("ours", ("principal", "agent"), False)
    assert [row.kind for row in report.signatures] == ["seal"]


def test_both_signatures_stand_after_the_second(twice: seals.Signed, now: datetime) -> None:
    report = seals.examine(twice.pdf, at=now)
    assert (report.state, report.intact, report.whole, report.complete) == ("ours", True, True, True)
    assert [(row.kind, row.field, row.after) for row in report.signatures] == [
        ("seal", "seal", "expected"),
        ("signature", "principal", "expected"),
        ("signature", "agent", "nothing"),
    ]


def test_the_certificate_says_who_signed_for_whom_and_when(once: seals.Signed, now: datetime) -> None:
    row = seals.examine(once.pdf, at=now).signatures[1]
    assert (row.name, row.organisation) == (ANNE.name, ANNE.organisation)
    assert row.at == now.replace(microsecond=0)
    assert (row.certificate_sha256, row.serial) == (once.certificate_sha256, once.serial)
    assert row.issuer == "Portage, demo authority"


def test_each_signature_has_a_certificate_of_its_own(sealed: bytes, once: seals.Signed, now: datetime) -> None:
    again = seals.sign(sealed, field="principal", signer=ANNE, reason="Signature", at=now)
    assert again.certificate_sha256 != once.certificate_sha256


def test_signatures_stand_years_later(twice: seals.Signed, now: datetime) -> None:
    assert seals.examine(twice.pdf, at=now + timedelta(days=20 * 365)).state == "ours"


@pytest.mark.parametrize(
    ("field", "code"), [("principal", "signed"), ("seal", "signed"), ("witness", "no_field"), ("", "no_field")]
)
def test_only_a_prepared_field_is_signed_and_only_once(
    once: seals.Signed, now: datetime, field: str, code: str
) -> None:
    with pytest.raises(seals.BadFile) as refused:
        seals.sign(once.pdf, field=field, signer=JAN, reason="", at=now)
    assert refused.value.code == code


def test_a_file_that_is_not_as_it_was_left_is_not_signed(sealed: bytes, once: seals.Signed, now: datetime) -> None:
    middle = len(sealed) // 2
    for wrong in (
        sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :],
        once.pdf + b"\n",
        once.pdf[:-1],
        resaved(once.pdf),
        plain(),
        b"",
        b"%PDF-1.7",
    ):
        with pytest.raises(seals.BadFile):
            seals.sign(wrong, field="agent", signer=JAN, reason="", at=now)


def resaved(pdf: bytes) -> bytes:
    """The same document written anew by another program."""
    output = BytesIO()
    pikepdf.open(BytesIO(pdf)).save(output)
    return output.getvalue()


@pytest.mark.parametrize("wrong", [b"", b"hello", b"%PDF-1.7 truncated"])
def test_what_is_no_document_is_not_sealed(wrong: bytes, now: datetime) -> None:
    with pytest.raises(seals.BadFile):
        seals.seal(wrong, fields=[], at=now)


def test_nothing_is_sealed_twice(sealed: bytes, now: datetime) -> None:
    with pytest.raises(seals.BadFile) as refused:
        seals.seal(sealed, fields=["other"], at=now)
    assert refused.value.code == "signed"


def test_long_and_odd_names_are_fitted_to_a_certificate(sealed: bytes, now: datetime) -> None:
    signer = seals.Signer("Ναταλία\n\x00 " + "x" * 200, "  Oy  ", "Finland")
    row = seals.examine(seals.sign(sealed, field="agent", signer=signer, reason="", at=now).pdf, at=now).signatures[-1]
    assert row.name.startswith("Ναταλία xxx")
    assert len(row.name) == 64
    assert row.organisation == "Oy"


@given(st.data())
def test_any_byte_that_changes_is_seen(twice: seals.Signed, now: datetime, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(twice.pdf) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda byte: byte != twice.pdf[place]))
    report = seals.examine(twice.pdf[:place] + bytes([value]) + twice.pdf[place + 1 :], at=now)
    assert report.state != "ours"


def test_the_room_of_the_last_signature_hides_nothing(twice: seals.Signed, now: datetime) -> None:
    """No signature covers the room that it lies in: the zeros at its end, the certificate and the way it is spelled."""
    start = twice.pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = twice.pdf.index(b">", start)
    used = len(twice.pdf[start:end].rstrip(b"0"))
    assert seals.examine(twice.pdf, at=now).state == "ours"
    for place in (start - 1, *range(start, start + used, 97), start + used + 9, end - 1, end):
        changed = twice.pdf[:place] + (b"1" if twice.pdf[place : place + 1] != b"1" else b"e") + twice.pdf[place + 1 :]
        assert seals.examine(changed, at=now).state != "ours", place


def test_the_fingerprint_is_of_the_whole_file(twice: seals.Signed, now: datetime) -> None:
    assert seals.examine(twice.pdf, at=now).sha256 == sha256(twice.pdf).hexdigest()

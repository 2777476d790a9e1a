"""Signatures made elsewhere: told with what their certificate states, never vouched for unless the operator believes its issuer."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pytest_django import Settings

from portage.core import seals

from .conftest import JAN, plain

KEY = ec.generate_private_key(ec.SECP256R1())
QUALIFIED_IN_A_DEVICE = bytes.fromhex("30143008060604008e4601013008060604008e460104")


def certificate(*extensions: x509.UnrecognizedExtension, issuer: str = "Provider of signatures") -> x509.Certificate:
    """A certificate that names Anna Zöllner, signed by itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna Zöllner")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject if not issuer.startswith("Provider") else name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(99)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=99))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(KEY, hashes.SHA256())


def signed_elsewhere(pdf: bytes, field: str, made: x509.Certificate) -> bytes:
    """The file signed by another program."""
    signer = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(made),
        signing_key=translate_pyca_cryptography_key_to_asn1(KEY),
        cert_registry=SimpleCertificateStore(),
    )
    output = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), PdfSignatureMetadata(field_name=field), signer, output=output)
    return output.getvalue()


def test_a_document_signed_elsewhere_is_foreign_and_intact(now: datetime) -> None:
    report = seals.examine(signed_elsewhere(plain(), "Signature1", certificate()), at=now)
    row = report.signatures[0]
    assert (report.state, report.intact, report.whole, report.sealed) == ("foreign", True, True, False)
    assert (row.trusted, row.bottom_line, row.problem, row.qualified) == (False, False, "unknown", "")


def test_its_certificate_may_state_that_it_is_qualified(now: datetime) -> None:
    stated = x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.5.5.7.1.3"), QUALIFIED_IN_A_DEVICE)
    row = seals.examine(signed_elsewhere(plain(), "S", certificate(stated)), at=now).signatures[0]
    assert (row.qualified, row.trusted) == ("qualified_device", False)


def test_an_issuer_that_the_operator_believes_is_trusted(now: datetime, settings: Settings, tmp_path: Path) -> None:
    made = certificate()
    (tmp_path / "roots.pem").write_bytes(made.public_bytes(Encoding.PEM))
    settings.TRUSTED_ROOTS = str(tmp_path / "roots.pem")
    row = seals.examine(signed_elsewhere(plain(), "S", made), at=now).signatures[0]
    assert (row.trusted, row.bottom_line, row.ours) == (True, True, False)


def test_a_change_after_it_is_seen(now: datetime) -> None:
    signed = signed_elsewhere(plain(), "S", certificate())
    place = signed.index(b"/MediaBox") + 12
    report = seals.examine(signed[:place] + b"9" + signed[place + 1 :], at=now)
    assert (report.state, report.intact) == ("foreign", False)
    assert report.signatures[0].problem == "content"


def test_a_field_of_ours_filled_elsewhere_is_never_taken_for_ours(once: seals.Signed, now: datetime) -> None:
    report = seals.examine(signed_elsewhere(once.pdf, "agent", certificate()), at=now)
    assert (report.state, report.whole, report.complete) == ("mixed", True, False)
    assert [row.ours for row in report.signatures] == [True, True, False]


def test_a_certificate_that_only_names_our_authority_is_not_believed(once: seals.Signed, now: datetime) -> None:
    forged = certificate(issuer="Portage, demo authority")
    report = seals.examine(signed_elsewhere(once.pdf, "agent", forged), at=now)
    assert report.state == "altered"
    assert report.signatures[-1].problem in {"unknown", "unreadable"}


def test_the_other_party_may_sign_after_one_who_signed_elsewhere(sealed: bytes, now: datetime) -> None:
    first = signed_elsewhere(sealed, "principal", certificate())
    second = seals.sign(first, field="agent", signer=JAN, reason="", at=now)
    report = seals.examine(second.pdf, at=now)
    assert (report.state, report.empty, [row.ours for row in report.signatures]) == ("mixed", (), [True, False, True])


def test_what_another_seals_after_a_change_is_not_signed(sealed: bytes, now: datetime) -> None:
    """A stranger may add a signature, but not a page: our seal forbids it, and we sign nothing on top."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"][2] = page["/MediaBox"][3]
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    changed = signed_elsewhere(output.getvalue(), "principal", certificate())
    assert seals.examine(changed, at=now).state == "altered"
    with pytest.raises(seals.BadFile):
        seals.sign(changed, field="agent", signer=JAN, reason="", at=now)

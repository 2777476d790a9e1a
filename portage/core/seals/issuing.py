"""One-use certificates: a fresh key for each signature, which signs once and is forgotten.

The authority states in the certificate who signs, for whom, and when the certificate begins: no earlier than the signature.
It holds as long as the authority does, so that any PDF reader still agrees years later; the key itself never outlives the call.
"""

import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .keys import USAGES, Kept
from .refusals import NoKey
from .report import Signer

NOT_REVOKED = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.56"), b"\x05\x00")  # RFC 9608: no revocation
LONGEST = 64  # characters of a name in a certificate (X.520)


@dataclass(frozen=True)
class Issued:
    """What signs one file, and how the certificate is named afterwards."""

    signer: SimpleSigner
    certificate_sha256: str
    serial: str


def issue(kept: Kept, who: Signer, *, at: datetime) -> Issued:
    """A certificate for `who`, from `at` (five minutes earlier, for clocks that differ) to the end of the authority.

    Raises NoKey when the authority is not valid at `at`.
    """
    authority = kept.certificate
    if not authority.not_valid_before_utc <= at < authority.not_valid_after_utc:
        raise NoKey("expired", f"the authority is valid until {authority.not_valid_after_utc:%Y-%m-%d} only")
    key = ec.generate_private_key(ec.SECP256R1())
    usage = {name: name in ("digital_signature", "content_commitment") for name in USAGES}
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_subject(who))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(max(at - timedelta(minutes=5), authority.not_valid_before_utc))
        .not_valid_after(authority.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_issuer_key(authority), critical=False)
        .add_extension(NOT_REVOKED, critical=False)
        .sign(kept.key, hashes.SHA256())
    )
    signer = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(certificate),
        signing_key=translate_pyca_cryptography_key_to_asn1(key),
        cert_registry=_chain(kept),
        embed_roots=False,
    )
    return Issued(signer, sha256(certificate.public_bytes(Encoding.DER)).hexdigest(), f"{certificate.serial_number:x}")


def _subject(who: Signer) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, who.country.upper())] if len(who.country) == 2 else []
    parts += [(NameOID.ORGANIZATION_NAME, _fitting(who.organisation)), (NameOID.COMMON_NAME, _fitting(who.name))]
    with warnings.catch_warnings():  # 64 characters, says X.520; cryptography counts bytes, which halves a Greek name
        warnings.simplefilter("ignore")
        return x509.Name([x509.NameAttribute(kind, text, _validate=False) for kind, text in parts if text])


def _fitting(text: str) -> str:
    """One line, without control characters, as long as a certificate allows."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def _issuer_key(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    try:
        own = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except x509.ExtensionNotFound:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())  # type: ignore[arg-type]
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _chain(kept: Kept) -> Any:
    """The authority's own certificate travels with the file only when it was issued by another one."""
    store = SimpleCertificateStore()
    if kept.certificate.subject != kept.certificate.issuer:
        for row in (kept.certificate, *kept.others):
            store.register(translate_pyca_cryptography_cert_to_asn1(row))
    return store

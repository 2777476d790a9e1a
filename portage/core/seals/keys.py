"""The authority's key: in a PKCS#12 file that its owner alone may read, or in a token that never gives it away (PKCS#11).

Only workers need it. Verifying needs the certificates alone (SIGNING_ROOTS), which are public.
"""

import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from .refusals import NoKey

YEARS = 25
SigningKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Kept:
    """What is kept for signing: the key (or its stand-in, for a token), its certificate, and certificates of earlier authorities."""

    key: SigningKey
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...] = ()


def make_certificate(key: SigningKey, *, name: str, at: datetime, years: int = YEARS) -> x509.Certificate:
    """The certificate of an authority of our own: signed by itself, from the day before (clocks differ), for `years`, able to
    issue certificates and nothing else."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    usage = {name: name in ("key_cert_sign", "crl_sign") for name in USAGES}
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=round(years * 365.25)))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def make(*, name: str, at: datetime, others: Sequence[x509.Certificate] = ()) -> Kept:
    """A new authority: EC P-256 key and certificate. `others`: certificates of those it follows, still believed."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Kept(key, make_certificate(key, name=name, at=at), tuple(others))


def write(kept: Kept, path: Path, passphrase: str) -> bool:
    """Write a PKCS#12 file, mode 0400, whole or not at all. False when `path` stands already: it is never overwritten.

    Two processes may do this at once: one of them wins, the other reads what the winner wrote.
    """
    protection = (
        serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    )
    content = pkcs12.serialize_key_and_certificates(
        b"Portage", kept.key, kept.certificate, list(kept.others) or None, protection
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def read(path: Path, passphrase: str) -> Kept:
    """The content of a PKCS#12 file. Raises NoKey: missing, exposed (others may read it), unreadable, unfit."""
    check_private(path)
    try:
        held = pkcs12.load_pkcs12(path.read_bytes(), passphrase.encode() if passphrase else None)
    except OSError as error:
        raise NoKey("unreadable", f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise NoKey("unreadable", f"{path} is no PKCS#12 file, or SIGNING_KEY_PASSPHRASE does not open it") from error
    if held.key is None or held.cert is None:
        raise NoKey("unfit", f"{path} holds no key with its certificate")
    kept = Kept(fit(held.key), held.cert.certificate, tuple(row.certificate for row in held.additional_certs))
    check_issuer(kept.certificate)
    return kept


def check_private(path: Path) -> None:
    """Raises NoKey unless the file is there and only its owner may read it (0400 or 0600)."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NoKey("missing", f"SIGNING_KEY names {path}: {error.strerror}") from error
    if stat.S_IMODE(mode) & 0o177:
        raise NoKey("exposed", f"{path} has mode {stat.S_IMODE(mode):04o}: chmod 0400 {path}")


def fit(key: object) -> SigningKey:
    """`key`, when it is of a kind that documents are signed with. Raises NoKey."""
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.key_size >= 256:
        return key
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return key
    raise NoKey("unfit", "the signing key must be EC (P-256 or more) or RSA (2048 bits or more)")


def check_issuer(certificate: x509.Certificate) -> None:
    """Raises NoKey unless this certificate may issue others."""
    try:
        able = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        able = False
    if not able:
        raise NoKey("unfit", "the certificate of the signing key may not issue certificates (it is no authority)")

"""A key that stays in its token (HSM): asked to sign by PKCS#11, named by an RFC 7512 URI.

    pkcs11:token=Portage;object=authority?module-path=/usr/lib/softhsm/libsofthsm2.so

The PIN is SIGNING_KEY_PASSPHRASE. The certificate lies in the token under the same label. EC P-256 or P-384.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote

from asn1crypto.keys import ECDomainParameters, NamedCurve
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from .keys import Kept, check_issuer, make_certificate
from .refusals import NoKey

_one_session = threading.Lock()  # a token knows who is logged in by process, not by session


@dataclass(frozen=True)
class Address:
    """Where the key is: library, token, label of key and certificate."""

    module: str
    token: str
    label: str


def address(uri: str) -> Address:
    """The parts of a pkcs11: URI. Raises NoKey when one is missing."""
    path, _, query = uri.removeprefix("pkcs11:").partition("?")
    parts = dict(part.partition("=")[::2] for part in path.split(";") if part)
    module = parse_qs(query).get("module-path", [""])[0]
    found = Address(module, unquote(parts.get("token", "")), unquote(parts.get("object", "")))
    if not (found.module and found.token and found.label):
        raise NoKey("unfit", "SIGNING_KEY must be pkcs11:token=…;object=…?module-path=…")
    return found


@contextlib.contextmanager
def session(where: Address, pin: str, *, writing: bool = False) -> Iterator[Any]:
    """A session of the token, alone in this process. Whatever the token or its library answers becomes NoKey."""
    import pkcs11

    with _one_session:
        try:
            with pkcs11.lib(where.module).get_token(token_label=where.token).open(user_pin=pin, rw=writing) as opened:
                yield opened
        except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
            raise NoKey("token", f"token {where.token!r}: {type(error).__name__} {error}".rstrip()) from error


def read(uri: str, pin: str) -> Kept:
    """The stand-in for the token's key, and its certificate. Raises NoKey."""
    import pkcs11

    where = address(uri)
    with session(where, pin) as opened:
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: where.label}
        found = [bytes(row[pkcs11.Attribute.VALUE]) for row in opened.get_objects(wanted)]
        opened.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=where.label)
    if not found:
        raise NoKey("token", f"the token holds no certificate labelled {where.label!r}")
    certificate = x509.load_der_x509_certificate(found[0])
    check_issuer(certificate)
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise NoKey("unfit", "a key in a token must be EC (P-256 or P-384)")
    return Kept(TokenKey(where, pin, public), certificate)


def make(uri: str, pin: str, *, name: str, at: datetime) -> Kept:
    """A new authority inside the token: key pair that cannot leave it, and certificate. Raises NoKey when the label is taken."""
    import pkcs11
    from pkcs11.util.ec import encode_ec_public_key

    where = address(uri)
    curve = ECDomainParameters(name="named", value=NamedCurve("secp256r1")).dump()
    with session(where, pin, writing=True) as opened:
        if list(opened.get_objects({pkcs11.Attribute.LABEL: where.label})):
            raise NoKey("taken", f"the token holds an object labelled {where.label!r} already")
        parameters = opened.create_domain_parameters(pkcs11.KeyType.EC, {pkcs11.Attribute.EC_PARAMS: curve}, local=True)
        public_key, _ = parameters.generate_keypair(label=where.label, store=True)
        public = serialization.load_der_public_key(encode_ec_public_key(public_key))
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise NoKey("token", "the token made a key of another kind")
    key = TokenKey(where, pin, public)
    certificate = make_certificate(key, name=name, at=at)
    with session(where, pin, writing=True) as opened:
        opened.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: where.label,
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
            }
        )
    return Kept(key, certificate)


class TokenKey(ec.EllipticCurvePrivateKey):
    """Stands where a private key is asked for, and lets the token sign. It can do nothing else."""

    def __init__(self, where: Address, pin: str, public: ec.EllipticCurvePublicKey):
        self._where, self._pin, self._public = where, pin, public

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """The DER signature of `data`, hashed here, signed in the token."""
        import pkcs11
        from pkcs11.util.ec import encode_ecdsa_signature

        digest = hashes.Hash(signature_algorithm.algorithm)  # type: ignore[arg-type]
        digest.update(data)
        with session(self._where, self._pin) as opened:
            key = opened.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self._where.label)
            return encode_ecdsa_signature(key.sign(digest.finalize(), mechanism=pkcs11.Mechanism.ECDSA))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._public

    @property
    def curve(self) -> ec.EllipticCurve:
        return self._public.curve

    @property
    def key_size(self) -> int:
        return self._public.key_size

    def _never(self, *_: Any, **__: Any) -> NoReturn:
        raise NoKey("token", "the key does not leave its token")

    exchange = private_numbers = private_bytes = _never

    def __copy__(self) -> "TokenKey":
        return self

    def __deepcopy__(self, memo: dict) -> "TokenKey":
        return self

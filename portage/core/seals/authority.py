"""The platform's own authority, from the settings: who issues one-use certificates, and whose seals are ours.

| setting | is |
|---|---|
| SIGNING_KEY | path of a PKCS#12 file, or a pkcs11: URI; only workers need it |
| SIGNING_ROOTS | PEM file of the certificates of our authorities, past and present; for who verifies without the key |
| TRUSTED_ROOTS | PEM file of authorities that are not ours: of timestamps, of signatures made elsewhere |

An authority is followed, not replaced: its certificate stays among the roots, so what it signed stays ours.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from .. import clock
from . import keys
from .keys import Kept
from .refusals import NoKey

NAME = "Portage"


def current() -> Kept:
    """The authority that signs now. Raises NoKey."""
    named = settings.SIGNING_KEY
    if named.startswith("pkcs11:"):
        return _token(named, settings.SIGNING_KEY_PASSPHRASE)
    if named:
        return _file(Path(named), settings.SIGNING_KEY_PASSPHRASE)
    if settings.DEMO_AUTHORITY:
        return _demo(Path(settings.DEMO_AUTHORITY))
    raise NoKey("missing", "SIGNING_KEY is not set: nothing can be sealed or signed")


def roots() -> tuple[bytes, ...]:
    """Certificates (DER) of our authorities: those of SIGNING_ROOTS, and those that come with the key. None at all is ()."""
    found = _pem(settings.SIGNING_ROOTS)
    if not settings.SIGNING_ROOTS or settings.SIGNING_KEY:
        try:
            kept = current()
            found += (kept.certificate, *kept.others)
        except NoKey:
            pass
    return _each_once(found)


def trusted_roots() -> tuple[bytes, ...]:
    """Certificates (DER) of authorities that are not ours and that the operator believes."""
    return _each_once(_pem(settings.TRUSTED_ROOTS))


def check_roots() -> None:
    """Raises NoKey when SIGNING_ROOTS or TRUSTED_ROOTS names a file that cannot be read."""
    _pem(settings.SIGNING_ROOTS)
    _pem(settings.TRUSTED_ROOTS)


def state() -> str:
    """ok, or why not: missing, exposed, unreadable, unfit, token. For the health page: the file is looked at, not opened."""
    named = settings.SIGNING_KEY
    if not named:
        return "ok" if settings.DEMO_AUTHORITY else "missing"
    if named.startswith("pkcs11:"):
        return "ok"
    try:
        keys.check_private(Path(named))
    except NoKey as error:
        return error.code
    return "ok"


def _each_once(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(row.public_bytes(Encoding.DER) for row in certificates))


def _pem(path: str) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file; NoKey names the file that cannot be read."""
    if not path:
        return ()
    try:
        return tuple(_pem_read(path, Path(path).stat().st_mtime_ns))
    except (OSError, ValueError) as error:
        raise NoKey("unreadable", f"{path}: {error}") from error


@lru_cache(maxsize=8)
def _pem_read(path: str, _written: int) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(Path(path).read_bytes())


def _file(path: Path, passphrase: str) -> Kept:
    """The file's content, read again when the file is replaced."""
    keys.check_private(path)
    return _file_read(path, passphrase, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _file_read(path: Path, passphrase: str, _written: int) -> Kept:
    return keys.read(path, passphrase)


@lru_cache(maxsize=2)
def _token(uri: str, pin: str) -> Kept:
    from . import tokens

    return tokens.read(uri, pin)


def _demo(path: Path) -> Kept:
    """The demo's own authority, made once: of two processes at once, one writes and both read the same."""
    if not path.exists():
        keys.write(keys.make(name=f"{NAME}, demo authority", at=clock.now()), path, "")
    return _file(path, "")

"""Secrets of second factors as they lie in the database: encrypted, so that a stolen copy of it opens nothing.

The key comes from SECRET_KEY. A new SECRET_KEY opens what was sealed under the former ones as long as they stand in
SECRET_KEY_FALLBACKS; `manage.py reseal_second_factors` seals everything anew, and then they may go.
"""

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

logger = logging.getLogger("portage.accounts")
PURPOSE = b"portage.network.accounts.sealing.1"


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """Encrypted under the present key, with a mark that shows any change."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret; for what no key opens, a secret that nobody knows: then no code is right, and the operator resets."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("a second factor was sealed under another SECRET_KEY: see docs/operators/accounts.md")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def reseal(sealed: str) -> str:
    """The same secret under the present key. Raises InvalidToken."""
    return _keys().rotate(sealed.encode()).decode()

"""What an answer tells to somebody outside: its words without what is always new, and how many passwords were hashed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.contrib.auth import hashers


@contextmanager
def hashes() -> Iterator[list]:
    """How many times a password was hashed."""
    counted = []
    hasher = type(hashers.get_hasher())
    real: Callable = hasher.encode

    def encode(self, password, salt, *iterations):
        counted.append(salt)
        return real(self, password, salt, *iterations)

    with mock.patch.object(hasher, "encode", encode):
        yield counted


def plain(body: bytes, address: str) -> str:
    """The body without what is new at each request and the address that was typed."""
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", body.decode())
    text = re.sub(r"X-CSRFToken[^}]+", "", text)
    return re.sub(r"Number for support: \S+?<", "<", text).replace(address, "")

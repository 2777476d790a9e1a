"""Encryption of an archive as it flows: AES-256-GCM by chunks, the key from a passphrase by scrypt.

Each chunk is sealed with its number and with whether it is the last (the STREAM construction), so that chunks cut
off, swapped or altered are noticed. Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance", 2015.
"""

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"PORTAGE-BACKUP-1\n"
CHUNK = 1 << 20
TAG = 16
SALT, PREFIX = 16, 7
COST = 2**17


class WrongKey(Exception):
    """The archive does not open: another passphrase, or altered bytes."""


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    """The key of one archive; slow on purpose (128 MiB, a fraction of a second)."""
    return AESGCM(Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class Sealing:
    """A file to write to; what arrives in `raw` is sealed. `close` writes the last chunk and leaves `raw` open."""

    def __init__(self, raw: BinaryIO, passphrase: str) -> None:
        salt, self.prefix = os.urandom(SALT), os.urandom(PREFIX)
        self.raw, self.cipher, self.number, self.held = raw, _cipher(passphrase, salt), 0, bytearray()
        self.header = MAGIC + salt + self.prefix
        raw.write(self.header)

    def write(self, data: bytes) -> int:
        self.held += data
        while len(self.held) > CHUNK:
            self._seal(bytes(self.held[:CHUNK]), last=False)
            del self.held[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self.held), last=True)
        self.held.clear()

    def _seal(self, data: bytes, *, last: bool) -> None:
        self.raw.write(self.cipher.encrypt(_nonce(self.prefix, self.number, last), data, self.header))
        self.number += 1


class Opening:
    """A file to read from; raises WrongKey at the first chunk that is not what was sealed."""

    def __init__(self, raw: BinaryIO, passphrase: str) -> None:
        header = raw.read(len(MAGIC) + SALT + PREFIX)
        if not header.startswith(MAGIC) or len(header) != len(MAGIC) + SALT + PREFIX:
            raise WrongKey("this is no encrypted backup")
        self.raw, self.header, self.prefix, self.number = raw, header, header[-PREFIX:], 0
        self.cipher = _cipher(passphrase, header[len(MAGIC) : len(MAGIC) + SALT])
        self.held, self.next, self.done = bytearray(), raw.read(CHUNK + TAG), False

    def read(self, size: int = -1) -> bytes:
        while not self.done and (size < 0 or len(self.held) < size):
            self._open()
        size = len(self.held) if size < 0 else size
        data = bytes(self.held[:size])
        del self.held[:size]
        return data

    def _open(self) -> None:
        sealed, self.next = self.next, self.raw.read(CHUNK + TAG)
        self.done = not self.next
        try:
            self.held += self.cipher.decrypt(_nonce(self.prefix, self.number, self.done), sealed, self.header)
        except InvalidTag as error:
            raise WrongKey("the passphrase is another one, or the archive was altered or cut") from error
        self.number += 1

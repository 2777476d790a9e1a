"""The text of a token: `portage_`, eight letters to recognise it by, `_`, the secret, six letters of checksum.

The checksum lets a typing error, and a program that looks for leaked secrets, be certain without a question to the
database. The secret is 256 bits of chance, so that one plain SHA-256 is enough: nobody tries them out. The digest is
looked up in an index and not compared byte by byte; what its timing could tell is about digests, from which no secret
can be made.
"""

import hashlib
import re
from secrets import choice
from string import ascii_letters, ascii_lowercase, digits
from zlib import crc32

SHORT, LETTERS = digits + ascii_lowercase, digits + ascii_letters
PREFIX, SECRET, SUM = 8, 43, 6  # 43 of 62 letters: a little over 256 bits
WELL_FORMED = re.compile(rf"portage_[0-9a-z]{{{PREFIX}}}_[0-9A-Za-z]{{{SECRET + SUM}}}\Z", re.ASCII)


def new_text() -> tuple[str, str]:
    """(what it is recognised by, the whole text) of a new token."""
    prefix = "".join(choice(SHORT) for _ in range(PREFIX))
    body = f"portage_{prefix}_" + "".join(choice(LETTERS) for _ in range(SECRET))
    return prefix, body + _sum(body)


def is_ours(text: str) -> bool:
    """Whether that text can be a token; no question to the database."""
    return WELL_FORMED.match(text) is not None and text[-SUM:] == _sum(text[:-SUM])


def digest_of(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def _sum(body: str) -> str:
    rest, letters = crc32(body.encode()), ""
    for _ in range(SUM):
        rest, index = divmod(rest, len(LETTERS))
        letters += LETTERS[index]
    return letters

"""References that people read aloud: short, random, with a check character; never counted.

A counted reference tells a rival how many contracts exist. These carry thirty bits of chance and one check
character, so that a slip of one character or a swap of two neighbours is noticed.
Source: weights and a prime modulus, as in ISO 7064; Crockford's alphabet (no I, L, O, U), less Z.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
PRIME = len(ALPHABET)  # 31: a prime modulus notices every slip and every swap
LENGTH = 6


def check_character(body: str) -> str:
    """The check character of `body` (characters of ALPHABET)."""
    total = sum((position + 2) * ALPHABET.index(character) for position, character in enumerate(body))
    return ALPHABET[total % PRIME]


def make(prefix: str) -> str:
    """A new reference such as `PC-7K3MQ2-H`: prefix, six random characters, check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{prefix}-{body}-{check_character(body)}"


def is_valid(reference: str) -> bool:
    """Whether `reference` is well formed and its check character holds."""
    try:
        _, body, check = reference.strip().upper().split("-")
        return len(body) == LENGTH and check_character(body) == check
    except ValueError:
        return False

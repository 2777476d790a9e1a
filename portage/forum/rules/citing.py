"""What a post cites: the addresses of our own pages, and references of contracts, that stand in its text."""

import re
from collections.abc import Iterator
from uuid import UUID

from portage.core import references

PAGES = ("products", "contracts", "reports")
ADDRESS = re.compile(
    rf"/({'|'.join(PAGES)})/([0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}})\b", re.IGNORECASE
)
REFERENCE = re.compile(r"(?<![\w-])PC-[0-9A-Z]{6}-[0-9A-Z](?![\w-])")
MOST_LOOKED_AT = 40  # addresses and references of one text


def cited(text: str) -> list[tuple[str, UUID | str]]:
    """(page, identifier) for each address, ("reference", it) for each reference that is well formed: in the order of the text,
    each once."""
    found = sorted(_found(text), key=lambda one: one[0])
    return list(dict.fromkeys((kind, what) for _at, kind, what in found))[:MOST_LOOKED_AT]


def _found(text: str) -> Iterator[tuple[int, str, UUID | str]]:
    for match in ADDRESS.finditer(text):
        yield match.start(), match[1].lower(), UUID(match[2])
    for match in REFERENCE.finditer(text):
        if references.is_valid(match[0]):
            yield match.start(), "reference", match[0]

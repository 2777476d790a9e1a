"""What a post cites: the addresses of our own pages, and references of contracts, that stand in its text."""

import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from portage.core import references

PAGES = ("products", "contracts", "reports")
ADDRESS = re.compile(
    rf"/({'|'.join(PAGES)})/([0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}})\b", re.IGNORECASE
)
WHOLE = re.compile(rf"(?<![(<\w])(?:https?://[\w.:-]+)?{ADDRESS.pattern}/?", re.IGNORECASE)
SIGNS = re.compile(r"[\[\]*_`<>~|!@#&()\\]")  # what Markdown reads
REFERENCE = re.compile(r"(?<![\w-])PC-[0-9A-Z]{6}-[0-9A-Z](?![\w-])")
MOST_LOOKED_AT = 40  # addresses and references of one text


def cited(text: str) -> list[tuple[str, UUID | str]]:
    """(page, identifier) for each address, ("reference", it) for each reference that is well formed: in the order of the text,
    each once."""
    found = sorted(_found(text), key=lambda one: one[0])
    return list(dict.fromkeys((kind, what) for _at, kind, what in found))[:MOST_LOOKED_AT]


def readable(text: str, seen: Mapping[UUID | str, tuple[str, str]]) -> str:
    """The text with the names of what it cites instead of addresses that nobody can read, as links; `seen`: identifier or
    reference -> (name, address) of what the reader sees. An address of anything else is left out: […]."""

    def page(match: re.Match[str]) -> str:
        known = seen.get(UUID(match[2]))
        return _link(*known) if known else "[…]"

    def reference(match: re.Match[str]) -> str:
        known = seen.get(match[0])
        return f"[{match[0]}]({known[1]})" if known else match[0]

    return REFERENCE.sub(reference, WHOLE.sub(page, text)) if "/" in text or "PC-" in text else text


def _link(name: str, address: str) -> str:
    """A link in Markdown whose words are the name, whatever signs it holds."""
    plain = SIGNS.sub(r"\\\g<0>", name)
    return f"[{plain}]({address})"


def _found(text: str) -> Iterator[tuple[int, str, UUID | str]]:
    for match in ADDRESS.finditer(text):
        yield match.start(), match[1].lower(), UUID(match[2])
    for match in REFERENCE.finditer(text):
        if references.is_valid(match[0]):
            yield match.start(), "reference", match[0]

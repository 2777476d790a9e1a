"""Whom a post speaks to: `@` and the name of somebody who reads the space. Anything else after `@` is only words.

Two people of one name are told apart by `@Name (Organisation)`; without it a name that two readers bear speaks to nobody, and
the page says so while one types. Looked for by name among readers alone, it can tell nothing of anybody else.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST = 20  # people that one post speaks to: more is a new thread in a space that they read


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the space."""

    key: Any
    name: str
    organisation: str

    @property
    def in_full(self) -> str:
        return f"{self.name} ({self.organisation})"


def spoken_to(text: str, readers: Iterable[Reader]) -> list[Any]:
    """The keys of the readers that `text` speaks to, in the order of the text, each once."""
    people = list(readers)
    borne = Counter(reader.name.casefold() for reader in people)
    names = {reader.in_full.casefold(): reader.key for reader in people}
    names |= {reader.name.casefold(): reader.key for reader in people if borne[reader.name.casefold()] == 1}
    longest = sorted(names, key=len, reverse=True)
    by_start = {name[:2]: [one for one in longest if one[:2] == name[:2]] for name in longest if name}
    found, folded = [], text.casefold()
    for at in _places(folded):
        for name in by_start.get(folded[at : at + 2], ()):
            if folded.startswith(name, at) and not folded[at + len(name) : at + len(name) + 1].isalnum():
                found.append(names[name])
                break
    return list(dict.fromkeys(found))


def _places(text: str) -> Iterable[int]:
    """Where a name may begin: after an `@` that stands inside no word."""
    at = text.find("@")
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            yield at + 1
        at = text.find("@", at + 1)

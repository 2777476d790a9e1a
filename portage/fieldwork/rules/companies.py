"""Which records of customers are of one company, by what was said of two at a time. Pure."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def together(key: Key, pairs: Iterable[tuple[Key, Key]]) -> set[Key]:
    """The record and all that some chain of pairs joins to it."""
    found, known = {key}, list(pairs)
    while True:
        more = {end for pair in known for end in pair if found & set(pair)} - found
        if not more:
            return found
        found |= more

"""What a post is made of, and when two are the same."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Words:
    """What is typed. `key` was made where it was typed; `quotes` is the number of a post of the same thread; `cites` are products,
    contracts and reports that the author sees."""

    key: UUID
    text: str
    quotes: int | None = None
    cites: Sequence[Any] = field(default=())


def digest(words: Words, *about: str) -> str:
    """Of all that was typed: the same key with another digest is another post."""
    cited = sorted(str(one.pk) for one in words.cites)
    told = json.dumps([*about, words.text, words.quotes, cited], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()

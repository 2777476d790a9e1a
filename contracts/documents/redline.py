"""Marks of revision: what changed between two texts, word by word, and between two sets of articles.

Articles are matched by their key, never by their number; paragraphs by what they say; words by `difflib`. Texts come in as
people wrote them (Markdown, placeholders) and go out as pieces of the same text, unescaped: who shows them escapes them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .articles import Article

SAME, ADDED, REMOVED = "same", "added", "removed"
#: Beyond so many words on one side the whole text counts as replaced: a comparison never takes long.
MOST_WORDS = 4000
#: Two paragraphs of which less than this share of words is common are shown as one removed and one added.
ALIKE = 0.4
_WORD = re.compile(r"\{\{.*?\}\}|\w+|\s+|[^\w\s]", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    text: str


Marked = tuple[Piece, ...]


@dataclass(frozen=True)
class ArticleChange:
    """One article: `same`, `changed`, `added` or `removed`; its title and paragraphs as pieces.

    `before` and `after` are its numbers (from 1), None where it does not stand. A mark (fixed, negotiable) that changed
    makes it `changed` too.
    """

    key: str
    kind: str
    before: int | None
    after: int | None
    title: Marked
    paragraphs: tuple[Marked, ...]


def words(before: str, after: str) -> Marked:
    """The two texts as one: same and removed pieces give back `before`, same and added ones `after`."""
    if before == after:
        return (Piece(SAME, before),) if before else ()
    one, other = _WORD.findall(before), _WORD.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        return _replaced(before, after)
    return _joined(_pieces(one, other))


def _replaced(before: str, after: str) -> Marked:
    return tuple(Piece(kind, text) for kind, text in ((REMOVED, before), (ADDED, after)) if text)


def _pieces(one: Sequence[str], other: Sequence[str]) -> Iterator[Piece]:
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(one[i:j]))
            continue
        if j > i:
            yield Piece(REMOVED, "".join(one[i:j]))
        if m > k:
            yield Piece(ADDED, "".join(other[k:m]))


def _joined(pieces: Iterator[Piece]) -> Marked:
    """Runs that only a space keeps apart are one change: `old word` against `new text`, not word by word by word."""
    found: list[Piece] = []
    removed = added = ""
    for piece in pieces:
        if piece.kind == SAME and (piece.text.strip() or not (removed or added)):
            found += [*_replaced(removed, added), piece]
            removed = added = ""
            continue
        removed += piece.text if piece.kind != ADDED else ""
        added += piece.text if piece.kind != REMOVED else ""
    return (*found, *_trimmed(removed, added))


def _trimmed(removed: str, added: str) -> Marked:
    """The last change, without a trailing space that both sides have."""
    tail = ""
    while removed and added and removed[-1] == added[-1] and removed[-1].isspace():
        removed, added, tail = removed[:-1], added[:-1], removed[-1] + tail
    return (*_replaced(removed, added), *((Piece(SAME, tail),) if tail else ()))


def articles(before: Sequence[Article], after: Sequence[Article]) -> tuple[ArticleChange, ...]:
    """Every article of both, in the order of `after`; one that was taken out stands where it stood."""
    old, new = {a.key: a for a in before}, {a.key: a for a in after}
    changes = [compared(old.get(article.key), article) for article in after]
    for article in before:
        if article.key not in new:
            changes.insert(_place(article, before, changes), compared(article, None))
    return tuple(changes)


def _place(article: Article, before: Sequence[Article], changes: Sequence[ArticleChange]) -> int:
    """Just behind the nearest earlier article that still stands."""
    shown = {change.key: index for index, change in enumerate(changes)}
    earlier = [a.key for a in before if a.position < article.position and a.key in shown]
    return shown[earlier[-1]] + 1 if earlier else 0


def compared(before: Article | None, after: Article | None) -> ArticleChange:
    """One article against itself; None where it does not stand."""
    key = (after or before).key  # type: ignore[union-attr]
    title = words(before.title if before else "", after.title if after else "")
    marked = paragraphs(before.paragraphs if before else (), after.paragraphs if after else ())
    places = (before.position if before else None, after.position if after else None)
    return ArticleChange(key, _kind(before, after, (title, *marked)), *places, title, marked)


def _kind(before: Article | None, after: Article | None, marked: Sequence[Marked]) -> str:
    if before is None:
        return ADDED
    if after is None:
        return REMOVED
    moved_words = any(piece.kind != SAME for one in marked for piece in one)
    return "changed" if moved_words or before.negotiable != after.negotiable else SAME


def paragraphs(before: Sequence[str], after: Sequence[str]) -> tuple[Marked, ...]:
    """Paragraphs of one article; those that say nearly the same are compared word by word."""
    found: list[Marked] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [(Piece(SAME, text),) for text in before[i:j]]
        else:
            found += _paired(before[i:j], after[k:m])
    return tuple(found)


def _paired(before: Sequence[str], after: Sequence[str]) -> list[Marked]:
    """A run that was replaced: each new paragraph beside the next old one that is like it, the others alone."""
    found: list[Marked] = []
    waiting = list(before)
    for text in after:
        index = next((n for n, old in enumerate(waiting) if _alike(old, text)), None)
        if index is None:
            found.append((Piece(ADDED, text),))
            continue
        found += [(Piece(REMOVED, old),) for old in waiting[:index]]
        found.append(words(waiting[index], text))
        waiting = waiting[index + 1 :]
    return found + [(Piece(REMOVED, old),) for old in waiting]


def _alike(one: str, other: str) -> bool:
    a, b = _WORD.findall(one), _WORD.findall(other)
    if max(len(a), len(b)) > MOST_WORDS:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE

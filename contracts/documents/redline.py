"""Marks of revision: what changed between two texts, word by word, and between two sets of articles.

Articles are matched by their key, never by their number; paragraphs by what they say; words by `matching`. Texts come in as
people wrote them (Markdown, placeholders) and go out as pieces of the same text, unescaped: who shows them escapes them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from .articles import Article
from .matching import Block, blocks

SAME, ADDED, REMOVED = "same", "added", "removed"
#: Beyond so many words on one side the whole text counts as replaced: a comparison never takes long.
MOST_WORDS = 4000
#: Two paragraphs of which less than this share of words is common are shown as one removed and one added.
ALIKE = 0.4
#: A figure with its sign of percent, a word, a name between braces, a sign.
_ONE = r"\d+(?:[.,]\d+)*\s?%|\w+|\{\{.*?\}\}|[^\w\s]"
_WORD = re.compile(rf"{_ONE}|\s+", re.DOTALL)
#: What is matched: a word, whatever space stands behind it. Spaces by themselves stand everywhere and would cost the most.
_RUN = re.compile(rf"(?:{_ONE})\s*|\s+", re.DOTALL)


class Piece(NamedTuple):
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
    one, other = _RUN.findall(before), _RUN.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        return _replaced(before, after)
    return _pieces(one, other, _common_runs(one, other))


def apart(marked: Marked) -> Iterator[tuple[Piece, str]]:
    """Each piece with what keeps it apart where it is shown: a space between what is struck out and what takes its place."""
    kinds = [piece.kind for piece in marked]
    for piece, follows in zip(marked, [*kinds, ""][1:], strict=True):
        yield piece, " " if (piece.kind, follows) == (REMOVED, ADDED) else ""


def _common_runs(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Which words are common, whatever space stands behind them."""
    return blocks(list(map(str.rstrip, one)), list(map(str.rstrip, other)))


def _replaced(before: str, after: str) -> Marked:
    if not before:
        return (Piece(ADDED, after),) if after else ()
    return (Piece(REMOVED, before), Piece(ADDED, after)) if after else (Piece(REMOVED, before),)


def _pieces(one: Sequence[str], other: Sequence[str], common: Sequence[Block]) -> Marked:
    found: list[Piece] = []
    i = j = 0
    for k, m, count in (*common, (len(one), len(other), 0)):
        if i < k or j < m:
            found += _refined("".join(one[i:k]), "".join(other[j:m]))
        i, j = k + count, m + count
        left, right = one[k:i], other[m:j]
        if left != right:
            for word, respaced in zip(left, right, strict=True):
                found += _refined(word, respaced)
        elif left:
            found.append(Piece(SAME, "".join(left)))
    return tuple(_merged(found))


def _refined(removed: str, added: str) -> Marked:
    """A change without the words and spaces that both begin or end with: what is marked is what differs."""
    if removed == added or not (removed and added):
        return _same(removed) if removed == added else _replaced(removed, added)
    if (old := removed.rstrip()).isalnum() and (new := added.rstrip()).isalnum() and old != new:  # a word for a word
        if (space := removed[len(old) :]) == added[len(new) :]:
            return (Piece(REMOVED, old), Piece(ADDED, new), *_same(space))
    one, other = _WORD.findall(removed), _WORD.findall(added)
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    kept = "".join(one[:head]), "".join(one[len(one) - tail :])
    middle = _replaced("".join(one[head : len(one) - tail]), "".join(other[head : len(other) - tail]))
    return (*_same(kept[0]), *middle, *_same(kept[1]))


def _same(text: str) -> Marked:
    return (Piece(SAME, text),) if text else ()


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first words are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; runs that only a space keeps apart are one change: the space belongs to both of
    its sides."""
    removed = added = ""
    same: list[str] = []
    for kind, text in pieces:
        if kind == SAME:
            same.append(text)
            continue
        if len(same) == 1 and same[0].isspace() and (removed or added):
            removed, added = removed + same[0], added + same[0]
        elif same:
            yield from _replaced(removed, added)
            yield Piece(SAME, "".join(same))
            removed = added = ""
        same = []
        if kind == REMOVED:
            removed += text
        else:
            added += text
    yield from _replaced(removed, added)
    if same:
        yield Piece(SAME, "".join(same))


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
    if before == after:
        return tuple((Piece(SAME, text),) for text in before)
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
        index, marked = next(
            ((n, marked) for n, old in enumerate(waiting) if (marked := _alike(old, text)) is not None), (None, ())
        )
        if index is None:
            found.append((Piece(ADDED, text),))
            continue
        found += [(Piece(REMOVED, old),) for old in waiting[:index]]
        found.append(marked)
        waiting = waiting[index + 1 :]
    return found + [(Piece(REMOVED, old),) for old in waiting]


def _alike(one: str, other: str) -> Marked | None:
    """The two compared word by word, when enough of their words are common; else None."""
    a, b = _RUN.findall(one), _RUN.findall(other)
    if max(len(a), len(b)) > MOST_WORDS:
        return None
    most = ALIKE * (len(a) + len(b))
    if 2 * min(len(a), len(b)) < most:
        return None
    common = _common_runs(a, b)
    return _pieces(a, b, common) if 2 * sum(count for *_, count in common) >= most else None

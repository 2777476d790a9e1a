"""Marks of revision: what changed between two texts, word by word, and between two sets of articles.

Articles are matched by their key, never by their number; paragraphs by what they say; words by `difflib`. Texts come in as
people wrote them (Markdown, placeholders) and go out as pieces of the same text, unescaped: who shows them escapes them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .articles import Article

SAME, ADDED, REMOVED = "same", "added", "removed"
#: Beyond so many words on one side the whole text counts as replaced: a comparison never takes long.
MOST_WORDS = 4000
#: Two paragraphs of which less than this share of words is common are shown as one removed and one added.
ALIKE = 0.4
_WORD = re.compile(r"\{\{.*?\}\}|\w+|\s+|[^\w\s]", re.DOTALL)
#: What is matched: a word, whatever space stands behind it. Spaces by themselves stand everywhere and would cost the most.
_RUN = re.compile(r"(?:\{\{.*?\}\}|\w+|[^\w\s])\s*|\s+", re.DOTALL)


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
    one, other = _RUN.findall(before), _RUN.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        return _replaced(before, after)
    return _pieces(one, other, _matcher(one, other))


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher:
    return SequenceMatcher(None, [run.rstrip() for run in one], [run.rstrip() for run in other], autojunk=False)


def _replaced(before: str, after: str) -> Marked:
    return tuple(Piece(kind, text) for kind, text in ((REMOVED, before), (ADDED, after)) if text)


def _pieces(one: Sequence[str], other: Sequence[str], matcher: SequenceMatcher) -> Marked:
    found: list[Piece] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            found += _refined("".join(one[i:j]), "".join(other[k:m]))
        elif one[i:j] == other[k:m]:
            found.append(Piece(SAME, "".join(one[i:j])))
        else:
            for left, right in zip(one[i:j], other[k:m], strict=True):
                found += _refined(left, right)
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
    """Neighbours of one kind as one piece; runs that only a space keeps apart are one change."""
    for same, group in groupby(_joined(pieces), key=lambda piece: piece.kind == SAME):
        run = list(group)
        if same:
            yield Piece(SAME, "".join(piece.text for piece in run))
        else:
            yield from _replaced(*("".join(p.text for p in run if p.kind == kind) for kind in (REMOVED, ADDED)))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A space between two changes belongs to both of their sides."""
    for n, piece in enumerate(pieces):
        between = 0 < n < len(pieces) - 1 and piece.kind == SAME and not piece.text.strip()
        if between and SAME not in (pieces[n - 1].kind, pieces[n + 1].kind):
            yield from (Piece(REMOVED, piece.text), Piece(ADDED, piece.text))
        else:
            yield piece


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
    matcher = _matcher(a, b)
    if matcher.real_quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return None
    return _pieces(a, b, matcher)

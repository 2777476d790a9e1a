"""What changed between two versions of a model, article by article, its languages side by side with marks of revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contracts.documents import redline
from contracts.documents.articles import Article, only_if
from contracts.documents.checking import shown
from contracts.documents.redline import ArticleChange, Marked, Piece

from ..words.models import OPTIONS

Texts = Mapping[str, Sequence[Article]]


@dataclass(frozen=True)
class Side:
    """One language of an article: its title and paragraphs as pieces."""

    tag: str
    title: Marked
    paragraphs: tuple[Marked, ...]


@dataclass(frozen=True)
class Change:
    """One article that is not as it was. `kind`: added, removed, changed or same (then it moved, or its marks changed)."""

    key: str
    kind: str
    before: int | None
    after: int | None
    moved: bool
    marks: tuple[str, ...]
    sides: tuple[Side, ...]

    @property
    def title(self) -> str:
        """As it reads now, or read, in the reader's language."""
        own = {side.tag: "".join(p.text for p in side.title if p.kind != redline.REMOVED) for side in self.sides}
        gone = ["".join(piece.text for piece in side.title) for side in self.sides]
        return own.get(get_language() or "en") or next((text for text in own.values() if text), gone[0])


def changes(before: Texts, after: Texts) -> list[Change]:
    """Every article that was added, removed, moved or changed, in the order of `after`; the others are left out."""
    tags = [*after, *(tag for tag in before if tag not in after)]
    compared = {tag: {c.key: c for c in redline.articles(before.get(tag, ()), after.get(tag, ()))} for tag in tags}
    moved = _moved(before, after)
    order = dict.fromkeys(key for found in compared.values() for key in found)
    every = [_change(key, {tag: found[key] for tag, found in compared.items() if key in found}, moved) for key in order]
    marks = _marks(before, after)
    told = [_with_marks(change, marks.get(change.key, ())) for change in every]
    return [change for change in told if change.kind != redline.SAME or change.moved or change.marks]


def _change(key: str, found: Mapping[str, ArticleChange], moved: set[str]) -> Change:
    kinds = {change.kind for change in found.values()}
    kind = kinds.pop() if len(kinds) == 1 else "changed"
    one = next(iter(found.values()))
    sides = tuple(Side(tag, _shown(c.title), tuple(_shown(p) for p in c.paragraphs)) for tag, c in found.items())
    return Change(key, kind, one.before, one.after, key in moved, (), sides)


def _with_marks(change: Change, marks: Sequence[str]) -> Change:
    """`changed` with no changed word is told by its marks alone."""
    words = any(p.kind != redline.SAME for side in change.sides for one in (side.title, *side.paragraphs) for p in one)
    kind = redline.SAME if change.kind == "changed" and not words else change.kind
    return Change(change.key, kind, change.before, change.after, change.moved, tuple(marks), change.sides)


def _shown(marked: Marked) -> Marked:
    return tuple(Piece(piece.kind, shown(piece.text)) for piece in marked)


def _moved(before: Texts, after: Texts) -> set[str]:
    """The keys that stand in another order among those that both have; the fewest that explain it."""
    one, other = _keys(before), _keys(after)
    old, new = [key for key in one if key in other], [key for key in other if key in one]
    kept = {key for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
            for key in old[block.a : block.a + block.size]}  # fmt: skip
    return set(new) - kept


def _keys(texts: Texts) -> list[str]:
    return [article.key for article in next(iter(texts.values()), ())]


def _marks(before: Texts, after: Texts) -> dict[str, list[str]]:
    """What changed beside words: negotiable or fixed, and the condition."""
    old = {article.key: article for found in before.values() for article in found}
    found: dict[str, list[str]] = {}
    for article in (one for articles in after.values() for one in articles):
        was = old.get(article.key)
        if was is not None:
            found[article.key] = _differ(was, article)
    return found


def _differ(was: Article, now: Article) -> list[str]:
    said = []
    if was.negotiable != now.negotiable:
        said.append(_("negotiable, it was fixed") if now.negotiable else _("fixed, it was negotiable"))
    if only_if(was) != only_if(now):
        said.append(str(OPTIONS.get(only_if(now), "")) or _("printed always, it had a condition"))
    return said

"""The pages of a model's working copy: its articles with what is wrong in each, one article with its sample, two texts that clash."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from contracts.documents import articles, grammar, markup, redline, samples
from contracts.documents.checking import Fault, shown
from contracts.documents.names import FILTERS, NAMES
from contracts.documents.typography import typeset
from contracts.documents.words import in_order
from portage.core import words

from ..models import WorkingArticle, WorkingCopy
from ..queries import working as queries
from ..words.models import OPTIONS, told


@dataclass(frozen=True)
class Line:
    """One article in the list: its number, titles by language, marks, and how much is wrong."""

    row: WorkingArticle
    position: int
    titles: tuple[tuple[str, str], ...]
    option: str
    faults: tuple[str, ...]

    @property
    def title(self) -> str:
        """In the reader's language, or the first that has one."""
        own = dict(self.titles)
        return own.get(get_language() or "en") or next((text for text in own.values() if text), self.row.key)


def lines(copy: WorkingCopy, rows: Sequence[WorkingArticle], faults: Sequence[Fault]) -> list[Line]:
    """Every standing article, in order."""
    wrong: dict[str, list[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.article, []).append(in_words(fault))
    return [line(copy, row, n, wrong.get(row.key, [])) for n, row in enumerate(rows, start=1)]


def focused(done: str, position: int, count: int) -> str:
    """Which button of an article has the focus after it was moved: the same, that it can be pressed again; at an end of the
    list the other one; with nowhere to go, the one that takes it out."""
    if done not in {"up", "down"} or count < 2:
        return "out"
    return "down" if position == 1 else "up" if position == count else done


def line(copy: WorkingCopy, row: WorkingArticle, position: int, wrong: Sequence[str] = ()) -> Line:
    titles = tuple((tag, shown(queries.words_of(row, tag)["title"])) for tag in in_order(copy.languages))
    return Line(row, position, titles, str(OPTIONS.get(row.only_if, row.only_if)), tuple(wrong))


def in_words(fault: Fault) -> str:
    """The fault, after the name of its language."""
    return words.mark(":").join([words.language(fault.tag).capitalize(), shown(told(fault))])


@dataclass(frozen=True)
class Side:
    """One language of the article that is edited: what is wrong in it, and how it will read; no sample while it is wrong."""

    tag: str
    name: str
    faults: tuple[str, ...]
    title: str
    paragraphs: tuple[tuple[str, SafeString], ...]


def sides(row: WorkingArticle, rows: Sequence[WorkingArticle], tags: Sequence[str]) -> list[Side]:
    """What the checks and the sample say of one article, by language."""
    keys = {other.key: other.only_if for other in rows}
    faults = queries.faults_of(row, tags, keys)
    return [_side(row, rows, tag, [fault for fault in faults if fault.tag == tag]) for tag in tags]


def _side(row: WorkingArticle, rows: Sequence[WorkingArticle], tag: str, faults: Sequence[Fault]) -> Side:
    name = words.language(tag).capitalize()
    if faults:
        return Side(tag, name, tuple(shown(told(fault)) for fault in faults), "", ())
    every = queries.parsed(rows, [tag])[tag]
    article = next((one for one in every if one.key == row.key), None)
    if article is None:
        return Side(tag, name, (), "", ())
    known = samples.known(tag, every)
    read = [_paragraph(article, n, text, known, tag) for n, text in enumerate(article.paragraphs, start=1)]
    title = html.unescape(grammar.fill(html.escape(typeset(article.title, tag)), known, tag, article.key))
    return Side(tag, name, (), title, tuple(read))


def _paragraph(
    article: articles.Article, number: int, text: str, known: Mapping[str, Any], tag: str
) -> tuple[str, SafeString]:
    """The paragraph's number and its sample; a condition is written out in front."""
    condition, rest = articles.split(text)
    filled = grammar.fill(markup.block(typeset(rest, tag)), known, tag, article.key)
    said = f"{article.position}.{number}" + (f" ({OPTIONS[condition]})" if condition else "")
    return said, mark_safe(filled)  # noqa: S308  # nosec: markup cleans, fill escapes


@dataclass(frozen=True)
class Clash:
    """One language in which the saved words differ from those that were typed: `marked` leads from theirs to mine."""

    tag: str
    title: redline.Marked
    text: redline.Marked
    theirs: str


def clashes(row: WorkingArticle, typed: Mapping[str, Mapping[str, str]]) -> list[Clash]:
    """Both texts with marks, for each language where they differ; `row` is as somebody else saved it."""
    found = []
    for tag, mine in typed.items():
        theirs = queries.words_of(row, tag)
        title = marked(theirs["title"], mine["title"])
        text = marked(theirs["text"], mine["text"].replace("\r\n", "\n").rstrip())
        if any(piece.kind != redline.SAME for piece in (*title, *text)):
            found.append(Clash(tag, title, text, shown(theirs["text"])))
    return found


def marked(before: str, after: str) -> redline.Marked:
    """Marks of revision for a page: what cannot be seen is written out."""
    return redline.words(shown(before), shown(after))


def spelled() -> list[dict[str, str]]:
    """The names that an article may use: how each is written, with its filter, and its sample."""
    found = []
    for name, told_of in NAMES.items():
        show = FILTERS[told_of.kind][0]
        found.append(
            {"name": name, "spelled": f"{{{{ {name}{'|' + show if show else ''} }}}}", "sample": told_of.sample}
        )
    return found

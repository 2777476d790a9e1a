"""Marks of revision on the screen: struck out, underlined, with the contract's values in place. Everything typed is escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from contracts.documents import grammar, markup, redline
from contracts.documents.amendment import Facts, facts_of
from contracts.documents.articles import Article
from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.documents.typography import typeset
from contracts.documents.values import values

from ..models import Version
from ..paperwork import articles

WRAPS = {
    redline.SAME: "{}",
    redline.ADDED: '<ins class="redline">{}</ins>',
    redline.REMOVED: '<del class="redline">{}</del>',
}


@dataclass(frozen=True)
class Row:
    """One paragraph: its number ("" for one that is taken out), its words with marks, whether something changed."""

    number: str
    text: SafeString
    changed: bool


@dataclass(frozen=True)
class Read:
    """A version ready to be shown: its data, its articles by language, what names are worth in each; of an amendment, what
    it amends from when."""

    number: int
    data: ContractData
    articles: Mapping[str, tuple[Article, ...]]
    known: Mapping[str, Mapping[str, Any]]
    amendment: Facts | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        return self.data.language.tags

    def article(self, key: str, tag: str) -> Article | None:
        return next((article for article in self.articles.get(tag, ()) if article.key == key), None)


def read(version: Version) -> Read:
    data, texts = build(version.data), articles(version)
    known = {tag: values(data, tag, texts[tag]) for tag in data.language.tags}
    return Read(version.number, data, texts, known, facts_of(version.amendment) if version.amendment else None)


def rows(
    number: int | None, paragraphs: Sequence[redline.Marked], known: Mapping[str, Any], tag: str
) -> tuple[Row, ...]:
    """Numbered as they will be printed, each with its marks."""
    shown, count = [], 0
    for pieces in paragraphs:
        stands = any(piece.kind != redline.REMOVED for piece in pieces)
        count += stands
        changed = any(piece.kind != redline.SAME for piece in pieces)
        shown.append(Row(f"{number}.{count}" if stands else "", marked(pieces, known, tag), changed))
    return tuple(shown)


def between(
    before: Sequence[str], after: Sequence[str], number: int | None, known: Mapping[str, Any], tag: str
) -> tuple[Row, ...]:
    """One article's paragraphs against others."""
    return rows(number, redline.paragraphs(before, after), known, tag)


def marked(pieces: redline.Marked, known: Mapping[str, Any], tag: str) -> SafeString:
    """One paragraph. Whole, it is drawn with its emphasis and lists; in pieces, its signs of emphasis stand as typed."""
    if len(pieces) == 1:
        return format_html(WRAPS[pieces[0].kind], _filled(_drawn(typeset(pieces[0].text, tag)), known, tag))
    return format_html_join(
        "",
        "{}",
        (
            (format_html(WRAPS[piece.kind] + gap, _filled(conditional_escape(typeset(piece.text, tag)), known, tag)),)
            for piece, gap in redline.apart(pieces)
        ),
    )


def _drawn(text: str) -> str:
    """A paragraph, with its list when it has one."""
    if "\n" not in text:
        return markup.inline(text)
    head, items = text.split("\n", 1)
    return markup.inline(head) + markup.block(items)


def _filled(safe: str, known: Mapping[str, Any], tag: str) -> SafeString:
    """`safe` with the value of each name, and a mark where this contract has none."""

    def value(match: Any) -> str:
        try:
            return grammar.fill(match[0], known, tag)
        except grammar.MissingValue:
            return format_html('<span class="hole">{}</span>', match[1] or match[0])

    return mark_safe(grammar.TOKEN.sub(value, safe))  # noqa: S308  # nosec: escaped or cleaned before, values escaped by fill

"""A model's articles for reading: its languages side by side, one row a paragraph, placeholders shown by their name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from contracts.documents import articles, grammar, markup

from ..words.models import OPTIONS


@dataclass(frozen=True)
class Row:
    """One paragraph in each language asked, numbered as it will be printed."""

    number: str
    texts: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True)
class Shown:
    """One article: its titles by language, and its paragraphs side by side."""

    key: str
    position: int
    negotiable: bool
    titles: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    option: str = ""

    @property
    def title(self) -> str:
        """Its title in the reader's language, or in the first one."""
        return dict(self.titles).get(get_language() or "en") or self.titles[0][1]


def side_by_side(texts: Mapping[str, str], tags: tuple[str, ...]) -> list[Shown]:
    """The articles of a published version in the languages `tags`; published texts have parity."""
    parsed = {tag: articles.parse(texts[tag]) for tag in tags if tag in texts}
    places = articles.references(next(iter(parsed.values()), ()))
    return [_shown(dict(zip(parsed, group, strict=True)), places) for group in zip(*parsed.values(), strict=True)]


def _shown(group: Mapping[str, articles.Article], places: Mapping[str, str]) -> Shown:
    first = next(iter(group.values()))
    rows = [
        Row(
            _number(first, n),
            tuple(
                (tag, paragraph(articles.split(article.paragraphs[n - 1])[1], places)) for tag, article in group.items()
            ),
        )
        for n in range(1, len(first.paragraphs) + 1)
    ]
    titles = tuple((tag, article.title) for tag, article in group.items())
    option = str(OPTIONS.get(articles.only_if(first), ""))
    return Shown(first.key, first.position, first.negotiable, titles, tuple(rows), option)


def _number(article: articles.Article, number: int) -> str:
    """The paragraph's number, and the condition under which it is printed."""
    condition, _text = articles.split(article.paragraphs[number - 1])
    said = f"{article.position}.{number}"
    return f"{said} ({OPTIONS[condition]})" if condition in OPTIONS else said


def paragraph(text: str, places: Mapping[str, str]) -> SafeString:
    """The paragraph as safe HTML; each name between braces becomes a mark that says what will stand there."""

    def mark(match: re.Match[str]) -> str:
        name = match[1] or match[0]
        if name in places:
            return format_html("<span>{}</span>", places[name])
        return format_html('<span class="hole">{}</span>', name)

    safe = markup.block(text)
    return mark_safe(grammar.TOKEN.sub(mark, safe))  # noqa: S308  # nosec: cleaned by markup, marks are escaped

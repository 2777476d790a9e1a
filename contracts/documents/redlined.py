"""What changed between two versions of a contract, to be printed: terms, then articles, in each language, with authors.

Marks never rest on colour: what was taken out is struck through, what was put in is underlined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import blocks, redline, terms, words
from .amendment import Facts
from .articles import Article
from .data import ContractData
from .phrases import say
from .typography import typeset

Texts = Mapping[str, Sequence[Article]]


@dataclass(frozen=True)
class Compared:
    """One version as it is compared: its number, its day, its data and its articles by language; of an amendment, what it
    amends from when."""

    number: int
    day: date
    data: ContractData
    articles: Texts
    amendment: Facts | None = None


@dataclass(frozen=True)
class Author:
    """Who proposed a change that one of the versions between brought, and who accepted it, in which version."""

    subject: str
    proposed_by: str
    accepted_by: str
    version: int
    on: date


def redlined_html(before: Compared, after: Compared, authors: Sequence[Author] = ()) -> str:
    """The whole paper, for `pdf.write`: only what differs; a sentence where nothing does."""
    main = after.data.language.tags[0]
    title = say("redline_title", main, before.number, after.number, table="paper")
    parties = f"{after.data.principal.name} · {after.data.agent.name}"
    head = [
        format_html('<p class="ref">{} · {}</p>', after.data.reference, title),
        format_html('<h1>{}</h1><p class="lead">{}</p>', say("redline", main, table="paper"), title),
        format_html('<div class="parties" title="{}">{}</div>', parties, parties),
        blocks.note({main: say("redline_note", main, table="paper")}, (main,)),
    ]
    body = [part for tag in after.data.language.tags for part in _language(before, after, authors, tag)]
    return blocks.page(
        title=f"{after.data.reference}, {title}",
        authors=f"{after.data.principal.name}; {after.data.agent.name}",
        language=main,
        body=blocks.join([*head, *body]),
        kind="one",
    )


def _language(before: Compared, after: Compared, authors: Sequence[Author], tag: str) -> list[SafeString]:
    """One language of the contract after the other: marks need the whole width."""
    several = len(after.data.language.tags) > 1
    name = words.first_upper(say(tag, tag, table="tongue"))
    head = [format_html('<h2 lang="{}">{}</h2>', tag, name)] if several else []
    changed = [
        change
        for change in redline.articles(before.articles.get(tag, ()), after.articles.get(tag, ()))
        if change.kind != redline.SAME
    ]
    told = terms.changes(before.data, after.data, tag, (before.amendment, after.amendment))
    if not changed and not told:
        return [*head, format_html('<p lang="{}">{}</p>', tag, say("redline_nothing", tag, table="paper"))]
    return [*head, *_terms(told, authors, tag), *(_article(change, authors, tag) for change in changed)]


def _terms(told: Sequence[terms.TermChange], authors: Sequence[Author], tag: str) -> list[SafeString]:
    if not told:
        return []
    rows = [
        (
            {tag: change.label},
            {tag: format_html("{}{}", marked(change.marked, tag), _by(authors, f"terms-{change.step}", tag))},
            None,
        )
        for change in told
    ]
    return [format_html('<div lang="{}">{}</div>', tag, blocks.facts(rows, (tag,)))]


def _article(change: redline.ArticleChange, authors: Sequence[Author], tag: str) -> SafeString:
    number = change.after or change.before
    paragraphs = format_html_join("", '<div class="par"><i>{}</i> {}</div>', _numbered(change.paragraphs, number, tag))
    return format_html(
        '<section lang="{}"><h2>{}. {}</h2>{}{}</section>',
        tag,
        number,
        marked(change.title, tag),
        paragraphs,
        _by(authors, change.key, tag),
    )


def _numbered(paragraphs: Sequence[redline.Marked], number: int | None, tag: str) -> list[tuple[str, SafeString]]:
    """Each paragraph with the number it has after the change; one that was taken out has none."""
    shown, count = [], 0
    for pieces in paragraphs:
        stands = any(piece.kind != redline.REMOVED for piece in pieces)
        count += stands
        shown.append((f"{number}.{count}" if stands else "", marked(pieces, tag)))
    return shown


def marked(pieces: redline.Marked, tag: str) -> SafeString:
    """Pieces as text with marks of revision. What people wrote is escaped; names between braces stand as they are."""
    wraps = {redline.SAME: "{}", redline.ADDED: "<ins>{}</ins>", redline.REMOVED: "<del>{}</del>"}
    return blocks.join(
        [format_html(wraps[piece.kind] + gap, typeset(piece.text, tag)) for piece, gap in redline.apart(pieces)], ""
    )


def _by(authors: Sequence[Author], subject: str, tag: str) -> SafeString:
    """A line for each accepted proposal on this subject, oldest first."""
    found = [
        say(
            "redline_by",
            tag,
            one.proposed_by,
            one.accepted_by,
            one.version,
            words.long_date(one.on, tag),
            table="paper",
        )
        for one in authors
        if one.subject == subject
    ]
    return format_html_join("", '<p class="note">{}</p>', ((line,) for line in found))

"""Two versions of a contract side by side: terms and articles that differ, and who proposed and accepted each change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from contracts.documents import redline, terms
from contracts.documents.redlined import Author, Compared, redlined_html

from ..models import Contract, Proposal, Version
from ..paperwork import articles
from ..queries.negotiation import answered
from ..words.pages import reader_language
from . import marks


@dataclass(frozen=True)
class ChangedArticle:
    """One article that differs, in one language."""

    key: str
    number: int | None
    title: str
    rows: tuple[marks.Row, ...]
    authors: tuple[Author, ...]


@dataclass(frozen=True)
class ChangedTerm:
    label: str
    text: str
    authors: tuple[Author, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions, in one language; `same` counts the articles that do not."""

    tag: str
    others: tuple[str, ...]
    terms: tuple[ChangedTerm, ...]
    articles: tuple[ChangedArticle, ...]
    same: int


def authors(contract: Contract, proposals: Iterable[Proposal], older: int, newer: int) -> tuple[Author, ...]:
    """Of every change that an acceptance brought after version `older`, up to `newer`. No comment is ever among them."""
    zone = ZoneInfo(contract.time_zone)
    first, last = sorted((older, newer))
    return tuple(
        Author(
            one.subject, _who(one), _who(one.answer), one.answer.version.number, one.answer.at.astimezone(zone).date()
        )
        for one in proposals
        if answered(one) and one.answer.version and first < one.answer.version.number <= last
    )


def _who(act: object) -> str:
    membership = act.membership  # type: ignore[attr-defined]
    return f"{membership.person.name}, {membership.organisation}"


def comparison(older: Version, newer: Version, found: Sequence[Author], language: str = "") -> Comparison:
    """In `language`, or in the reader's where both versions have it, or in the newer's first one."""
    before, after = marks.read(older), marks.read(newer)
    wanted = [language, reader_language(), *after.tags]
    tag = next(one for one in wanted if one in after.tags)
    changed = redline.articles(before.articles.get(tag, ()), after.articles[tag])
    told = terms.changes(before.data, after.data, tag, (before.amendment, after.amendment))
    return Comparison(
        tag,
        tuple(other for other in after.tags if other != tag),
        tuple(
            ChangedTerm(one.label, marks.marked(one.marked, {}, tag), _on(found, f"terms-{one.step}")) for one in told
        ),
        tuple(_article(one, after, tag, found) for one in changed if one.kind != redline.SAME),
        sum(one.kind == redline.SAME for one in changed),
    )


def _article(change: redline.ArticleChange, after: marks.Read, tag: str, found: Sequence[Author]) -> ChangedArticle:
    number, known = change.after or change.before, after.known[tag]
    title = marks.marked(change.title, known, tag)
    return ChangedArticle(
        change.key, number, title, marks.rows(number, change.paragraphs, known, tag), _on(found, change.key)
    )


def _on(found: Sequence[Author], subject: str) -> tuple[Author, ...]:
    return tuple(author for author in found if author.subject == subject)


def paper(contract: Contract, older: Version, newer: Version, found: Sequence[Author]) -> str:
    """The redline to be printed, as HTML for the documents' pipeline."""
    return redlined_html(_compared(contract, older), _compared(contract, newer), found)


def _compared(contract: Contract, version: Version) -> Compared:
    read = marks.read(version)
    day = version.made_at.astimezone(ZoneInfo(contract.time_zone)).date()
    return Compared(version.number, day, read.data, articles(version), read.amendment)

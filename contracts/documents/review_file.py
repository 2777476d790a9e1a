"""The review file on paper: the sections that its page shows, each a table that can be read aloud."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .blocks import Facing, facts
from .certificates import head, sheet
from .papers import ReviewFile, ReviewSection
from .phrases import say


def review_file_html(paper: ReviewFile, language: str) -> str:
    """Every section in order; its words come in the language asked for, they are not translated here."""
    reference, on = paper.subject.reference, words.long_date(paper.day, language)
    lead = _say("review_file_lead", language, reference, on)
    copy = _say(f"review_file_for_{paper.side}", language)
    parts: list[SafeString] = head(paper.subject, "review_file", copy, paper.day, lead, language)
    for section in paper.sections:
        parts += _section(section, language)
    parts.append(format_html('<p class="note">{}</p>', _say("review_file_note", language)))
    return sheet(paper.subject, "review_file", parts, language)


def _section(section: ReviewSection, tag: str) -> Iterator[SafeString]:
    yield format_html("<h2>{}</h2>", section.title)
    if section.lines:
        rows: list[tuple[Facing, Facing, Facing | None]] = [
            ({tag: label}, {tag: value}, {tag: why} if why else None) for label, value, why in section.lines
        ]
        yield facts(rows, [tag])
    if section.note:
        yield format_html("<p>{}</p>", section.note)


def _say(key: str, tag: str, *args: object) -> str:
    return say(key, tag, *args, table="paper")

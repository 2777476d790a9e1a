"""Small pieces of HTML that every document is built of. Everything passed in is escaped unless it is already safe HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

#: Either plain text, which is escaped, or HTML built here.
Text = str | SafeString
#: The same content in each language of the document; a plain Text is shared by all.
Facing = Mapping[str, Text]


@dataclass(frozen=True)
class Column:
    """A column of a grid: its header by language, its width in millimetres, figures to the right."""

    header: Facing
    width: float
    numeric: bool = False


def join(parts: Iterable[Text], between: str = "\n") -> SafeString:
    """Pieces one after the other; `between` is text."""
    return format_html_join(between, "{}", ((part,) for part in parts))


def lines(parts: Iterable[Text]) -> SafeString:
    """Pieces on lines of their own, the empty ones left out."""
    return mark_safe("<br>".join(conditional_escape(part) for part in parts if part))  # each part is escaped  # nosec B308 B703


def grouped(digest: str) -> SafeString:
    """A hash by groups of eight characters, so that two people can compare it aloud."""
    return format_html('<span class="hash">{}</span>', " ".join(digest[i : i + 8] for i in range(0, len(digest), 8)))


def facts(rows: Sequence[tuple[Facing, Facing, Facing | None]], tags: Sequence[str]) -> SafeString:
    """A table of (label, value, reference): one language in three columns, two languages facing each other in four."""
    if len(tags) == 1:
        return format_html("<table><tbody>{}</tbody></table>", join(_fact(row, tags[0]) for row in rows))
    return format_html('<table class="pair"><tbody>{}</tbody></table>', join(_fact_pair(row, tags) for row in rows))


def _fact(row: tuple[Facing, Facing, Facing | None], tag: str) -> SafeString:
    label, value, reference = row
    last = format_html('<td class="n"><small>{}</small></td>', reference[tag]) if reference else ""
    return format_html('<tr><th scope="row">{}</th><td>{}</td>{}</tr>', label[tag], value[tag], last)


def _fact_pair(row: tuple[Facing, Facing, Facing | None], tags: Sequence[str]) -> SafeString:
    label, value, reference = row
    cell = '<th scope="row" lang="{}">{}</th><td lang="{}">{}</td>'
    shown = {tag: join([value[tag], small(reference[tag])], " ") if reference else value[tag] for tag in tags}
    return format_html("<tr>{}</tr>", format_html_join("", cell, ((tag, label[tag], tag, shown[tag]) for tag in tags)))


def two_columns(rows: Sequence[tuple[str, Sequence[Text]]], kind: str = "two") -> SafeString:
    """Two parties side by side; each row has its language ("" when it is the same in all)."""
    cell = '<td lang="{}">{}</td>', "<td>{}</td>"
    shown = [
        format_html_join("", cell[0], ((tag, text) for text in texts))
        if tag
        else format_html_join("", cell[1], ((t,) for t in texts))
        for tag, texts in rows
    ]
    return format_html(
        '<table class="{}"><tbody>{}</tbody></table>',
        kind,
        format_html_join("", "<tr>{}</tr>", ((row,) for row in shown)),
    )


def small(text: Text) -> SafeString:
    """A label or a reference, in small grey letters."""
    return format_html("<small>{}</small>", text)


def grid(
    own: Sequence[Column],
    shared: Sequence[Column],
    rows: Sequence[tuple[Sequence[Facing], Sequence[Text]]],
    tags: Sequence[str],
) -> SafeString:
    """A table with headers. `own` columns appear once a language, `shared` ones once, with a header line a language.

    Each row is (contents of own columns, contents of shared columns). Long tables may break between rows and repeat headers.
    """
    widths = [column.width for _ in tags for column in own] + [column.width for column in shared]
    return format_html(
        '<table class="{}"><colgroup>{}</colgroup><thead>{}</thead><tbody>{}</tbody></table>',
        "long" if len(rows) > 12 else "grid",
        format_html_join("", '<col style="width: {}mm">', ((width,) for width in widths)),
        _headers(own, shared, tags),
        join(_grid_row(own, shared, row, tags) for row in rows),
    )


def _headers(own: Sequence[Column], shared: Sequence[Column], tags: Sequence[str]) -> SafeString:
    cell = '<th scope="col" rowspan="{}" lang="{}" class="{}">{}</th>'
    span = len(tags) if shared else 1
    left = [(span, tag, _class(column), column.header[tag]) for tag in tags for column in own]
    first, *others = [[(1, tag, _class(column), column.header[tag]) for column in shared] for tag in tags]
    return join(
        format_html("<tr>{}</tr>", format_html_join("", cell, cells)) for cells in [left + first, *others] if cells
    )


def _grid_row(
    own: Sequence[Column], shared: Sequence[Column], row: tuple[Sequence[Facing], Sequence[Text]], tags: Sequence[str]
) -> SafeString:
    left = [(tag, _class(column), value[tag]) for tag in tags for column, value in zip(own, row[0], strict=True)]
    right = [(tags[0], _class(column), value) for column, value in zip(shared, row[1], strict=True)]
    return format_html("<tr>{}</tr>", format_html_join("", '<td lang="{}" class="{}">{}</td>', left + right))


def _class(column: Column) -> str:
    return "n" if column.numeric else "t"


def kept(parts: Iterable[Text]) -> SafeString:
    """Pieces that stay together on a page when they fit on one."""
    return format_html('<div class="kept">{}</div>', join(parts))


def heading(title: Facing, tags: Sequence[str]) -> SafeString:
    """A heading of the second level, in one language or in two that face each other."""
    if len(tags) == 1:
        return format_html("<h2>{}</h2>", title[tags[0]])
    cells = format_html_join("", '<td lang="{}"><h2>{}</h2></td>', ((tag, title[tag]) for tag in tags))
    return format_html('<table class="bi title"><tr>{}</tr></table>', cells)


def note(text: Facing, tags: Sequence[str]) -> SafeString:
    """A line in small letters under a table, in one language or in two that face each other."""
    if len(tags) == 1:
        return format_html('<p class="note">{}</p>', text[tags[0]])
    cells = format_html_join("", '<td lang="{}"><p class="note">{}</p></td>', ((tag, text[tag]) for tag in tags))
    return format_html('<table class="bi title"><tr>{}</tr></table>', cells)


def page(*, title: str, authors: str, language: str, body: Text, kind: str = "") -> str:
    """A whole HTML document; `kind` is a class of <body>. The style sheet and the dates are added by `pdf.write`."""
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title><meta name="author" content="{}">'
        '<meta name="description" content="{}"></head><body class="{}">{}</body></html>',
        language,
        title,
        authors,
        title,
        kind,
        body,
    )

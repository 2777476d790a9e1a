"""A section on paper, in the reader's language: what its page says, for the documents' pipeline. Everything typed is escaped."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from contracts.documents import blocks, redline
from contracts.documents.blocks import Column, Facing, Text
from contracts.documents.redline import Marked
from portage.core import words

from .pages.words_told import Content
from .words import pages as say

MARKS = {redline.SAME: "{}", redline.ADDED: "<ins>{}</ins>", redline.REMOVED: "<del>{}</del>"}
BREAK = mark_safe("<br>")  # nosec: a constant
WIDTH = 174  # mm between the margins
Row = tuple[str, Text]
Cells = list[tuple[list[Facing], list[Text]]]


def section_html(shown: Mapping[str, Any], language: str) -> str:
    """`shown` is what `pages.section.shown` gives."""
    section, contract = shown["section"], shown["contract"]
    parties = f"{contract.principal.name} · {contract.agent.name}"
    parts: list[Text] = [
        format_html('<p class="ref">{} · {} {}</p>', section.reference, _("contract"), contract.reference),
        format_html('<h1>{}</h1><p class="lead">{}</p>', shown["title"], shown["says"]),
        format_html('<div class="parties" title="{}">{}</div>', parties, parties),
        _facts(_head(shown), language),
        *_content(shown["content"], language),
        *_corrections(shown["corrections"]),
        *_actions(shown["actions"], language),
        *_thread(shown["read"].remarks),
        format_html('<p class="note">{}</p>', _signed_off(shown)),
    ]
    title = f"{section.reference}, {shown['title']}"
    return blocks.page(title=title, authors=parties, language=language, body=blocks.join(parts), kind="one")


def _head(shown: Mapping[str, Any]) -> list[Row]:
    read, report = shown["read"], shown["report"]
    rows: list[Row] = [
        (_("People met"), blocks.lines(str(one) for one in read.met)),
        (_("Place"), ", ".join(filter(None, [report.place, say.place(report.customer)]))),
        (_("Written"), shown["written"]),
    ]
    for change in shown["heads"]:
        was = [format_html("{}{}{}", label, words.mark(":"), _marked(pieces)) for label, pieces in change["rows"]]
        rows.append((_("Corrected"), blocks.lines([*was, blocks.small(words.moment(change["at"]))])))
    if shown["prospect"]:
        rows.append((_("Prospect"), f"{shown['prospect']['stage']}, {shown['prospect']['since']}"))
    return [row for row in rows if row[1]]


def _content(told: Content, tag: str) -> list[Text]:
    parts: list[Text] = [_titled(_("Interest"), say.interest(told.interest))]
    if told.order_taken:
        parts.append(format_html("<p><b>{}</b></p>", _("An order was taken.")))
    if told.minutes:
        parts.append(_titled(_("Time spent"), told.minutes))
    if told.needs:
        parts.append(_titled(told.needs.title, _marked(told.needs.pieces)))
    if told.goods:
        goods = [format_html(MARKS[one.kind], str(one.product)) for one in told.goods]
        parts.append(_titled(_("Products shown"), blocks.lines(goods)))
    if told.competitors:
        parts += [format_html("<h2>{}</h2>", _("Competitors seen")), _competitors(told.competitors, tag)]
    return parts + [_titled(one.title, _marked(one.pieces)) for one in told.others]


def _competitors(rows: Sequence[Any], tag: str) -> SafeString:
    columns = [
        Column({tag: _("Competitor")}, WIDTH / 3),
        Column({tag: _("Product")}, WIDTH / 3),
        Column({tag: _("Price")}, WIDTH / 3, numeric=True),
    ]
    cells: Cells = [([{tag: _marked(cell)} for cell in (row.name, row.product, row.price)], []) for row in rows]
    return blocks.grid(columns, [], cells, [tag])


def _corrections(rows: Sequence[Any]) -> list[Text]:
    return [
        format_html('<p class="note">{}</p>', correction_told(one.who, words.moment(one.at), one.reason))
        for one in rows
    ]


def correction_told(who: str, at: str, reason: str) -> str:
    """Corrected by T. Wilk on 20 November 2026, 19:10: “the invoice showed 14.80”. The first text is kept."""
    return _("Corrected by %(who)s, %(at)s, “%(reason)s”. The former words are kept.") % {
        "who": who or _("somebody"),
        "at": at,
        "reason": reason,
    }


def _actions(rows: Sequence[Any], tag: str) -> list[Text]:
    if not rows:
        return []
    columns = [
        Column({tag: _("Action")}, 84),
        Column({tag: _("Who")}, 36),
        Column({tag: _("By")}, 28),
        Column({tag: _("State")}, 26),
    ]
    cells: Cells = [
        (
            [
                {tag: row.action.text},
                {tag: row.name},
                {tag: words.day(row.standing.due_on, "short")},
                {tag: blocks.lines([row.state[1], blocks.small(row.standing.reason) if row.standing.reason else ""])},
            ],
            [],
        )
        for row in rows
    ]
    return [format_html("<h2>{}</h2>", _("Next actions")), blocks.grid(columns, [], cells, [tag])]


def _thread(remarks: Sequence[Any]) -> list[Text]:
    if not remarks:
        return []
    said = [
        format_html(
            "<p><b>{}</b>, {} <small>{}</small><br>{}</p>",
            one.membership.person.name, one.membership.organisation.name, words.moment(one.at), _broken(one.text),
        )
        for one in remarks
    ]  # fmt: skip
    return [format_html("<h2>{}</h2>", _("What both parties wrote")), *said]


def _signed_off(shown: Mapping[str, Any]) -> str:
    read = shown["read"].acknowledgement
    if read is None:
        return _("Printed on %(at)s. Not acknowledged yet.") % {"at": words.moment(shown["now"])}
    facts = {"at": words.moment(shown["now"]), "who": read.membership.person.name, "on": words.moment(read.at)}
    return _("Printed on %(at)s. Acknowledged by %(who)s, %(on)s.") % facts


def _titled(title: str, text: Text) -> SafeString:
    return format_html("<h2>{}</h2><p>{}</p>", title, text)


def _marked(pieces: Marked) -> SafeString:
    """Struck through and underlined; lines as they were typed."""
    return format_html_join(
        "",
        "{}",
        ((format_html(MARKS[piece.kind] + gap, _broken(piece.text)),) for piece, gap in redline.apart(pieces)),
    )


def _broken(text: str) -> SafeString:
    """Line ends as typed; an empty line stays one."""
    return format_html_join(BREAK, "{}", ((line,) for line in text.replace("\r\n", "\n").split("\n")))


def _facts(rows: Sequence[Row], tag: str) -> SafeString:
    return blocks.facts([({tag: label}, {tag: value}, None) for label, value in rows], [tag])

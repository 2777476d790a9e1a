"""A statement on paper: the page's own lines and words, in the language that is active; the shell of every document."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contracts.documents.blocks import Column, Facing, Text, grid, join, lines, page, small, two_columns
from contracts.law.wording import law_name
from contracts.models import Contract
from portage.core import words

from ..models import Statement
from ..pages.lines import Row, Section, sections, total_base
from ..pages.statement import period_words, reading_of
from ..queries.statements import lines_of, sums
from ..words.pages import VAT

MOST_PRINTED = 400  # lines: beyond, a paper would be a book
WIDTHS = (9, 53, 25, 19, 24, 22, 22)


def statement_html(statement: Statement, tag: str) -> str:
    """The whole document."""
    count, lines = statement.lines.count(), lines_of(statement)
    shown = lines if count <= MOST_PRINTED else lines.none()
    found = sections(shown, reading_of(statement), sums(statement))
    contract = statement.contract
    parts: list[Text] = [*_head(statement, contract, tag), *_account(statement, found, tag), _fine(statement)]
    names = (contract.principal.name, contract.agent.name)
    title = _("Commission statement %(reference)s") % {"reference": statement.reference}
    return page(title=title, authors="; ".join(names), language=tag, body=join(parts), kind="one")


def _head(statement: Statement, contract: Contract, tag: str) -> Iterator[SafeString]:
    """Reference line, title, period, the two parties."""
    issued = _("issued %(day)s") % {"day": words.day(statement.issued_on)}
    yield format_html('<p class="ref">{}</p>', f"{statement.reference} · {contract.reference} · {issued}")
    period = period_words(statement.first_day, statement.last_day)
    lead = f"{period} · {law_name(contract.law)[tag]}"
    yield format_html('<h1>{}</h1><p class="lead">{}</p>', _("Commission statement"), lead)
    parties = (
        (_("Principal, issues and pays"), contract.principal),
        (_("Agent, is paid"), contract.agent),
    )
    rows: list[tuple[str, Sequence[Text]]] = [
        ("", [small(label) for label, _party in parties]),
        (
            "",
            [
                lines(
                    [format_html("<b>{}</b>", party.name), party.address, words.country(str(party.country)), party.vat]
                )
                for _label, party in parties
            ],
        ),
    ]
    names = f"{contract.principal.name} · {contract.agent.name}"
    yield format_html('<div class="parties" title="{}">{}</div>', names, two_columns(rows))


def _account(statement: Statement, found: Sequence[Section], tag: str) -> Iterator[SafeString]:
    """A table for each part, then the total."""
    for section in found:
        yield format_html("<h2>{}</h2>", section.title)
        if section.rows:
            yield _grid(statement, [_cells(row) for row in section.rows], tag)
        else:
            yield format_html("<p>{}</p>", _sums(section))
    due = words.money(statement.total, statement.currency)
    base = words.money(total_base(found), statement.currency)
    yield format_html("<h2>{}</h2>", _("Commission due"))
    yield format_html("<p><b>{}</b></p>", due)
    yield format_html('<p class="note">{}</p>', _("On a base of %(base)s.") % {"base": base})


def _sums(section: Section) -> str:
    """A part that is too long to be printed: its sums; each of its lines stands in the spreadsheet of the statement."""
    told = {"base": section.base_says, "due": section.due_says}
    return _("Base %(base)s, commission %(due)s. Each line stands in the spreadsheet of this statement.") % told


def _grid(statement: Statement, rows: Sequence[Sequence[Text]], tag: str) -> SafeString:
    currency = {"currency": statement.currency}
    titles = (
        _("Line"), _("Customer"), _("Invoice"), _("Paid on"), _("Rate, rule"), _("Base, %(currency)s") % currency,
        _("Due, %(currency)s") % currency,
    )  # fmt: skip
    columns = [
        Column({tag: title}, width, numeric=turn in {5, 6})
        for turn, (title, width) in enumerate(zip(titles, WIDTHS, strict=True))
    ]
    told: list[tuple[list[Facing], list[Text]]] = [([{tag: cell} for cell in cells], []) for cells in rows]
    return grid(columns, [], told, [tag])


def _cells(row: Row) -> list[Text]:
    order = ", ".join(filter(None, [_("order %(order)s") % {"order": row.order} if row.order else "", row.product]))
    day = words.day(row.document_day, "short") if row.document_day else ""
    paid = words.day(row.paid_on, "short") if row.paid_on else row.paid or "–"
    return [
        str(row.number),
        lines([row.customer, small(order), *(small(said) for said in row.says)]),
        lines([row.document, small(day)]),
        paid,
        lines([words.percent(row.rate), small(row.rule)]),
        row.base_says,
        row.due_says,
    ]


def _fine(statement: Statement) -> SafeString:
    """What it rests on: the base, value added tax, the day of payment with its rule, and what it does not replace."""
    rule = statement.rule.get("source", "")
    until = _("Payable by %(day)s, the last day of the month after the period") % {"day": words.day(statement.due_on)}
    said = [
        _("Base: net price invoiced, without taxes, freight and insurance."),
        str(VAT[statement.vat]),
        f"{until} ({rule})." if rule else f"{until}.",
        _(
            "A correction appears in the next statement; this one never changes. This document does not replace legal advice."
        ),
    ]
    return format_html('<p class="note">{}</p>', " ".join(said))

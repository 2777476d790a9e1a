"""A statement as a spreadsheet: one row a line, days and figures as such, words in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..models import Statement
from ..queries.statements import lines_of
from .lines import Reading, row
from .statement import reading_of


def header() -> list[str]:
    """The names of the columns."""
    return [
        _("Line"), _("Section"), _("Customer"), _("Order"), _("Invoice"), _("Date"), _("Day"), _("Base invoiced"), _("Currency"),
        _("Rate of exchange"), _("Source"), _("Base"), _("Rate"), _("Rule"), _("Commission"), _("Currency of the statement"), _("Remark"),
    ]  # fmt: skip


def rows(statement: Statement) -> Iterator[list[Any]]:
    """The header, every line, and the total."""
    reading = reading_of(statement)
    yield header()
    for line in lines_of(statement).iterator(chunk_size=500):
        yield cells(line, reading)
    yield [None, _("Commission due"), *[None] * 12, statement.total, statement.currency]


def cells(line: Any, reading: Reading) -> list[Any]:
    """One line."""
    told = row(line, reading)
    return [
        line.number, str(line.get_section_display()), told.customer, told.order, told.document, told.document_day, line.day,
        line.base, line.currency, line.exchange.rate if line.exchange else None, line.exchange.source if line.exchange else "",
        told.base if told.base_currency == reading.currency else None, line.rate, told.rule, line.amount, reading.currency,
        " ".join(told.says),
    ]  # fmt: skip

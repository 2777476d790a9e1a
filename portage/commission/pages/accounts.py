"""The export for accountants: one row a statement, an invoice or a payment, days and sums as such, words in the reader's language."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..models import CommissionInvoice, Settlement, Statement
from ..rules.billing import CREDITS
from ..words.billing import KINDS


def header() -> list[str]:
    """The names of the columns."""
    return [
        _("Date"), _("Kind"), _("Number"), _("Cost or income"), _("Other party"), _("Country"), _("Its VAT number"),
        _("Contract"), _("Statement"), _("First day"), _("Last day"), _("Without tax"), _("Category of VAT"),
        _("Rate of VAT, %"), _("VAT"), _("With tax"), _("Paid"), _("Currency"), _("To be paid by"), _("Remark"),
    ]  # fmt: skip


def rows(entries: Iterable[tuple[date, str, Any]], organisation: Any) -> Iterator[list[Any]]:
    """The header, then each entry. A credit note and a statement below zero are below zero; so is what is paid back."""
    yield header()
    cells: dict[str, Callable[[Any], list[Any]]]
    cells = {"statement": of_statement, "invoice": of_invoice, "payment": of_payment}
    for day, kind, row in entries:
        contract = row.statement.contract if kind == "payment" else row.contract
        buys = contract.principal_id == organisation
        other = contract.agent if buys else contract.principal
        side = _("Cost") if buys else _("Income")
        own = cells[kind](row)
        yield [
            day, own[0], own[1], side, other.name, str(other.country), other.vat, contract.reference, *own[2:]
        ]  # fmt: skip


def of_statement(row: Statement) -> list[Any]:
    """What is due for a period; its invoice is what is booked."""
    nothing = [None] * 4
    return [
        _("Statement"), row.reference, row.reference, row.first_day, row.last_day, row.total, *nothing, None,
        row.currency, row.due_on, "",
    ]  # fmt: skip


def of_invoice(row: CommissionInvoice) -> list[Any]:
    """An invoice, or a credit note with its sums below zero; the remark says why no tax is charged."""
    turn = -1 if row.kind in CREDITS else 1
    statement = row.statement
    return [
        str(KINDS[row.kind]), row.number, statement.reference, statement.first_day, statement.last_day, row.net * turn,
        row.category, row.rate, row.vat * turn, row.gross * turn, None, row.currency, row.due_on, row.told.get("tax", {}).get("reason", ""),
    ]  # fmt: skip


def of_payment(row: Settlement) -> list[Any]:
    """What was paid of a statement, or paid back; the remark is the reference of the transfer."""
    statement = row.statement
    amount = -row.amount if statement.total < 0 else row.amount
    nothing = [None] * 5
    return [
        _("Payment"), statement.reference, statement.reference, statement.first_day, statement.last_day, *nothing, amount,
        statement.currency, None, row.note,
    ]  # fmt: skip

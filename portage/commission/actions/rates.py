"""Rates of exchange, typed or read from a file; each with its day and who published it. No network is asked."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid

from ..models import ExchangeRate
from .checks import check_currency

MOST_RATES = 5000
MOST_RATE, PLACES = Decimal(10) ** 9, Decimal(1).scaleb(-10)
Typed = tuple[str, date, Decimal]


@transaction.atomic
def tell_rates(
    contract: Contract, *, rates: Sequence[Typed], source: str, by: By, at: datetime, into: str = ""
) -> list[ExchangeRate]:
    """The principal tells rates: (currency, day, units of `into` for one unit of it), all published by `source`.

    `into` is the contract's currency when nothing is said. What is known already, with the same rate and source, is left
    out; a correction is a new row, and what a statement used stays in that statement.
    """
    contract = lock(contract)
    if by.person is not None and side_of(contract, by) != "principal":
        raise Forbidden("not_the_principal", _("The principal, who issues the statements, records the rates."))
    into = into or contract.currency
    if not source.strip():
        raise Invalid("no_source", _("Say who published the rates: a central bank, a daily paper."), field="source")
    if not 0 < len(rates) <= MOST_RATES:
        raise Invalid("no_rates", _("Give between one and %(most)s rates.") % {"most": MOST_RATES}, field="rates")
    for currency, day, rate in rates:
        _check(currency, into, day, rate, at)
    known = _known(contract, into, rates)
    new = dict.fromkeys(one for one in rates if known.get(one[:2]) != (one[2], source.strip()))
    rows = ExchangeRate.objects.bulk_create(
        ExchangeRate(
            contract=contract, currency=currency, into=into, day=day, rate=rate, source=source.strip(),
            membership=by.membership, at=at,
        )
        for currency, day, rate in new
    )  # fmt: skip
    if rows:
        journal.record("commission.rates_told", contract, by=by, at=at, count=len(rows))
    return rows


def _check(currency: str, into: str, day: date, rate: Decimal, at: datetime) -> None:
    check_currency(currency)
    check_currency(into)
    if currency == into:
        raise Invalid("same_currency", _("A rate leads from one currency to another."), field="currency")
    if not rate.is_finite() or not 0 < rate < MOST_RATE or rate != rate.quantize(PLACES):
        raise Invalid("not_a_rate", _("A rate is above zero, with at most ten decimals."), field="rate")
    if day > clock.latest_day(at):
        raise Invalid("in_future", _("That day has not come yet."), field="day")


def _known(contract: Contract, into: str, rates: Iterable[Typed]) -> dict[tuple[str, date], tuple[Decimal, str]]:
    """By currency and day, the newest rate and its source."""
    days = {day for _currency, day, _rate in rates}
    rows = ExchangeRate.objects.filter(contract=contract, into=into, day__gte=min(days), day__lte=max(days))
    return {(row.currency, row.day): (row.rate, row.source) for row in rows.order_by("pk")}


def read_file(text: str) -> list[Typed]:
    """The rates of a file: lines of currency, day (ISO), rate, with commas or semicolons; a first line of titles is left out.

    Raises Invalid that names the first line which cannot be read.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    separator = ";" if lines and ";" in lines[0] else ","
    found = []
    for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
        try:
            found.append(_read(cells))
        except (ValueError, InvalidOperation):
            if number > 1:
                words = _("Line %(number)s: a currency, a day such as 2026-11-30, a rate.")
                raise Invalid("bad_line", words % {"number": number}, field="file") from None
    return found


def _read(cells: Sequence[str]) -> Typed:
    currency, day, rate = (cell.strip() for cell in cells[:3])
    return currency.upper(), date.fromisoformat(day), Decimal(rate.replace(",", "."))

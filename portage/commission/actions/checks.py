"""What several verbs check of a sum that somebody typed."""

from decimal import Decimal

from babel.numbers import is_currency
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.money import quantum
from portage.core.refusals import Invalid

MOST = Decimal(10) ** 14


def check_sum(amount: Decimal, currency: str, *, field: str) -> None:
    """Raise Invalid for a sum that is not above zero, is finer than its currency, or is no sum at all."""
    if not amount.is_finite() or not 0 < amount < MOST:
        raise Invalid("not_a_sum", _("Give an amount above zero."), field=field)
    check_currency(currency)
    if amount != amount.quantize(quantum(currency)):
        words = _("%(currency)s has no smaller unit than %(unit)s.")
        raise Invalid("too_precise", words % {"currency": currency, "unit": quantum(currency)}, field=field)


def exact_sum(rows: QuerySet, name: str) -> Decimal:
    """The sum of a column, added here: one database adds decimals as floating point."""
    return sum(rows.order_by().values_list(name, flat=True), Decimal(0))


def check_currency(currency: str) -> None:
    """Raise Invalid for a code that no currency has (ISO 4217)."""
    if not is_currency(currency):
        raise Invalid("unknown_currency", _("No currency has this code."), field="currency")

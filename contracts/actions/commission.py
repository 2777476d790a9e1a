"""Yearly figures of commission: a side tells what it knows. A correction is a new row; nothing is filled in."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.money import quantum
from portage.core.refusals import Invalid, Refused
from portage.core.words import day

from ..models import CommissionFigure, Contract
from ..rules.commission import year_end
from .locking import lock, side_of

TELLING = {"in_force", "notice_given", "ended"}


@transaction.atomic
def tell_commission(
    contract: Contract,
    *,
    year: int,
    amount: Decimal,
    source: str,
    by: By,
    at: datetime,
    until: date | None = None,
    shared: bool = False,
) -> CommissionFigure:
    """The gross commission of one year, as this side knows it, with where it was read.

    A year that is over counts whole; the running one up to `until`. Told again, the newest row holds. `shared`: the other side
    reads this row too, and cannot be made to forget it.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if contract.status not in TELLING:
        raise Refused("not_begun", _("Commission is earned once the contract is in force."))
    until = _until(contract, year, until, clock.day_in(contract.time_zone, at))
    _check(contract, amount, source)
    row = CommissionFigure.objects.create(
        contract=contract,
        side=side,
        year=year,
        until=until,
        amount=amount,
        currency=contract.currency,
        source=source.strip(),
        shared=shared,
        membership=by.membership,
        at=at,
    )
    kind = "contracts.commission_shared" if shared else "contracts.commission_told"
    journal.record(kind, contract, by=by, at=at, side=side, year=year)
    return row


def _until(contract: Contract, year: int, until: date | None, today: date) -> date:
    """The last day that the figure covers. Raises Invalid for a year or a day outside the contract's life."""
    last = min(today, contract.ends_on or today)
    if not contract.first_day.year <= year <= last.year:
        words = _("The contract has earned commission from %(first)s to %(last)s.")
        raise Invalid("year_outside", words % {"first": contract.first_day.year, "last": last.year}, field="year")
    end = year_end(year, last)
    running = year == last.year and last == today and today < date(year, 12, 31)
    if not running:
        return end
    if until is None:
        raise Invalid(
            "until_needed", _("This year is not over: type up to which day the figure counts."), field="until"
        )
    first = max(contract.first_day, date(year, 1, 1))
    if not first <= until <= end:
        between = {"first": day(first), "last": day(end)}
        raise Invalid("until_outside", _("Between %(first)s and %(last)s.") % between, field="until")
    return until


def _check(contract: Contract, amount: Decimal, source: str) -> None:
    """Raise Invalid for an amount that the currency cannot have, or a figure without source."""
    if not amount.is_finite() or amount < 0:
        raise Invalid("amount_negative", _("Gross commission is not negative."), field="amount")
    if amount != amount.quantize(quantum(contract.currency)):
        words = _("%(currency)s has no smaller unit than %(unit)s.")
        unit = quantum(contract.currency)
        raise Invalid("too_precise", words % {"currency": contract.currency, "unit": unit}, field="amount")
    if not source.strip():
        raise Invalid(
            "no_source", _("Say where the figure was read: statements, accounts, an estimate."), field="source"
        )

"""The dates that the typed duration would give: computed by the rules that will run the contract, before anything is kept."""

from datetime import date
from itertools import islice
from typing import Any

from contracts.law.chain import Chain, years_of
from contracts.law.dates import OutOfCalendar
from contracts.law.notice import NoticeScale, end_indefinite
from contracts.law.scales import applied_scale
from contracts.law.terms import each_term

from ..models import Contract
from ..queries.law import law_of

TERMS = 4


def preview(contract: Contract, form: Any, today: date) -> dict[str, Any] | None:
    """The first terms with their last days for notice, or for a contract without terms the ends that notices would
    bring; None while the first day is not typed or something cannot be read. `past`: the first day lies before today,
    which is right for an agreement that runs already and a slip for a new one: the page says it."""
    typed = _typed(contract, form)
    if typed is None or contract.nature == Contract.Nature.MORAL:
        return None
    months, month_end = tuple(typed["notice_scale"]), typed["notice_month_end"]
    if contract.nature == Contract.Nature.INDEFINITE:
        law = law_of(contract)
        applied = applied_scale(law, nature=contract.nature, agreed=months, to_month_end=month_end or None)
        return {"ends": _ends(typed["first_day"], applied.scale), "past": typed["first_day"] < today}
    scale = NoticeScale(months, month_end)
    chain = Chain(typed["first_day"], typed["first_months"], typed["renewal_months"])
    return {"terms": list(islice(each_term(chain, scale), TERMS)), "past": typed["first_day"] < today}


def _typed(contract: Contract, form: Any) -> dict[str, Any] | None:
    """What the form says when it can be read, else what is kept."""
    if form.is_bound and form.is_valid():
        return form.given()
    if contract.first_day is None or not contract.notice_scale:
        return None
    names = ("first_day", "first_months", "renewal_months", "notice_scale", "notice_month_end")
    return {name: getattr(contract, name) for name in names}


def _ends(first_day: date, scale: NoticeScale) -> list[tuple[int, date, date]]:
    """(year, first day of that year, end that a notice served on that day brings), as many as the scale has lengths."""
    years, found = years_of(first_day), []
    for year in range(1, len(scale.months) + 1):
        try:
            served = years.first_day_of(year)
            found.append((year, served, end_indefinite(first_day, scale, served_on=served).ends_on))
        except OutOfCalendar:
            break
    return found

"""The next date that binds, for one line of a list: its kind, its day, and the rule in a few words."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.law.notice import length_at, year_begun
from contracts.law.records import Jurisdiction, UnknownRule
from contracts.law.scales import AppliedScale

from ..models import Contract
from ..standing import applied_of

ARTICLE = re.compile(r"(?:art\.|s\.|reg\.|§)?\s*[A-Z]{0,2}[\d.:-]+(?: c\.c\.)?")


def rule_in_short(contract: Any, law: Jurisdiction) -> str:
    """3 months, art. L134-11: the length of notice and the article that gives it; "certain" once it is too late.

    `contract` comes from `queries.portfolio.contracts()`.
    """
    if contract.next_kind == "renews":
        return _("certain, no notice came")
    if contract.next_kind != "notice" or contract.last_notice_day is None or contract.first_day is None:
        return ""
    try:
        applied = applied_of(contract, law, contract.renewal_choice)
    except UnknownRule:
        return ""
    year = year_begun(contract.first_day, contract.last_notice_day)
    months = length_at(applied.scale.months, year)
    length = ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ", ".join(filter(None, (length, article(applied, months, year))))


def article(applied: AppliedScale, months: int, year: int) -> str:
    """The article whose figures these are; none when the contract has figures of its own."""
    if applied.rule is None or not applied.legal or length_at(applied.legal, year) != months:
        return ""
    found = ARTICLE.match(applied.rule.source)
    if not found:
        return ""
    return found.group() if applied.rule.source[0].islower() else f"art. {found.group()}"


def without_date(contract: Contract) -> str:
    """What stands where no date binds: why there is none."""
    if contract.status in {"in_force", "signed"}:
        return _("No date: notice is possible any day")
    if contract.status in {"ended", "withdrawn"}:
        return _("No date: it is over")
    if contract.nature == "moral":
        return _("No date: not confirmed by both sides yet")
    return _("No date: not signed yet")

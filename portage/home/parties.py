"""What a party's own page adds to what needs it: the day of a subsidiary, the evening of an SME. In words, ready to be drawn."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import binding, words
from portage.fieldwork.pages.listing import draft_rows
from portage.fieldwork.queries import orders, reports, waiting
from portage.fieldwork.words import pages as say
from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind

FIRST = 5  # of each kind; the lists show the others
MANY = 100  # counting stops here
FILE = "fieldwork.file_report"


def of(acting: Acting, *, day: date, at: datetime) -> dict[str, Any]:
    """By kind of organisation; nothing for one that has neither."""
    if acting.organisation.kind == Kind.SUBSIDIARY:
        return day_of(acting, day=day, at=at)
    if acting.organisation.kind == Kind.CARRIED_SME:
        return evening_of(acting, day=day)
    return {}


def day_of(acting: Acting, *, day: date, at: datetime) -> dict[str, Any]:
    """Reports that are begun, the customers visited last, what waits on the other side: six queries at most."""
    may_file, own = acting.may(FILE), acting.membership
    customers = access.visible(acting.person, reports.customers_last_first(own))[:FIRST] if may_file else []
    return {
        "drafts": draft_rows(list(reports.drafts(own)[:FIRST]), acting) if may_file else [],
        "customers": [_customer(one) for one in customers],
        "may_file": may_file,
        "awaited": _awaited(acting, day, at),
        "is_subsidiary": True,
    }


def _customer(one: Any) -> dict[str, str]:
    """A customer, when this person last reported of it, and the report to write."""
    said = [say.place(one)]
    if one.last is not None:
        said.append(_("last report on %(day)s") % {"day": words.day(words.local(one.last), "no_year")})
    url = f"{reverse('fieldwork:write_report')}?customer={one.pk}"
    return {"title": one.name, "says": " · ".join(filter(None, said)), "url": url}


def _awaited(acting: Acting, day: date, at: datetime) -> list[dict[str, Any]]:
    """Orders without an answer, the most pressing first; reports that nobody acknowledged, in one line."""
    found = [_order(one, day) for one in orders.awaited_by(acting, FIRST)]
    unread = waiting.unread_by_principals(acting, at=at, most=MANY)
    if unread:
        many = f"{MANY}+" if unread == MANY else words.number(unread)
        told = ngettext(
            "%(count)s report is not acknowledged after three days",
            "%(count)s reports are not acknowledged after three days", unread,
        )  # fmt: skip
        url = f"{reverse('fieldwork:sections')}?sort=filed_at"
        found.append({"title": told % {"count": many}, "says": "", "near": "", "left": "", "url": url})
    return found


def _order(one: Any, day: date) -> dict[str, Any]:
    named = {"customer": one.customer_name, "principal": one.contract.principal.name}
    return {
        "title": _("The order of %(customer)s, at %(principal)s") % named,
        "says": words.money(one.total, one.currency),
        "near": binding.nearness(one.answer_by, day) if one.answer_by else "",
        "left": words.away(one.answer_by, day) if one.answer_by else "",
        "url": reverse("fieldwork:order", args=[one.pk]),
    }


def evening_of(acting: Acting, *, day: date) -> dict[str, Any]:
    """What the agents told since midnight, and their last visits: two queries."""
    began = datetime.combine(day, time(), tzinfo=ZoneInfo(acting.person.time_zone))
    told = access.visible(acting.person, reports.sections().filter(contract__principal=acting.organisation))
    return {
        "came": came(waiting.came_in(acting, began)),
        "visits": [_visit(one, day) for one in told[:FIRST]],
        "is_sme": True,
    }


def came(counts: dict[str, int]) -> str:
    """Today 2 reports, 1 order, 3 answers; nothing yet."""
    said = (
        (counts["sections"], ngettext("%(n)s report", "%(n)s reports", counts["sections"])),
        (counts["orders"], ngettext("%(n)s order", "%(n)s orders", counts["orders"])),
        (counts["answers"], ngettext("%(n)s answer", "%(n)s answers", counts["answers"])),
    )
    parts: Sequence[str] = [text % {"n": words.number(count)} for count, text in said if count]
    return _("today %(what)s") % {"what": ", ".join(parts)} if parts else _("nothing new today")


def _visit(one: Any, day: date) -> dict[str, Any]:
    """A section as one line: where, on which day, with which interest; whether it is still to be acknowledged."""
    report = one.report
    said = [report.author.organisation.name, words.away(report.visited_on, day)]
    said += [say.interest(one.interest)] if one.interest is not None else []
    return {
        "title": report.customer.name,
        "says": " · ".join(said),
        "url": reverse("fieldwork:section", args=[one.pk]),
        "is_new": not one.is_acknowledged,
    }

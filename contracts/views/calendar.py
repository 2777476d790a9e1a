"""The calendar of renewals: twelve months of load, then contracts by their last day for notice."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.network.doors import Request

from ..pages import calendar as page
from ..pages import duties as duties_page
from ..queries import calendar as queries
from ..queries import duties, portfolio
from ..queries.feed import of_member
from .portfolio import acting_of, today_of

DUTIES = 50  # the next ones to come
OPENED = 20  # contracts shown before anybody unfolds a group
UNFOLDED = 100


def first_month(request: Request, today: date) -> date:
    """The first day of the twelve months: `from=2026-11`, else the present month."""
    asked = parse_month(request.GET.get("from", ""))
    return asked or today.replace(day=1)


def parse_month(text: str) -> date | None:
    """The first day of a month such as 2026-11; None for anything else, or a year that no calendar reaches."""
    try:
        day = parse_date(f"{text}-01")
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


@login_required
@require_safe
def calendar(request: Request) -> HttpResponse:
    """Counts come from the database, whatever their number; rows only for the first groups."""
    acting = acting_of(request)
    today = today_of(request)
    start = first_month(request, today)
    months = page.months_from(start)
    found = queries.together(request.user, before=months[-1])
    groups = page.groups(found, first=start, before=months[-1])
    if groups:
        first_two = queries.with_last_day(request.user, groups[0].first, groups[min(1, len(groups) - 1)].last)
        page.fill(groups, portfolio.lines_bare(first_two[:OPENED], at=clock.now()))
    certain = page.sure(found, first=start, before=months[-1])
    context = {
        "today": today, "start": start, "end": months[-2], "months": months[:-1], "load": page.load(found, months), **figures(found, today),
        "groups": [page.shown(group, start=start, today=today) for group in groups],
        "certain": certain and page.shown(certain, start=start, today=today, certain=True),
        "earlier": page.add_months(start, -page.MONTHS), "later": months[-1], "present": today.replace(day=1),
        "feed": of_member(acting.membership), "duties": duties_page.duties(duties.between(request.user, min(start, today), months[-1])[:DUTIES], today),
    }  # fmt: skip
    return render(request, "contracts/calendar.html", context)


def figures(found: list[queries.Together], today: date) -> dict[str, int]:
    """How many last days come within 30 and 90 days."""
    ahead = [((one.last_notice_day - today).days, one.count) for one in found if one.last_notice_day]
    return {
        "within_30": sum(count for days, count in ahead if 0 <= days <= 30),
        "within_90": sum(count for days, count in ahead if 0 <= days <= 90),
        "dated": sum(one.count for one in found),
    }


@login_required
@require_safe
def rows(request: Request) -> HttpResponse:
    """The contracts of one group, when somebody unfolds it."""
    acting_of(request)
    today = today_of(request)
    first, last = (_day(request.GET.get(name, "")) for name in ("first", "last"))
    certain = bool(request.GET.get("certain"))
    ask = queries.certain if certain else queries.with_last_day
    found = list(ask(request.user, first, last)[: UNFOLDED + 1])
    group = page.Group(first, last, len(found), [])
    context = {
        "lines": portfolio.lines_bare(found[:UNFOLDED], at=clock.now()), "more": len(found) > UNFOLDED, "today": today, "start": first_month(request, today),
        "list_url": page.address_of_list(group, certain=certain), "certain": certain, "several": first != last,
    }  # fmt: skip
    return render(request, "contracts/_calendar_rows.html", context)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError as error:
        raise Http404 from error
    if day is None:
        raise Http404
    return day

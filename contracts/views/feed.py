"""The calendar feed: a member makes its secret address, or revokes it; calendar programs read it without a session."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock, logs
from portage.core.api.limits import FeedThrottle
from portage.network import access
from portage.network.doors import Request, who

from ..actions import feed as verbs
from ..models import CalendarFeed
from ..pages import feed as page
from ..queries import feed as queries
from ..queries.duties import between
from ..queries.portfolio import lines_bare
from ..rules.feed import window
from .portfolio import acting_of

MOST = 1000  # contracts in one feed: calendar programs choke on more


@login_required
def make(request: Request) -> HttpResponse:
    """A new secret address, shown in this answer alone. To come back here by its address makes nothing."""
    membership = acting_of(request).membership
    if request.method != "POST":
        return redirect("contracts:calendar")
    token = verbs.make_feed(membership, by=who(request), at=clock.now())
    return render(request, "contracts/feed.html", {"address": page.address(token)})


@login_required
@require_POST
def revoke(request: Request) -> HttpResponse:
    """The address stops at once."""
    verbs.revoke_feed(acting_of(request).membership, by=who(request), at=clock.now())
    messages.success(request, _("The address is revoked: programs that read it receive nothing more."))
    return redirect("contracts:calendar")


@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """The dates that bind, for who holds the key; the same 404 for a key that opens nothing, whatever the reason."""
    found = queries.opened_by(token)
    if found is None:
        raise Http404
    with translation.override(found.membership.person.language):
        return answer(request, found)


def answer(request: Request, feed: CalendarFeed) -> HttpResponse:
    """What its member may see now, in their language; 304 while nothing of it changed, 429 when asked too often."""
    if seconds := FeedThrottle(feed.pk).seconds_to_wait(request):
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    now = clock.now()
    today = clock.day_in(feed.membership.person.time_zone, now)
    verbs.note_reading(feed, on=today)
    told = events_of(feed, today, now)
    response = get_conditional_response(request, etag=(tag := page.tag(feed, told)))
    if response is None:
        response = HttpResponse(page.written(feed, told, at=now), content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Content-Language"] = tag, translation.get_language()
    return response


def events_of(feed: CalendarFeed, today: date, now: datetime) -> list[page.Event]:
    """The events of this moment. What the member may see is asked anew at each reading, as for their pages."""
    person = access.act(feed.membership.person, feed.membership).person
    logs.acting.set(f"{person.pk} for {feed.membership.organisation_id}")
    first, last = window(today)
    rows = list(queries.with_binding_days(person, first, last)[: MOST + 1])
    told = page.events(lines_bare(rows[:MOST], at=now), first, last)
    told += page.events_of_duties(between(person, first, last)[:MOST])
    told.sort(key=lambda event: (event.day, event.uid))
    if len(rows) > MOST:
        told.append(page.and_no_more(feed, MOST, rows[MOST].next_day or today))
    return told

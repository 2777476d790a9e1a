"""A calendar feed: contracts become all-day events in the reader's language, and those become iCalendar (RFC 5545).

Events say what the calendar of renewals says (parties, dates, the rule of the notice), and hold one link to the contract.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import CLASS, TRANSP, Calendar, vDuration
from icalendar import Event as CalendarEvent

from portage.core import words

from ..models import CalendarFeed, Duty
from ..queries.portfolio import Line
from ..rules.feed import ONE_DAY, binding_days
from ..words.leaving import DUTIES, DUTIES_SAY

ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class Event:
    """One binding date in words. `uid` stays the same while the date moves; each term has its own."""

    day: date
    uid: str
    summary: str
    description: str
    url: str


def events(lines: Iterable[Line], first: date, last: date) -> list[Event]:
    """The binding dates of these contracts between two days, both included, in their order."""
    told = [
        _event(line, kind, day) for line in lines for kind, day in binding_days(line.contract) if first <= day <= last
    ]
    return sorted(told, key=lambda event: (event.day, event.uid))


def events_of_duties(duties: Iterable[Duty]) -> list[Event]:
    """Duties with their day, as events; the same link leads to where one records that it was done."""
    return [_of_duty(duty, duty.by_day) for duty in duties]  # type: ignore[attr-defined]


def _of_duty(duty: Duty, by_day: date) -> Event:
    contract = duty.contract
    names = {"duty": DUTIES[duty.code], "principal": contract.principal.name, "agent": contract.agent.name}
    link = settings.SITE_URL + reverse("contracts:duty", args=[duty.pk])
    summary = _("%(duty)s: %(principal)s and %(agent)s") % names
    return Event(by_day, _uid(f"{duty.pk}-duty"), summary, str(DUTIES_SAY[duty.code]), link)


def _event(line: Line, kind: str, day: date) -> Event:
    contract = line.contract
    summary, description = WORDS[kind](line)
    names = {"principal": contract.principal.name, "agent": contract.agent.name}
    which = kind if kind == "end" else f"{kind}-{contract.term_number}"
    link = settings.SITE_URL + reverse("contracts:contract", args=[contract.pk])
    return Event(day, _uid(f"{contract.pk}-{which}"), summary % names, description, link)


def _uid(name: str) -> str:
    return f"{name}@{urlsplit(settings.SITE_URL).hostname}"


def _notice(line: Line) -> tuple[str, str]:
    """The last day for notice: the renewal that it can prevent and its rule; once it has passed, what came of it."""
    renews = words.day(line.renews_on) if line.renews_on else ""
    if line.contract.next_kind == "notice":
        says = _("Without notice it renews on %(day)s.") % {"day": renews}
        rule = line.rule and _("Notice: %(rule)s.") % {"rule": line.rule}
        says = " ".join(filter(None, (says, rule)))
    else:
        says = _("No notice came: it renews on %(day)s.") % {"day": renews}
    return _("Last day for notice: %(principal)s and %(agent)s"), says


def _renewal(line: Line) -> tuple[str, str]:
    """The first day of the next term: possible while notice may come, certain afterwards, the last one before a known end."""
    contract = line.contract
    if contract.ends_on:
        says = _("The next term begins; the contract ends on %(day)s.") % {"day": words.day(contract.ends_on)}
        return _("Renewal: %(principal)s and %(agent)s"), says
    if contract.next_kind == "notice" and contract.last_notice_day:
        says = _("Notice can prevent it until %(day)s.") % {"day": words.day(contract.last_notice_day)}
        return _("Renewal, unless notice comes: %(principal)s and %(agent)s"), says
    return _("Renewal: %(principal)s and %(agent)s"), _("It is certain: no notice came.")


def _end(line: Line) -> tuple[str, str]:
    return _("End of the contract: %(principal)s and %(agent)s"), _("This is its last day.")


WORDS: Mapping[str, Callable[[Line], tuple[str, str]]] = {"notice": _notice, "renewal": _renewal, "end": _end}


def and_no_more(feed: CalendarFeed, most: int, from_day: date) -> Event:
    """What stands on the day from which a feed is not complete: more contracts than a calendar program can read."""
    says = _(
        "This feed holds the %(most)s contracts whose dates come first. From this day on, look at the calendar in Portage."
    )
    link = settings.SITE_URL + reverse("contracts:calendar")
    summary = _("Portage: more dates than this feed holds")
    return Event(from_day, _uid(f"{feed.pk}-more"), summary, says % {"most": words.number(most)}, link)


def title(feed: CalendarFeed) -> str:
    """Under which name the calendar appears."""
    return _("Portage, %(organisation)s") % {"organisation": feed.membership.organisation.name}


def tag(feed: CalendarFeed, told: Sequence[Event]) -> str:
    """The same while nothing told has changed; weak, because the time of writing differs in the bytes."""
    content = repr((title(feed), [astuple(event) for event in told]))
    return f'W/"{sha256(content.encode()).hexdigest()[:32]}"'


def written(feed: CalendarFeed, told: Iterable[Event], *, at: datetime) -> bytes:
    """The feed as iCalendar. Its days are free time and private, whoever else reads that person's calendar."""
    calendar = Calendar.new(prodid="-//Portage//Portage//EN", uid=_uid(str(feed.pk)), name=title(feed))
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))  # what Outlook reads instead
    for event in told:
        calendar.add_component(_component(event, at))
    return calendar.to_ical()


def _component(event: Event, at: datetime) -> CalendarEvent:
    return CalendarEvent.new(
        uid=event.uid, stamp=at.replace(microsecond=0), start=event.day, end=event.day + ONE_DAY, summary=event.summary,
        description=event.description, url=event.url, classification=CLASS.PRIVATE, transparency=TRANSP.TRANSPARENT,
    )  # fmt: skip


def address(token: str) -> str:
    """The whole secret address, as a calendar program wants it."""
    return settings.SITE_URL + reverse("contracts:feed", args=[token])

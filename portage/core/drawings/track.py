"""A year drawn to scale for one contract: notice possible, its last day, the notice period, the next term."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import words

YEAR_DAYS = 365


@dataclass(frozen=True)
class Scale:
    """Days as percentages of a year that begins on `start`, as text with a dot."""

    start: date

    def __call__(self, day: date) -> float:
        return min(100.0, max(0.0, (day - self.start).days * 100 / YEAR_DAYS))

    def shows(self, day: date | None) -> bool:
        return day is not None and 0 <= (day - self.start).days <= YEAR_DAYS

    def months(self) -> list[date]:
        """The first days of months inside the year."""
        first = date(self.start.year, self.start.month, 1)
        every = [
            date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(1, 14)
        ]
        return [day for day in every if self.shows(day)]


def _bar(css: str, start: float, end: float, fill: str = "") -> SafeString:
    return format_html(
        '<rect class="{}" x="{}%" y="8" width="{}%" height="12"{}/>',
        css, f"{start:.2f}", f"{max(0.0, end - start):.2f}", format_html(' fill="{}"', fill) if fill else "",
    )  # fmt: skip


def _tick(css: str, at: float) -> SafeString:
    return format_html('<rect class="{}" x="{}%" y="5" width="3" height="18"/>', css, f"{at:.2f}")


def year_track(
    *, from_day: date, today: date, opens: date | None = None, last: date | None = None, renews: date | None = None
) -> SafeString:
    """The drawing: from `opens` to `last` notice is possible (solid), from then to `renews` it comes too late (hatched)."""
    scale, parts = Scale(from_day), []
    parts += [
        format_html('<line class="month" x1="{0}%" x2="{0}%" y1="0" y2="28"/>', f"{scale(day):.2f}")
        for day in scale.months()
    ]
    if last and last >= from_day:
        parts.append(_bar("open", scale(opens or from_day), scale(last + timedelta(days=1))))
    if last and renews:
        parts += [
            _bar(css, scale(last), scale(renews), fill) for css, fill in (("past", ""), ("late-for-it", "url(#hatch)"))
        ]
    parts += [_tick(css, scale(day)) for css, day in (("last", last), ("renew", renews)) if day and scale.shows(day)]
    if scale.shows(today):
        parts.append(format_html('<line class="now" x1="{0}%" x2="{0}%" y1="0" y2="28"/>', f"{scale(today):.2f}"))
    return format_html(
        '<svg class="track" role="img" aria-label="{}">{}</svg>',
        told(last, renews),
        format_html_join("", "{}", ((p,) for p in parts)),
    )


def told(last: date | None, renews: date | None) -> str:
    """The drawing in words."""
    parts = []
    if last:
        parts.append(_("last day for notice {day}").format(day=words.day(last)))
    if renews:
        parts.append(_("next term {day}").format(day=words.day(renews)))
    return ", ".join(parts)

"""How a date that binds is told: until DAY, in N days. "Renews" (certain) is not "notice until" (possible)."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from . import words

NEAR_DAYS = 30

# kind: (sentence of the panel, words of a table's cell)
KINDS = {
    "notice": (_("Notice can prevent the renewal until {day}, {left}."), _("Notice until {day}")),
    "renews": (_("Renews on {day}, {left}: no notice came in time."), _("Renews {day}")),
    "starts": (_("Comes into force on {day}, {left}."), _("Starts {day}")),
    "ends": (_("Ends on {day}, {left}."), _("Ends {day}")),
    "sign": (_("To be signed by {day}, {left}."), _("Sign by {day}")),
    "answer": (_("To be answered by {day}, {left}."), _("Answer by {day}")),
}


def nearness(day: date, today: date) -> str:
    """late when the day has passed, near when it comes within 30 days, calm otherwise."""
    days = (day - today).days
    return "late" if days < 0 else "near" if days <= NEAR_DAYS else "calm"


def sentence(kind: str, day: date, today: date) -> SafeString:
    """The sentence of the panel, the day and what is left of time marked."""
    marked = format_html('<strong><time datetime="{}">{}</time></strong>', day.isoformat(), words.day(day))
    left = format_html('<span class="left">{}</span>', words.away(day, today))
    return format_html(str(KINDS[kind][0]), day=marked, left=left)


def cell(kind: str, day: date, today: date, rule: str = "") -> SafeString:
    """Two lines for a table: the kind and the day; what is left of time and the rule. A renewal is certain: never amber."""
    marked = format_html('<time datetime="{}">{}</time>', day.isoformat(), words.day(day, "short"))
    first = format_html(str(KINDS[kind][1]), day=marked)
    tone = "calm" if kind == "renews" else nearness(day, today)
    second = words.mark(";").join(part for part in (words.away(day, today), rule) if part)
    return format_html('<span class="when {}"><b>{}</b><small>{}</small></span>', tone, first, second)

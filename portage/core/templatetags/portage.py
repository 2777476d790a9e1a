"""The tags and filters that every template has (a builtin library). How to use each: templates/core/README.md."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .. import binding, forms, words
from ..drawings import chain, icons, shapes, track
from ..money import Money

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(shapes.state, name="state")
register.simple_tag(forms.widget, name="widget")
register.simple_tag(track.year_track, name="year_track")
register.simple_tag(words.mark, name="mark")


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, even when the manifest is not made: error pages must stand whatever fails."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


def _time(value: date | datetime | None, style: str) -> SafeString | str:
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.day(value, style))


@register.filter
def day(value: date | None) -> SafeString | str:
    """30 November 2026, marked as a time; nothing for None."""
    return _time(value, "long")


@register.filter
def short_day(value: date | None) -> SafeString | str:
    """30 Nov 2026, for tables."""
    return _time(value, "short")


@register.filter
def weekday(value: date | None) -> SafeString | str:
    """Saturday 21 November 2026."""
    return _time(value, "weekday")


@register.filter
def day_of_year(value: date | None) -> SafeString | str:
    """30 November, where the year is plain from the place."""
    return _time(value, "no_year")


@register.filter
def month(value: date | None) -> SafeString | str:
    """November 2026."""
    return _time(value, "month")


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """20 Nov 2026, 16:12, in the reader's zone."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.moment(value)) if value else ""


@register.filter
def away(value: date | None, today: date) -> str:
    """in 9 days, tomorrow, 3 days ago."""
    return words.away(value, today) if value else ""


@register.filter
def ago(value: datetime | None, now: datetime) -> str:
    """48 minutes ago."""
    return words.ago(value, now) if value else ""


@register.filter
def nearness(value: date | None, today: date) -> str:
    """The class of a binding date: near (30 days or less), late, or calm."""
    return binding.nearness(value, today) if value else "calm"


@register.filter
def money(value: Money | Decimal | None, currency: str = "") -> str:
    """`{{ amount|money:"EUR" }}`, or `{{ amount|money }}` for Money."""
    if isinstance(value, Money):
        return words.money(value.amount, value.currency)
    return "" if value is None else words.money(value, currency)


@register.filter
def percent(value: Decimal | None) -> str:
    """A share between 0 and 1: 4.5%."""
    return "" if value is None else words.percent(value)


@register.filter
def number(value: int | Decimal | None) -> str:
    """12,480, by the reader's locale."""
    return "" if value is None else words.number(value)


@register.filter
def country(code: str) -> str:
    """The country's name in the reader's language."""
    return words.country(code)


@register.filter
def language(code: str) -> str:
    """The language's name in the reader's language."""
    return words.language(code)


@register.filter
def zone(name: str) -> str:
    """The time zone's city and country in the reader's language."""
    return words.zone(name)


@register.filter
def grouped(fingerprint: str) -> str:
    """A SHA-256 in groups of eight, to be compared by eye."""
    return " ".join(fingerprint[i : i + 8] for i in range(0, len(fingerprint), 8))


@register.filter
def field_of(form: Any, name: str) -> BoundField:
    """`{{ form|field_of:name }}`: a field by a name that is a variable."""
    return form[name]


@register.inclusion_tag("core/_binding_date.html")
def binding_date(
    *,
    kind: str,
    day: date,
    today: date,
    then: str = "",
    rule: str = "",
    steps: Sequence[str] = (),
    verb: Mapping | None = None,
) -> dict[str, Any]:
    """The next date that binds: until DAY, in N days; then what follows, the rule, and its computation one click away."""
    near = binding.nearness(day, today)
    return {
        "say": binding.sentence(kind, day, today),
        "near": near,
        "then": then,
        "rule": rule,
        "steps": steps,
        "verb": verb,
    }


@register.simple_tag
def next_date(kind: str, day: date | None, today: date, rule: str = "") -> SafeString | str:
    """The same in a table's cell: Notice until 30 Nov 2026, and below it in 9 days; 3 months, art. L134-11."""
    return (
        binding.cell(kind, day, today, rule) if day else format_html('<span class="quiet">{}</span>', gettext("none"))
    )


@register.inclusion_tag("core/_chain.html")
def chain_of_terms(*, terms: Sequence[chain.Term], today: date, upcoming: chain.Term | None = None) -> dict[str, Any]:
    """The chain of terms drawn for desks and for phones, with its table beside it."""
    terms = list(terms)
    wide = chain.segments(terms, upcoming=upcoming, today=today, most=7)
    narrow = chain.segments(terms, upcoming=upcoming, today=today, most=3)
    return {"wide": wide, "narrow": narrow, "terms": terms, "upcoming": upcoming, "today": today}

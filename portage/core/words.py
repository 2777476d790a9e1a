"""Days, delays, money, rates and countries in the reader's language. Plain text: the filters of templates wrap it."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, format_timedelta, get_timezone_location
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

PATTERNS = {
    "long": "d MMMM y",
    "short": "d MMM y",
    "month": "MMMM y",
    "name": "MMM",
    "weekday": "EEEE d MMMM y",
    "no_year": "d MMMM",
    "brief": "d MMM",
}


def locale() -> Locale:
    """The reader's locale; English when none is active (in jobs that forgot to choose one)."""
    return Locale.parse(get_language() or "en", sep="-")


def day(value: date, style: str = "long") -> str:
    """30 November 2026; 1er mars 2027. Styles: long, short (30 Nov 2026), month, name (Nov),
    weekday, no_year, brief (30 Nov)."""
    if isinstance(value, datetime):
        value = local(value).date()
    words = format_date(value, PATTERNS[style], locale=locale())
    if value.day == 1 and style not in {"month", "name"} and locale().language == "fr":
        return words.replace("1 ", "1er ", 1)  # French counts the first of a month as an ordinal
    return words


def local(value: datetime) -> datetime:
    """`value` in the zone of the reader; a value without zone is already local."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def moment(value: datetime) -> str:
    """20 Nov 2026, 16:12, in the reader's zone."""
    value = local(value)
    return f"{day(value, 'short')}, {format_time(value, 'HH:mm', locale=locale())}"


def away(value: date, today: date) -> str:
    """The distance of a day: today, tomorrow, in 9 days, yesterday, 3 days ago. Exact: binding days are never rounded."""
    days = (value - today).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    count = {"days": number(abs(days))}
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % count
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % count


def ago(value: datetime, now: datetime) -> str:
    """How long since (or until) an instant, roughly: 48 minutes ago, il y a 2 heures."""
    return format_timedelta(value - now, add_direction=True, locale=locale())


def number(value: int | float | Decimal) -> str:
    return format_decimal(value, locale=locale())


def money(amount: Decimal, currency: str) -> str:
    """EUR 38,640.00; 38 640,00 EUR. The code, not the sign: a dollar is not always the same dollar."""
    pattern = "¤¤ #,##0.00" if locale().language == "en" else "#,##0.00 ¤¤"
    return format_currency(amount, currency, pattern.replace(" ", "\xa0"), locale=locale())


def percent(share: Decimal) -> str:
    """A share between 0 and 1 as a rate: 0.045 is 4.5% (4,5 % in French), up to three decimals."""
    pattern = locale().percent_formats[None].pattern.replace("#,##0", "#,##0.###")
    return format_percent(share, pattern, locale=locale())


def country(code: str) -> str:
    """The name of an ISO 3166-1 alpha-2 country; the code itself when it is not known."""
    return locale().territories.get(str(code).upper(), str(code))


def language(code: str) -> str:
    """The name of a language in the reader's language."""
    return locale().languages.get(str(code), str(code))


def zone(name: str) -> str:
    """A time zone of the IANA database by its city and country: Paris, France; Tokyo, Japon."""
    city = get_timezone_location(name, locale=locale(), return_city=True).rsplit("/", 1)[-1]
    code = get_global("zone_territories").get(get_global("zone_aliases").get(name, name), "")
    return f"{city}, {country(code)}" if code.isalpha() and code != "ZZ" else city


def mark(sign: str) -> str:
    """The ";" or ":" between two parts of a line, with the spaces of the reader's language (French has one before)."""
    return {";": gettext("; "), ":": gettext(": ")}[sign]


def alphabetical(text: str) -> str:
    """What a list is sorted by: without accents, whatever the case."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", str(text).casefold()) if not unicodedata.combining(letter)
    )

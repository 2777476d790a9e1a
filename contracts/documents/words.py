"""Dates, lists, numbers, rates and sums in words, French or English, with the spaces that must not break.

No clock, no locale of the process: the language is always passed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, format_percent, get_currency_name

NBSP = "\u00a0"
LANGUAGES = ("fr", "en")

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_NUMBERS = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}
_ORDINALS = {
    "fr": "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split(),
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
}
# Between parts of a line, and between a name and its value: French has a space before that does not break.
BETWEEN, COLON = {"fr": "\u202f; ", "en": "; "}, {"fr": f"{NBSP}: ", "en": ": "}
_AND, _THEN = {"fr": "et", "en": "and"}, {"fr": "puis", "en": "then"}


def in_order(tags: Iterable[str]) -> list[str]:
    """Language tags in the order in which texts stand side by side, whatever order a database gave them back in."""
    return sorted(tags, key=lambda tag: (LANGUAGES.index(tag) if tag in LANGUAGES else len(LANGUAGES), tag))


def long_date(day: date, language: str) -> str:
    """ "1er mars 2026", "1 March 2026": never broken between the day and the month."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}{NBSP}{_MONTHS[language][day.month - 1]}{NBSP}{day.year}"


def join(items: Sequence[str], language: str) -> str:
    """ "a, b et c", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_AND[language]} {items[-1]}"


def number(value: int, language: str) -> str:
    """In words up to twelve, in figures above."""
    return _NUMBERS[language][value] if 0 <= value <= 12 else str(value)


def ordinal(value: int, language: str) -> str:
    """ "première", "first" up to ten; then "11e", "11th". Feminine in French: it counts years and terms."""
    if 1 <= value <= 10:
        return _ORDINALS[language][value - 1]
    if language == "fr":
        return f"{value}e"
    tail = "th" if 11 <= value % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{tail}"


def months(value: int, language: str) -> str:
    """ "un mois", "two months"."""
    unit = "mois" if language == "fr" else "month" if value == 1 else "months"
    return f"{number(value, language)}{NBSP}{unit}"


def years(value: int, language: str) -> str:
    """ "une année", "two years"."""
    if language == "fr":
        return f"{'une' if value == 1 else number(value, 'fr')}{NBSP}{'année' if value == 1 else 'années'}"
    return f"{number(value, 'en')}{NBSP}{'year' if value == 1 else 'years'}"


def month_schedule(schedule: Sequence[int], language: str) -> str:
    """Lengths of notice by year begun, shortly: "un, deux puis trois mois", "one, two then three months"."""
    *first, last = [number(value, language) for value in schedule]
    unit = "mois" if language == "fr" else "month" if tuple(schedule) == (1,) else "months"
    start = f"{', '.join(first)} {_THEN[language]} " if first else ""
    return f"{start}{last}{NBSP}{unit}"


def year_of(year: int, last: bool, language: str) -> str:
    """To which year of the contract a length of notice applies: "pendant la première année", "from the third year"."""
    if language == "fr":
        return f"{'à partir de' if last else 'pendant'} la {ordinal(year, 'fr')} année"
    return f"{'from' if last else 'during'} the {ordinal(year, 'en')} year"


def month_scale(schedule: Sequence[int], language: str) -> str:
    """The same, year by year, as an article needs it; the last length goes on for later years."""
    if len(schedule) == 1:
        return months(schedule[0], language)
    years = enumerate(schedule, start=1)
    return join(
        [f"{months(value, language)} {year_of(year, year == len(schedule), language)}" for year, value in years],
        language,
    )


@lru_cache(maxsize=512)
def percent(rate: Decimal, language: str) -> str:
    """A fraction of one as a percentage, every decimal kept: Decimal("0.065") gives "6,5 %", "6.5%"."""
    pattern = f"#,##0.########{NBSP}%" if language == "fr" else "#,##0.########%"
    return format_percent(rate, pattern, locale=_LOCALES[language])


@lru_cache(maxsize=512)
def money(value: tuple[Decimal, str], language: str) -> str:
    """(amount, ISO 4217 code): "300 000 €", "€300,000"; decimals only where there are some."""
    amount, currency = value
    text = format_currency(amount, currency, locale=_LOCALES[language], currency_digits=True)
    whole = amount == amount.to_integral_value()
    return (
        format_currency(amount, currency, "#,##0\u00a0¤" if language == "fr" else "¤#,##0", _LOCALES[language], False)
        if whole
        else text
    )


@lru_cache(maxsize=256)
def currency(code: str, language: str) -> str:
    """The currency in the plural, as in "expressed in euros"."""
    return get_currency_name(code, 2, _LOCALES[language])


@lru_cache(maxsize=512)
def country(code: str, language: str) -> str:
    """The name of an ISO 3166-1 alpha-2 country; ValueError when there is no such code."""
    name = Locale.parse(_LOCALES[language]).territories.get(code)
    if name is None or len(code) != 2:
        raise ValueError(f"not an ISO 3166-1 country: {code!r}")
    return name


def first_upper(text: str) -> str:
    """The same text with a capital at its start."""
    return text[:1].upper() + text[1:]
